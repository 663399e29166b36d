//! `trace CLIENT TARGET [via node:NAME] VERDICT [to BACKEND …]`: where a connection goes.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::Failure;
use super::dig::Answer;
use super::facts::Facts;
use super::words::{Unreadable, Usage, Word, Words};
use crate::coredns::{self, RecordType};
use crate::message;
use crate::network::{Endpoint, Part, Trace, TraceError, TraceQuery, Verdict, Via};
use crate::source::Span;

const USAGE: Usage = Usage {
    form: "trace CLIENT TARGET [via node:NAME] delivered [to pod:NAMESPACE/NAME]|refused|dropped|unroutable|NXDOMAIN|NODATA|external",
    example: "trace pod:shop/client web:80 delivered to pod:shop/web-*",
};
/// More backends than these are not written out.
const WRITTEN_OUT: usize = 8;

#[derive(Debug)]
pub(super) struct Question {
    query: TraceQuery,
    from: Span,
    via: Option<Span>,
    to: Span,
    expected: Outcome,
    /// Who may get the connection, if that is expected too.
    backends: Vec<Backend>,
    /// The words from the verdict on.
    span: Span,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Verdict(Verdict),
    /// The name has no address: the word of `dig` for it.
    NoAddress(String),
}

/// Somebody who may get a connection.
#[derive(Debug)]
enum Backend {
    /// A Pod by its namespace and name, which may end in `*`.
    Pod(String, String),
    /// An address.
    Address(IpAddr),
}

const VERDICTS: [(&str, Verdict); 4] = [
    ("delivered", Verdict::Delivered),
    ("refused", Verdict::Refused),
    ("dropped", Verdict::Dropped),
    ("unroutable", Verdict::Unroutable),
];

impl Outcome {
    fn read(word: Word<'_>) -> Result<Self, Unreadable> {
        if let Some((_, verdict)) = VERDICTS.into_iter().find(|(name, _)| *name == word.text) {
            return Ok(Outcome::Verdict(verdict));
        }
        match Answer::nothing(word.text) {
            // In lower case it is a verdict that is meant.
            Some(nothing) if !word.text.eq_ignore_ascii_case("refused") || word.text == "REFUSED" => {
                Ok(Outcome::NoAddress(nothing.words()))
            }
            _ => Err(word.is_wrong(message!("\"{word}\" is no verdict", word = word.text), &USAGE)),
        }
    }

    fn words(&self) -> &str {
        match self {
            Outcome::NoAddress(word) => word,
            Outcome::Verdict(verdict) => {
                VERDICTS.iter().find(|(_, known)| known == verdict).map_or("", |(name, _)| *name)
            }
        }
    }
}

impl Question {
    pub fn read(mut words: Words<'_>) -> Result<Self, Unreadable> {
        let from = words.need(|| message!("The client is missing"), &USAGE)?;
        let to = words.need(|| message!("The target is missing"), &USAGE)?;
        let via = match words.next_if(|word| matches!(word, "via" | "--via")) {
            None => None,
            Some(_) => Some(words.need(|| message!("The node is missing"), &USAGE)?),
        };
        let verdict = words.need(|| message!("The expected verdict is missing"), &USAGE)?;
        let expected = Outcome::read(verdict)?;
        let mut span = verdict.span;
        let mut backends = Vec::new();
        if let Some(word) = words.next_if(|word| word == "to") {
            if expected != Outcome::Verdict(Verdict::Delivered) {
                let message = message!("Only what is delivered gets to somebody");
                return Err(word.is_wrong(message, &USAGE));
            }
            let first = words.need(|| message!("Who gets it is missing"), &USAGE)?;
            for word in std::iter::once(first).chain(words) {
                backends.push(Backend::read(word)?);
                span.end = word.span.end;
            }
        } else {
            words.nothing_more(&USAGE)?;
        }
        let query = TraceQuery {
            from: from.text.parse().map_err(|error| wrong(from, error))?,
            via: via.map(|via| via.text.parse::<Via>().map_err(|error| wrong(via, error))).transpose()?,
            to: to.text.parse().map_err(|error| wrong(to, error))?,
        };
        let via = via.map(|via| via.span);
        Ok(Question { query, from: from.span, via, to: to.span, expected, backends, span })
    }

    pub fn judge(&self, facts: &Facts<'_>) -> Result<(), Failure> {
        let trace = facts.network().trace(&self.query).map_err(|error| self.unanswered(error))?;
        let outcomes = outcomes(&trace);
        if outcomes.iter().any(|outcome| *outcome != self.expected) {
            return Err(self.other_outcome(facts, &trace, &outcomes));
        }
        let endpoints: Vec<&Endpoint> = trace.routes.iter().flat_map(|route| &route.endpoints).collect();
        let is_expected = |endpoint: &&Endpoint| self.backends.iter().any(|one| one.is(endpoint));
        let is_there = |backend: &Backend| endpoints.iter().any(|endpoint| backend.is(endpoint));
        if self.backends.is_empty() || endpoints.iter().all(is_expected) && self.backends.iter().all(is_there)
        {
            return Ok(());
        }
        Err(self.other_backends(&endpoints))
    }

