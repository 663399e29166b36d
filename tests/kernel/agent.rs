//! What happens inside a network namespace: one process lives in it, does what it is told, and answers.
//!
//! Orders come as lines of JSON on standard input, replies go as lines to standard output. When the judge is gone, its
//! end of the pipe is closed, the process ends, and the kernel takes the namespace and all its links away.

use std::fs;
use std::io::{self, BufRead, ErrorKind, Read, Write, stdin, stdout};
use std::net::{IpAddr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

/// The argument with which the test program becomes an agent.
pub const WORD: &str = "agent";

/// What an agent is told to do.
#[derive(Serialize, Deserialize)]
pub enum Order {
    /// Writes kernel settings: files below `/proc/sys/net`.
    Set(Vec<(String, String)>),
    /// Runs a program with this standard input.
    Run { program: String, arguments: Vec<String>, input: String },
    /// Answers from now on at these places.
    Listen(Vec<Socket>),
    /// Opens connections, all at once, and waits this many milliseconds for an answer on each.
    Connect { to: Socket, tries: usize, patience: u64 },
}

/// An address and a port of TCP or UDP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Socket {
    pub address: SocketAddr,
    pub udp: bool,
}

/// What an agent answers.
#[derive(Serialize, Deserialize)]
pub enum Reply {
    Done,
    Failed(String),
    Connected(Vec<Outcome>),
}

/// What came of one connection.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Outcome {
    /// A server answered: the address at which it was asked, and the source that it saw.
    Answer { server: SocketAddr, source: IpAddr },
    /// An immediate rejection.
    Refusal,
    /// Nothing, within the time.
    Silence,
    /// The client's own kernel knows no way.
    NoWay,
    /// Anything else that the client's kernel said.
    Other(String),
}

/// Does what standard input says, until it ends.
pub fn serve() {
    answer(&Reply::Done);
    for line in stdin().lock().lines().map_while(Result::ok) {
        let reply = match serde_json::from_str(&line) {
            Ok(order) => carry_out(order),
            Err(error) => Reply::Failed(error.to_string()),
        };
        answer(&reply);
    }
}

fn answer(reply: &Reply) {
    let line = serde_json::to_string(reply).expect("a reply is plain data");
    // Without a judge there is nobody to answer, and the next line of standard input is its end.
    let _ = writeln!(stdout(), "{line}");
}

fn carry_out(order: Order) -> Reply {
    let done = match order {
        Order::Set(settings) => settings.iter().try_for_each(|(name, value)| set(name, value)),
        Order::Run { program, arguments, input } => run(&program, &arguments, &input),
        Order::Listen(sockets) => sockets.into_iter().try_for_each(listen),
        Order::Connect { to, tries, patience } => {
            return Reply::Connected(connect(to, tries, Duration::from_millis(patience)));
        }
    };
    done.map_or_else(Reply::Failed, |()| Reply::Done)
}

fn set(name: &str, value: &str) -> Result<(), String> {
    fs::write(format!("/proc/sys/net/{name}"), value).map_err(|error| format!("{name}: {error}"))
}

fn run(program: &str, arguments: &[String], input: &str) -> Result<(), String> {
    let failed = |error: io::Error| format!("{program}: {error}");
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(failed)?;
    if let Some(mut to) = child.stdin.take() {
        // A program that does not read to the end says why on its standard error.
        let _ = to.write_all(input.as_bytes());
    }
    let output = child.wait_with_output().map_err(failed)?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program} {}: {}", arguments.join(" "), said.trim()))
}

/// Says to everybody who asks at a place: the place, and the source address that was seen.
fn listen(at: Socket) -> Result<(), String> {
    let failed = |error: io::Error| format!("listening at {}: {error}", at.address);
    if at.udp {
        let socket = UdpSocket::bind(at.address).map_err(failed)?;
        thread::spawn(move || {
            let mut buffer = [0; 16];
            while let Ok((_, from)) = socket.recv_from(&mut buffer) {
                let _ = socket.send_to(said(at.address, from).as_bytes(), from);
            }
        });
    } else {
        let listener = TcpListener::bind(at.address).map_err(failed)?;
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                if let Ok(from) = stream.peer_addr() {
                    let _ = stream.write_all(said(at.address, from).as_bytes());
                }
            }
        });
    }
    Ok(())
}

fn said(at: SocketAddr, from: SocketAddr) -> String {
    format!("{at} {}", from.ip())
}

fn connect(to: Socket, tries: usize, patience: Duration) -> Vec<Outcome> {
    thread::scope(|scope| {
        let tried: Vec<_> = (0..tries)
            .map(|_| {
                scope.spawn(
                    || if to.udp { by_udp(to.address, patience) } else { by_tcp(to.address, patience) },
                )
            })
            .collect();
        tried.into_iter().map(|one| Outcome::of(one.join().expect("no panic"))).collect()
    })
}

fn by_tcp(to: SocketAddr, patience: Duration) -> io::Result<String> {
    let mut stream = TcpStream::connect_timeout(&to, patience)?;
    stream.set_read_timeout(Some(patience))?;
    let mut said = String::new();
    stream.read_to_string(&mut said)?;
    Ok(said)
}

/// How often a datagram is sent before the time is up. TCP sees to that by itself.
const DATAGRAMS: u32 = 3;

/// The source port of the next try. Each has one that no try had before: what conntrack knows already is sent after the
/// packets that went before it, whatever the rules say now.
static NEXT_PORT: AtomicU16 = AtomicU16::new(40_000);

fn by_udp(to: SocketAddr, patience: Duration) -> io::Result<String> {
    let port = NEXT_PORT.fetch_add(1, Ordering::Relaxed);
    let any: SocketAddr = if to.is_ipv4() { ([0; 4], port).into() } else { ([0_u16; 8], port).into() };
    let socket = UdpSocket::bind(any)?;
    socket.connect(to)?;
    socket.set_read_timeout(Some(patience / DATAGRAMS))?;
    let mut buffer = [0; 128];
    let mut received = Err(ErrorKind::TimedOut.into());
    for _ in 0..DATAGRAMS {
        socket.send(b"who?")?;
        received = socket.recv(&mut buffer);
        if !received.as_ref().is_err_and(|error| error.kind() == ErrorKind::WouldBlock) {
            break;
        }
    }
    Ok(String::from_utf8_lossy(&buffer[..received?]).into_owned())
}

impl Outcome {
    fn of(said: io::Result<String>) -> Self {
        match said {
            Ok(text) => Outcome::answer(&text).unwrap_or(Outcome::Other(format!("an answer like {text:?}"))),
            Err(error) => match error.kind() {
                ErrorKind::ConnectionRefused => Outcome::Refusal,
                ErrorKind::TimedOut | ErrorKind::WouldBlock => Outcome::Silence,
                ErrorKind::NetworkUnreachable | ErrorKind::AddrNotAvailable => Outcome::NoWay,
                _ => Outcome::Other(error.to_string()),
            },
        }
    }

    fn answer(text: &str) -> Option<Self> {
        let (server, source) = text.split_once(' ')?;
        Some(Outcome::Answer { server: server.parse().ok()?, source: source.parse().ok()? })
    }
}
