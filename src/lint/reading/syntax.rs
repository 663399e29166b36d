//! The text is no YAML here.
//!
//! YAML tells its structure by indentation, by colons with a space behind them, and by quotes and brackets that are closed
//! again. A document that cannot be read is left out as a whole; the others go on.
//!
//! # Source
//!
//! - yaml.org/spec/1.1
//! - `sigs.k8s.io/yaml`, by which kubectl reads it
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: "shop
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
    code: "syntax",
    severity: Severity::Error,
    symptom: text!("error converting YAML to JSON: yaml: line ..."),
    check: None,
};
