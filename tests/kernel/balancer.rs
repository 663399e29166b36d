//! The load balancer of the cloud, as an `nft -f` script for the namespace `edge`.
//!
//! With `ipMode: VIP` it only routes (see `plan`), and drops what is for a port that no Service has. With `Proxy` it
//! rewrites both addresses, as a load balancer does that opens connections of its own.

use std::fmt::Write;
use std::net::IpAddr;

use svclab::Simulation;
use svclab::api::Service;
use svclab::kube_proxy::{IpFamily, Protocol};

use crate::plan::Map;

/// The rules of each chain.
#[derive(Default)]
struct Rules {
    open: String,
    closed: String,
    rewritten: String,
    back: String,
}

/// The load balancers of all Services of a cluster, in place of those that were there.
pub fn script(simulation: &Simulation, map: &Map) -> String {
    let mut rules = Rules::default();
    for service in simulation.cluster.services.values() {
        for ingress in &service.status.load_balancer.ingress {
            if let Some(ip) = ingress.ip.as_ref().and_then(|ip| ip.parse::<IpAddr>().ok()) {
                let is_proxy = ingress.ip_mode.as_deref() == Some("Proxy");
                rules.balance(service, ip, is_proxy, map);
            }
        }
    }
    let Rules { open, closed, rewritten, back } = rules;
    format!(
        "table inet edge\n\
         delete table inet edge\n\
         table inet edge {{\n\
         chain forward {{ type filter hook forward priority 0;\n{open}{closed}}}\n\
         chain prerouting {{ type nat hook prerouting priority dstnat;\n{rewritten}}}\n\
         chain postrouting {{ type nat hook postrouting priority srcnat;\n{back}}}\n}}\n"
    )
}

impl Rules {
    /// Writing to a String cannot fail.
    fn balance(&mut self, service: &Service, ip: IpAddr, is_proxy: bool, map: &Map) {
        let family = if ip.is_ipv4() { "ip" } else { "ip6" };
        let nodes = map.next_hops(map.vips.get(&ip).into_iter().flatten(), IpFamily::of(ip));
        for port in &service.spec.ports {
            let Some(protocol) = Protocol::of_field(port.protocol.as_deref()) else { continue };
            let meant = format!("{family} daddr {ip} {} dport {}", protocol.lower(), port.port);
            if !is_proxy {
                let _ = writeln!(self.open, "{meant} accept");
            } else if let Some(number) = port.node_port.filter(|_| !nodes.is_empty()) {
                let choices = (0..).zip(&nodes).map(|(at, node)| format!("{at} : {node} . {number}"));
                let (count, choices) = (nodes.len(), choices.collect::<Vec<_>>().join(", "));
                let _ = writeln!(
                    self.rewritten,
                    "{meant} dnat {family} to numgen random mod {count} map {{ {choices} }}"
                );
            }
        }
        let _ = writeln!(self.closed, "{family} daddr {ip} drop");
        let _ = writeln!(self.back, "ct status dnat ct original {family} daddr {ip} snat {family} to {ip}");
    }
}
