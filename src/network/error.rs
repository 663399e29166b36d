//! Why a question cannot be answered.

use std::fmt;

use crate::message::Message;

/// A part of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Who sends the packet.
    From,
    /// The node that it is handed to.
    Via,
    /// Where it is to go.
    To,
}

/// Why a question cannot be answered: it is the question that is at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceError {
    /// The part of the question that is at fault.
    pub part: Part,
    /// One sentence that stands alone, with the value at fault.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
}

impl TraceError {
    pub(super) fn new(message: Message, help: Message) -> Self {
        TraceError { part: Part::To, message, help: Some(help) }
    }

    pub(super) fn bare(message: Message) -> Self {
        TraceError { part: Part::To, message, help: None }
    }

    /// The error as one of another part than the target.
    pub(super) fn of(self, part: Part) -> Self {
        TraceError { part, ..self }
    }
}

impl fmt::Display for TraceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl std::error::Error for TraceError {}
