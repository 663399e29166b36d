//! A comment allows a code that no rule has.
//!
//! `# svclab: allow CODE` silences a rule: in its own line, in the next line if it stands alone, or for a whole object
//! if it stands before its first field. A code that does not exist silences nothing, so the comment is misspelt or the
//! rule is gone. `svclab check --explain` lists the codes.
//!
//! # Source
//!
//! `src/lint/allow.rs` of svclab
//!
//! # Fires
//!
//! ```yaml
//! # svclab: allow service-without-endpoint
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
    code: "unknown-allow",
    severity: Severity::Info,
    symptom: text!("Nothing: a cluster does not read comments"),
    check: None,
};

/// Message and help.
pub(in crate::lint) fn words(code: &str) -> (Message, Message) {
    (
        message!("No rule has the code {code} that this comment allows", code = code),
        message!("Write the code of a finding, such as selector-matches-no-pods, or remove the comment"),
    )
}
