//! Why a change cannot happen.

use std::fmt;

use crate::message::Message;

/// Why a change cannot happen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChangeError {
    /// One sentence that stands alone, with the value at fault.
    pub message: Message,
    /// What to do about it.
    pub help: Option<Message>,
}

impl ChangeError {
    pub(super) fn new(message: Message, help: Message) -> Self {
        ChangeError { message, help: Some(help) }
    }

    pub(super) fn bare(message: Message) -> Self {
        ChangeError { message, help: None }
    }
}

impl fmt::Display for ChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message.fmt(f)
    }
}

impl std::error::Error for ChangeError {}
