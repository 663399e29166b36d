//! trafficDistribution has the older of two names for the same thing.
//!
//! `PreferClose` was renamed to `PreferSameZone` in Kubernetes 1.34, when `PreferSameNode` came. Both mean the same.
//!
//! # Source
//!
//! - `pkg/api/service/warnings.go` (`GetWarningsForService`)
//! - kubernetes.io/docs/reference/networking/virtual-ips/#traffic-distribution
//!
//! # Fires
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
//!   trafficDistribution: PreferClose
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
    code: "deprecated-traffic-distribution",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
