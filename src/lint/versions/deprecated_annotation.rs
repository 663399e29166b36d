//! An annotation has a successor, and is on its way out or gone.
//!
//! Many features began as annotations and became fields. The API server keeps every annotation that it is given;
//! whether somebody still reads it is another matter.
//!
//! # Source
//!
//! - `pkg/api/service/warnings.go` (`GetWarningsForService`)
//! - `pkg/api/pod/warnings.go` (`warningsForPodSpecAndMeta`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//!   annotations:
//!     service.kubernetes.io/topology-aware-hints: auto
//! spec:
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//!   labels: {app: web}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   selector: {app: web}
//!   ports:
//!   - port: 80
//!   trafficDistribution: PreferSameZone
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//!   labels: {app: web}
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "deprecated-annotation",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
