//! What comes back on one question.

use std::fmt;

use serde::{Serialize, Serializer};

use super::name::labels;
use super::record::Record;

/// The response code of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// The name exists; without records, nothing of the asked type.
    NoError,
    /// The name does not exist.
    NxDomain,
    /// The server could not find out.
    ServFail,
    /// The server does not answer such questions.
    Refused,
}

impl Status {
    /// The code as dig prints it.
    pub fn name(self) -> &'static str {
        match self {
            Status::NoError => "NOERROR",
            Status::NxDomain => "NXDOMAIN",
            Status::ServFail => "SERVFAIL",
            Status::Refused => "REFUSED",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Status {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

/// What comes back on one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// The response code.
    pub status: Status,
    /// The answer section.
    pub answer: Vec<Record>,
    /// The additional section.
    pub additional: Vec<Record>,
    /// True if the question, or the alias that it leads to, was forwarded out of the cluster. Such names are not
    /// looked up: the answer ends at the alias, if there is one.
    pub external: bool,
}

impl Answer {
    /// An answer without records.
    pub(super) fn empty(status: Status) -> Self {
        Answer { status, answer: Vec::new(), additional: Vec::new(), external: false }
    }

    /// The answer on a name that is looked up outside the cluster. A single label is no name there.
    pub(super) fn forwarded(name: &str) -> Self {
        let status = if labels(name).count() == 1 { Status::NxDomain } else { Status::NoError };
        Answer { external: true, ..Answer::empty(status) }
    }

    /// True if a resolver is content with it and tries no other name: there are records, or there may be.
    pub(super) fn is_final(&self) -> bool {
        match self.status {
            Status::NoError => !self.answer.is_empty() || self.external,
            Status::Refused => true,
            Status::NxDomain | Status::ServFail => false,
        }
    }
}
