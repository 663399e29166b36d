//! Why a question cannot be answered.

use std::fmt;

use crate::message::Message;

/// Why a question cannot be answered: it is the question that is at fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TraceError {
    /// One sentence that stands alone, with the value at fault.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
}

impl TraceError {
    pub(super) fn new(message: Message, help: Message) -> Self {
        TraceError { message, help: Some(help) }
    }

    pub(super) fn bare(message: Message) -> Self {
        TraceError { message, help: None }
    }
}

impl fmt::Display for TraceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl std::error::Error for TraceError {}
