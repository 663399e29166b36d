//! A comment allows a code that is not found where the comment counts.
//!
//! What was wrong has been mended, or the comment stands at another place than the finding. Left there, it would hide
//! the same mistake the next time it is made.
//!
//! # Source
//!
//! `src/lint/allow.rs` of svclab
//!
//! # Fires
//!
//! ```yaml
//! # svclab: allow service-without-endpoints
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//! ```
//!
//! # Silent
//!
//! ```yaml
//! # svclab: allow service-without-endpoints
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   ports:
//!   - port: 5432
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::message::Message;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "unused-allow",
    severity: Severity::Info,
    symptom: text!("Nothing: a cluster does not read comments"),
    check: None,
};

/// Message and help.
pub(in crate::lint) fn words(code: &str) -> (Message, Message) {
    (
        message!("{code} is allowed here and is not found here", code = code),
        message!("Remove the comment, or put it in the line above what it is about"),
    )
}
