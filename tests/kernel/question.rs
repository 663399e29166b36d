//! A question: what `trace` says of a connection, and whether the kernel does it.

use std::collections::BTreeSet;
use std::fmt::{self, Display, Formatter};
use std::net::{IpAddr, SocketAddr};

use svclab::Simulation;
use svclab::kube_proxy::Protocol;
use svclab::network::{Action, Place, Route, TraceQuery, Verdict};

use crate::agent::{Order, Outcome, Socket};
use crate::lab::Lab;
use crate::namespace::Namespace;

/// Connections that are opened at once.
const AT_ONCE: usize = 8;
/// How often, until everything that may happen has happened.
const ROUNDS: usize = 30;
/// Milliseconds after which silence is taken for silence: an answer takes less than one.
const SILENCE: u64 = 600;
/// Milliseconds to wait for an answer that must come, however busy the machine is.
const ANSWER: u64 = 4000;

/// One question and its answer by `trace`.
pub struct Question {
    /// As it stands in the manifest: `FROM TO` or `FROM node:NAME TO`.
    pub words: String,
    pub query: TraceQuery,
    pub to: Socket,
    expected: Expected,
}

/// What `trace` says that may happen.
struct Expected {
    servers: BTreeSet<SocketAddr>,
    /// What the servers may see.
    sources: BTreeSet<IpAddr>,
    /// Sources that the trace only counts.
    more_sources: usize,
    refusal: bool,
    silence: bool,
    no_way: bool,
    /// A node remembers which server a client had.
    sticky: bool,
    /// So a client stays with the server that it had first: all its packets come to the same node.
    stuck: bool,
}

/// What came of a question.
pub struct Finding {
    pub connections: usize,
    /// What differs from the trace; None if nothing does.
    pub difference: Option<String>,
}

impl Question {
    /// Reads a question and lets svclab answer it.
    pub fn new(words: &str, simulation: &Simulation) -> Result<Self, String> {
        let parts: Vec<&str> = words.split_whitespace().collect();
        let (from, via, to) = match parts.as_slice() {
            [from, to] => (from, None, to),
            [from, via, to] => (from, Some(via), to),
            _ => return Err(format!("{words:?} is no question: FROM [node:NAME] TO")),
        };
        let said = |error: &dyn ToString| format!("{words}: {}", error.to_string());
        let query = TraceQuery {
            from: from.parse().map_err(|error| said(&error))?,
            via: via.map(|via| via.parse()).transpose().map_err(|error| said(&error))?,
            to: to.parse().map_err(|error| said(&error))?,
        };
        let trace = simulation.trace(&query).map_err(|error| said(&error))?;
        let [route] = trace.routes.as_slice() else { return Err(format!("{words}: not one address")) };
        let to = Socket {
            address: SocketAddr::new(route.address, route.port),
            udp: match route.protocol {
                Protocol::Tcp => false,
                Protocol::Udp => true,
                Protocol::Sctp => return Err(format!("{words}: nobody here speaks SCTP")),
            },
        };
        Ok(Question { words: words.to_owned(), query, to, expected: Expected::new(route) })
    }

    /// True if it must have the nodes for itself.
    pub fn is_alone(&self) -> bool {
        self.expected.sticky || self.query.via.is_some()
    }

    /// Asks the kernel, until everything that may happen has happened.
    pub fn ask(&self, client: &mut Namespace) -> Result<Finding, String> {
        self.rounds(|| self.connect(client, AT_ONCE))
    }

    /// Asks with the nodes for itself: a route of its own if the question wants it, and in each round a node that has
    /// forgotten which client had which endpoint.
    pub fn ask_alone(&self, lab: &mut Lab, home: &str, simulation: &Simulation) -> Result<Finding, String> {
        let ip = self.to.address.ip();
        let via = self.query.via.as_ref().map(|via| vec![via.node.as_str().into()]);
        let before = via.map(|node| lab.reroute(simulation, home, ip, node)).transpose()?;
        let finding = self.rounds(|| {
            if self.expected.sticky {
                lab.forget(simulation)?;
            }
            let client = lab.namespace(home)?;
            if self.expected.stuck {
                let first = self.connect(client, 1)?;
                return Ok(stuck(first, self.connect(client, AT_ONCE)?));
            }
            self.connect(client, AT_ONCE)
        });
        if let Some(nodes) = before {
            lab.reroute(simulation, home, ip, nodes)?;
        }
        finding
    }

    fn rounds(&self, mut round: impl FnMut() -> Result<Vec<Outcome>, String>) -> Result<Finding, String> {
        let mut seen = Vec::new();
        for _ in 0..ROUNDS {
            seen.extend(round()?);
            if self.expected.surprise(&seen).is_some() || self.expected.missing(&seen).is_none() {
                break;
            }
        }
        let difference = self.expected.surprise(&seen).or_else(|| self.expected.missing(&seen));
        let told = |what| format!("{}: {what}; trace says: {}", self.words, self.expected);
        Ok(Finding { connections: seen.len(), difference: difference.map(told) })
    }

