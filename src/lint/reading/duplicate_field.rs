//! A field is given twice.
//!
//! Of two values one would be lost, and which one depends on the program that reads them. Two maps of the same name are not
//! put together either.
//!
//! # Source
//!
//! - `sigs.k8s.io/yaml` (`UnmarshalStrict`)
//! - kubernetes.io/docs/reference/using-api/api-concepts/#validation-for-unrecognized-or-duplicate-fields
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Namespace
//! metadata:
//!   name: shop
//!   name: store
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
    code: "duplicate-field",
    severity: Severity::Error,
    symptom: text!("strict decoding error: yaml: key ... already set in map"),
    check: None,
};
