//! A Pod has a negative time to end by itself.
//!
//! A negative `terminationGracePeriodSeconds` is taken for 1: the containers are killed after one second, while
//! connections may still come in.
//!
//! # Source
//!
//! - `pkg/api/pod/warnings.go` (`warningsForPodSpecAndMeta`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//! spec:
//!   terminationGracePeriodSeconds: -5
//!   containers:
//!   - name: web
//!     image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//! spec:
//!   terminationGracePeriodSeconds: 5
//!   containers:
//!   - name: web
//!     image: nginx
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "negative-grace-period",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