    fn connect(&self, client: &mut Namespace, tries: usize) -> Result<Vec<Outcome>, String> {
        let patience = if self.expected.silence { SILENCE } else { ANSWER };
        client.order(&Order::Connect { to: self.to, tries, patience })?;
        client.connected()
    }
}

/// A client that has a server must not get another one.
fn stuck(first: Vec<Outcome>, then: Vec<Outcome>) -> Vec<Outcome> {
    let server = |outcome: &Outcome| match outcome {
        Outcome::Answer { server, .. } => Some(*server),
        _ => None,
    };
    let had = first.iter().find_map(server);
    let strays = then.iter().filter(|outcome| server(outcome) != had).cloned();
    let strays: Vec<Outcome> = strays.map(|stray| Outcome::Other(format!("not stuck: {stray}"))).collect();
    first.into_iter().chain(then).chain(strays).collect()
}

impl Expected {
    fn new(route: &Route) -> Self {
        let does = |action| route.hops.iter().any(|hop| hop.action == action);
        let deliver = route.hops.iter().find(|hop| hop.action == Action::Deliver);
        let written: Vec<&str> = deliver.map_or(Vec::new(), |hop| hop.source.split(", ").collect());
        let sticky = route.hops.iter().any(|hop| hop.by_rules.sticky_seconds.is_some());
        let nodes: BTreeSet<&Place> =
            route.hops.iter().filter(|hop| hop.action == Action::Dnat).map(|hop| &hop.at).collect();
        Expected {
            servers: route.endpoints.iter().map(|one| SocketAddr::new(one.ip, one.port)).collect(),
            sources: written.iter().filter_map(|source| source.parse().ok()).collect(),
            more_sources: written
                .iter()
                .filter_map(|more| more.strip_prefix('+')?.parse::<usize>().ok())
                .sum(),
            refusal: does(Action::Reject),
            silence: does(Action::Drop) && route.verdict != Verdict::Unroutable,
            no_way: route.verdict == Verdict::Unroutable,
            sticky,
            stuck: sticky && nodes.len() == 1,
        }
    }

    /// What must not happen and did.
    fn surprise(&self, seen: &[Outcome]) -> Option<String> {
        let admitted = |outcome: &&Outcome| match outcome {
            Outcome::Answer { server, source } => {
                self.servers.contains(server) && (self.sources.contains(source) || self.more_sources > 0)
            }
            Outcome::Refusal => self.refusal,
            Outcome::Silence => self.silence,
            Outcome::NoWay => self.no_way,
            Outcome::Other(_) => false,
        };
        seen.iter().find(|outcome| !admitted(outcome)).map(Outcome::to_string)
    }

    /// What must happen and has not.
    fn missing(&self, seen: &[Outcome]) -> Option<String> {
        let mut servers = self.servers.clone();
        let mut sources = self.sources.clone();
        let mut others = BTreeSet::new();
        for outcome in seen {
            if let Outcome::Answer { server, source } = outcome {
                servers.remove(server);
                if !sources.remove(source) && !self.sources.contains(source) {
                    others.insert(*source);
                }
            }
        }
        let never = |wanted, outcome| wanted && !seen.contains(&outcome);
        let missing: Vec<String> = servers
            .iter()
            .map(|server| format!("{server} never answers"))
            .chain(sources.iter().map(|source| format!("no server ever sees {source}")))
            .chain((others.len() != self.more_sources).then(|| "other sources are seen".to_owned()))
            .chain(never(self.refusal, Outcome::Refusal).then(|| "never a refusal".to_owned()))
            .chain(never(self.silence, Outcome::Silence).then(|| "never silence".to_owned()))
            .chain(never(self.no_way, Outcome::NoWay).then(|| "there is a way".to_owned()))
            .collect();
        (!missing.is_empty()).then(|| missing.join(", "))
    }
}

impl Display for Expected {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let sources: Vec<String> = self.sources.iter().map(ToString::to_string).collect();
        let sources = sources.join(" or ");
        let answers = self.servers.iter().map(|server| format!("{server} answers and sees {sources}"));
        let others = [(self.refusal, "refusal"), (self.silence, "silence"), (self.no_way, "no way")];
        let others = others.into_iter().filter(|(expected, _)| *expected).map(|(_, what)| what.to_owned());
        f.write_str(&answers.chain(others).collect::<Vec<_>>().join(", or "))
    }
}

impl Display for Outcome {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Outcome::Answer { server, source } => write!(f, "{server} answers and sees {source}"),
            Outcome::Refusal => f.write_str("a refusal"),
            Outcome::Silence => f.write_str("silence"),
            Outcome::NoWay => f.write_str("no way"),
            Outcome::Other(what) => f.write_str(what),
        }
    }
}
