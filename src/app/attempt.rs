//! The command that tries a connection on a real cluster.

use svclab::kube_proxy::Protocol;
use svclab::message;
use svclab::message::Message;
use svclab::network::{Client, Host, Route, Target, Verdict};

/// How to try a connection on a real cluster.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// Where to run the command.
    pub place: Message,
    /// The command.
    pub command: String,
    /// What it will show.
    pub shows: Message,
}

/// How long a command waits, in seconds.
const PATIENCE: u8 = 5;
/// Ports that speak TLS by custom.
const TLS: [u16; 3] = [443, 6443, 8443];

/// How to try what a route shows.
pub fn attempt(from: &Client, to: &Target, route: &Route) -> Attempt {
    let host = match &to.host {
        Host::Name(name) => name.clone(),
        Host::Address(ip) => ip.to_string(),
    };
    let line = match route.protocol {
        Protocol::Tcp => curl(&host, route.port),
        Protocol::Udp => format!("echo hello | nc -u -w {PATIENCE} {host} {}", route.port),
        Protocol::Sctp => format!("echo hello | ncat --sctp -w {PATIENCE} {host} {}", route.port),
    };
    let needs_shell = line.contains('|');
    let (place, command) = match from {
        Client::Pod(pod) => {
            let line = if needs_shell { format!("sh -c '{line}'") } else { line };
            let command = format!("kubectl exec -n {} {} -- {line}", pod.namespace, pod.name);
            (message!("On any machine with kubectl"), command)
        }
        Client::Node(node) => (message!("On node {node}", node = node), line),
        Client::Lan(_) => (message!("On a host of the nodes' network"), line),
        Client::Internet(_) => (message!("On a machine in the internet"), line),
    };
    Attempt { place, command, shows: shows(route) }
}

/// An address of IPv6 stands in brackets, which neither the shell nor curl may take for a pattern.
fn curl(host: &str, port: u16) -> String {
    let (scheme, insecure) = if TLS.contains(&port) { ("https", " -k") } else { ("http", "") };
    match host.contains(':') {
        true => format!("curl -g{insecure} -m {PATIENCE} '{scheme}://[{host}]:{port}/'"),
        false => format!("curl{insecure} -m {PATIENCE} {scheme}://{host}:{port}/"),
    }
}

fn shows(route: &Route) -> Message {
    match (route.protocol, route.verdict) {
        (Protocol::Tcp, Verdict::Delivered) => {
            message!("It shows the answer of a backend, if that speaks HTTP.")
        }
        (Protocol::Tcp, Verdict::Refused) => message!("It says at once: Connection refused."),
        (Protocol::Tcp, _) => {
            message!("It shows nothing and gives up after {count} seconds.", count = PATIENCE)
        }
        (Protocol::Udp, Verdict::Delivered) => message!(
            "UDP knows no connection: without an answer of the backend it shows nothing. Look into the backend's log."
        ),
        (Protocol::Udp, Verdict::Refused) => {
            message!("UDP knows no connection: nc may report the refusal, or only end without an answer.")
        }
        (Protocol::Udp, _) => message!("It shows nothing, as it also does where a backend does not answer."),
        (Protocol::Sctp, _) => message!(
            "It needs the ncat of nmap and a kernel with SCTP; curl speaks no SCTP, and many networks drop it."
        ),
    }
}
