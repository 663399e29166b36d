//! "What if": what the reader lets happen to the running cluster, beside the text.

pub mod list;
pub mod offers;
pub mod words;