    /// The question names what is not there.
    fn unanswered(&self, error: TraceError) -> Failure {
        let span = match error.part {
            Part::From => self.from,
            Part::Via => self.via.unwrap_or(self.span),
            Part::To => self.to,
        };
        let message = message!(
            "Expected {expected}, but the question has no answer: {why}",
            expected = self.expected.words()
        )
        .with_messages("why", vec![error.message]);
        Failure { span, message, why: error.help, actual: None }
    }

    fn other_outcome(&self, facts: &Facts<'_>, trace: &Trace, outcomes: &BTreeSet<Outcome>) -> Failure {
        let words: Vec<&str> = outcomes.iter().map(Outcome::words).collect();
        let message = message!(
            "Expected {expected} from {from} to {to}, but it is {actual}",
            expected = self.expected.words(),
            from = trace.from,
            to = trace.to,
            actual = words.join(", ")
        );
        let is_other = |verdict| Outcome::Verdict(verdict) != self.expected;
        let reason =
            trace.routes.iter().find(|route| is_other(route.verdict)).map(|route| route.reason.clone());
        let unresolved = trace.resolution.as_ref().filter(|_| trace.routes.is_empty());
        let why = reason.or_else(|| coredns::explain(facts.zone(), unresolved?));
        let actual = match words[..] {
            [only] => Some(only.to_owned()),
            _ => None,
        };
        Failure { span: self.span, message, why, actual }
    }

    fn other_backends(&self, endpoints: &[&Endpoint]) -> Failure {
        let actual: BTreeSet<String> = endpoints.iter().map(|endpoint| name(endpoint)).collect();
        let actual: Vec<String> = actual.into_iter().collect();
        let shown = actual[..actual.len().min(WRITTEN_OUT)].join(", ");
        let more = actual.len().saturating_sub(WRITTEN_OUT);
        let expected: Vec<String> = self.backends.iter().map(Backend::words).collect();
        let (from, to, expected) = (&self.query.from, &self.query.to, expected.join(", "));
        let message = match more {
            0 => message!(
                "Expected {from} to reach {expected} at {to}, but it reaches {actual}",
                from = from,
                expected = expected,
                to = to,
                actual = shown
            ),
            more => message!(
                "Expected {from} to reach {expected} at {to}, but it reaches {actual} and {more} more",
                from = from,
                expected = expected,
                to = to,
                actual = shown,
                more = more
            ),
        };
        let actual = (more == 0).then(|| format!("{} to {shown}", self.expected.words()));
        Failure { span: self.span, message, why: None, actual }
    }
}

fn wrong(word: Word<'_>, error: TraceError) -> Unreadable {
    Unreadable { span: word.span, help: error.help.unwrap_or_else(|| USAGE.help()), message: error.message }
}

/// What comes of a connection, over all addresses of the target.
fn outcomes(trace: &Trace) -> BTreeSet<Outcome> {
    let verdicts = trace.routes.iter().map(|route| Outcome::Verdict(route.verdict));
    let unresolved = trace.resolution.as_ref().filter(|_| trace.routes.is_empty());
    let unresolved = unresolved.map(|dig| match Answer::of(dig, RecordType::A) {
        Answer::Nothing(word) => Outcome::NoAddress(word.to_owned()),
        Answer::Records(_) => Outcome::NoAddress("NODATA".to_owned()),
    });
    verdicts.chain(unresolved).collect()
}

fn name(endpoint: &Endpoint) -> String {
    match &endpoint.pod {
        Some(pod) => format!("pod:{}/{}", pod.namespace, pod.name),
        None => endpoint.ip.to_string(),
    }
}

impl Backend {
    fn read(word: Word<'_>) -> Result<Self, Unreadable> {
        let text = word.text.trim_end_matches(',');
        if let Ok(ip) = text.parse() {
            return Ok(Backend::Address(ip));
        }
        let pod = text.strip_prefix("pod:").filter(|pod| !pod.is_empty());
        let pod = pod.map(|pod| pod.split_once('/').unwrap_or(("default", pod)));
        match pod {
            Some((namespace, name)) if !namespace.is_empty() && !name.is_empty() => {
                Ok(Backend::Pod(namespace.to_owned(), name.to_owned()))
            }
            _ => {
                let message = message!("\"{word}\" is neither a Pod nor an address", word = text);
                Err(word.is_wrong(message, &USAGE))
            }
        }
    }

    fn is(&self, endpoint: &Endpoint) -> bool {
        match (self, &endpoint.pod) {
            (Backend::Address(ip), _) => *ip == endpoint.ip,
            (Backend::Pod(namespace, name), Some(pod)) => {
                *namespace == pod.namespace
                    && match name.strip_suffix('*') {
                        Some(start) => pod.name.starts_with(start),
                        None => *name == pod.name,
                    }
            }
            (Backend::Pod(..), None) => false,
        }
    }

    fn words(&self) -> String {
        match self {
            Backend::Pod(namespace, name) => format!("pod:{namespace}/{name}"),
            Backend::Address(ip) => ip.to_string(),
        }
    }
}
