//! An object is of a kind that svclab does not simulate.
//!
//! It is kept in the text and changes nothing in the picture. Rules may read it all the same: those about objects that point at
//! Services do.
//!
//! # Source
//!
//! - `src/api` of svclab has the kinds that are simulated
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: ConfigMap
//! metadata:
//!   name: settings
//! data:
//!   colour: blue
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
    code: "not-simulated",
    severity: Severity::Info,
    symptom: text!("Whatever the object does"),
    check: None,
};
