//! The text of rules, and whose each line is.

use std::fmt::{self, Write};
use std::ops::Range;
use std::rc::Rc;

use crate::api::ObjectRef;

/// The text of rules, and whose each line is.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The text, as `iptables-restore` or `nft -f` reads it.
    pub text: String,
    /// The lines that are for a Service, in order.
    pub lines: Vec<Line>,
}

/// A line that is for a Service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its bytes in the text, the line break included.
    pub range: Range<usize>,
    /// The Service.
    pub service: Rc<ObjectRef>,
}

impl Listing {
    /// Adds a line for a Service, or for none.
    pub(super) fn line(&mut self, service: Option<&Rc<ObjectRef>>, line: fmt::Arguments<'_>) {
        let start = self.text.len();
        // Writing to a String cannot fail.
        let _ = self.text.write_fmt(line);
        self.text.push('\n');
        if let Some(service) = service {
            self.lines.push(Line { range: start..self.text.len(), service: Rc::clone(service) });
        }
    }
}
