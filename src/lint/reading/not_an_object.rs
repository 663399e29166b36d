//! A document is no Kubernetes object.
//!
//! Every object begins with `apiVersion` and `kind`: they say which API reads the rest. A list of objects is itself an object,
//! of kind `List`, with its objects under `items`.
//!
//! # Source
//!
//! - `staging/src/k8s.io/cli-runtime/pkg/resource/visitor.go`
//! - kubernetes.io/docs/concepts/overview/working-with-objects/#describing-a-kubernetes-object
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
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
    code: "not-an-object",
    severity: Severity::Error,
    symptom: text!("error validating data: [apiVersion not set, kind not set]"),
    check: None,
};
