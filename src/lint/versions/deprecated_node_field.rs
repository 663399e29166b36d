//! A Node has a field that Kubernetes does not use.
//!
//! `configSource` belonged to the dynamic configuration of kubelets, which is gone since Kubernetes 1.24. `externalID`
//! has not been used for longer.
//!
//! # Source
//!
//! - `pkg/registry/core/node/strategy.go` (`fieldIsDeprecatedWarnings`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: node-1
//! spec:
//!   externalID: i-0123
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: node-1
//! spec:
//!   providerID: cloud://i-0123
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "deprecated-node-field",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
