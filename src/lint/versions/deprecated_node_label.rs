//! A Pod chooses its node by a label that has another name now.
//!
//! Nodes still carry the old labels beside the new ones; no promise is made that they will.
//!
//! # Source
//!
//! - `pkg/api/pod/warnings.go` (`warningsForPodSpecAndMeta`)
//! - kubernetes.io/docs/reference/labels-annotations-taints
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: node-1
//!   labels: {beta.kubernetes.io/os: linux}
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//! spec:
//!   nodeSelector:
//!     beta.kubernetes.io/os: linux
//!   containers:
//!   - name: web
//!     image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Node
//! metadata:
//!   name: node-1
//!   labels: {kubernetes.io/os: linux}
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//! spec:
//!   nodeSelector:
//!     kubernetes.io/os: linux
//!   containers:
//!   - name: web
//!     image: nginx
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "deprecated-node-label",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
