//! An object of the same kind, namespace and name stands in the text more than once.
//!
//! `kubectl apply` takes the objects of a file one after the other, so the last one stays and the ones before are lost. Often one
//! of them was meant for another namespace.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/overview/working-with-objects/names
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//! ---
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "duplicate-object",
    severity: Severity::Warning,
    symptom: text!("kubectl apply: ... configured, twice"),
    check: None,
};
