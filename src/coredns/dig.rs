//! A name looked up as glibc's resolver does it (`res_search`, resolv/res_query.c).

use serde::Serialize;

use super::answer::{Answer, Status};
use super::name::{absolute, labels};
use super::record::{Record, RecordType};
use super::resolver::Resolver;
use super::zone::Zone;

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Question {
    /// The name, as it was given.
    pub name: String,
    /// The type.
    pub r#type: RecordType,
}

/// One query that was made on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Query {
    /// The name that was asked for, ending in a dot.
    pub name: String,
    /// What came back.
    pub status: Status,
    /// True if the query was forwarded out of the cluster.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
}

/// The answer to a program that asks its resolver for a name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dig {
    /// What was asked.
    pub question: Question,
    /// What the program gets to know.
    pub status: Status,
    /// The answer section of the query that ended the search; empty if none did.
    pub answer: Vec<Record>,
    /// The additional section of the same query.
    pub additional: Vec<Record>,
    /// Every name that was tried, in order, each ending in a dot.
    pub searched: Vec<String>,
    /// True if the answer is to be found outside the cluster, see [`Answer::external`].
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub external: bool,
    /// The queries behind `searched`, each with its own outcome.
    pub queries: Vec<Query>,
    /// Who asked.
    #[serde(skip)]
    pub resolver: Resolver,
}

/// Looks a name up with a resolver.
pub fn dig(zone: &Zone<'_>, resolver: &Resolver, name: &str, record_type: RecordType) -> Dig {
    let mut queries = Vec::new();
    let mut end = None;
    let tries = tries(resolver, name);
    for name in tries.names {
        let answer = resolver.ask(zone, &name, record_type);
        let is_end = answer.is_final() && !is_surely_absent(&name, &answer);
        queries.push(Query { name, status: answer.status, external: answer.external });
        if is_end {
            end = Some(answer);
            break;
        }
    }
    let answer = end.unwrap_or_else(|| in_vain(&queries, tries.starts_as_is));
    Dig {
        question: Question { name: name.into(), r#type: record_type },
        status: answer.status,
        answer: answer.answer,
        additional: answer.additional,
        searched: queries.iter().map(|query| query.name.clone()).collect(),
        external: answer.external,
        queries,
        resolver: resolver.clone(),
    }
}

/// Outside the cluster nothing ends in `svc`, so a resolver goes on behind such a name without a look-up's saying so.
fn is_surely_absent(name: &str, answer: &Answer) -> bool {
    answer.external && answer.answer.is_empty() && labels(name).last().is_some_and(|label| label == "svc")
}

struct Tries {
    names: Vec<String>,
    /// True if the name itself is the first.
    starts_as_is: bool,
}

/// The names that are tried for a name, in order.
fn tries(resolver: &Resolver, name: &str) -> Tries {
    let as_is = absolute(name).into_owned();
    let dots = name.matches('.').count();
    if name.ends_with('.') {
        return Tries { names: vec![as_is], starts_as_is: true };
    }
    let starts_as_is = u32::try_from(dots).is_ok_and(|dots| dots >= resolver.ndots);
    // A search list may name the root, which is the name as it is.
    let searched = resolver.searches.iter().map(|search| match search.trim_matches('.') {
        "" => as_is.clone(),
        search => format!("{name}.{search}."),
    });
    let mut names: Vec<String> = starts_as_is.then(|| as_is.clone()).into_iter().collect();
    names.extend(searched);
    if !names.contains(&as_is) {
        names.push(as_is);
    }
    Tries { names, starts_as_is }
}

/// What is left when no query brought anything: the answer on the name as it is, if that was tried first; else that
/// some name exists, if one does; else what the last query said.
fn in_vain(queries: &[Query], starts_as_is: bool) -> Answer {
    let first = queries.first().filter(|_| starts_as_is);
    let exists = || queries.iter().find(|query| query.status == Status::NoError);
    let decisive = first.or_else(exists).or(queries.last());
    let status = decisive.map_or(Status::NxDomain, |query| query.status);
    Answer { external: decisive.is_some_and(|query| query.external), ..Answer::empty(status) }
}
