//! A scheduling term has no label selector, and matches no Pod.
//!
//! Without a selector nothing is counted: such a spread constraint spreads nothing, and such an affinity is never met.
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
//!   topologySpreadConstraints:
//!   - maxSkew: 1
//!     topologyKey: kubernetes.io/hostname
//!     whenUnsatisfiable: ScheduleAnyway
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
//!   topologySpreadConstraints:
//!   - maxSkew: 1
//!     topologyKey: kubernetes.io/hostname
//!     whenUnsatisfiable: ScheduleAnyway
//!     labelSelector: {}
//!   containers:
//!   - name: web
//!     image: nginx
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "null-label-selector",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
