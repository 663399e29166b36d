//! A comment begins with `expect:` and does not say what is expected.
//!
//! Such a comment checks nothing, however it looks, so it is an error: a test in which a word is misspelt must not
//! pass. A comment for people only begins with another word.
//!
//! # Source
//!
//! `src/expect` of svclab
//!
//! # Fires
//!
//! ```yaml
//! # expect: endpoints kube-system/kube-dns one
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//! ```
//!
//! # Silent
//!
//! ```yaml
//! # expect: endpoints kube-system/kube-dns 1
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "expectation-unreadable",
    severity: Severity::Error,
    symptom: text!("Nothing: a cluster does not read comments"),
    check: None,
};
