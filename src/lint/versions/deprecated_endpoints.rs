//! The text has Endpoints, which are deprecated.
//!
//! EndpointSlices have taken their place: they know both address families, zones and terminating Pods, and grow without
//! limit. The Endpoints API is deprecated since Kubernetes 1.33. For now a controller still mirrors Endpoints of
//! Services without a selector into slices.
//!
//! # Source
//!
//! - `pkg/registry/core/endpoint/strategy.go` (`WarningsOnCreate`)
//! - kubernetes.io/blog/2025/04/24/endpoints-deprecation
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: v1
//! kind: Endpoints
//! metadata:
//!   name: db
//! subsets:
//! - addresses:
//!   - ip: 192.0.2.20
//!   ports:
//!   - port: 5432
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   ports:
//!   - port: 5432
//! ---
//! apiVersion: discovery.k8s.io/v1
//! kind: EndpointSlice
//! metadata:
//!   name: db-1
//!   labels:
//!     kubernetes.io/service-name: db
//! addressType: IPv4
//! ports:
//! - port: 5432
//! endpoints:
//! - addresses: [192.0.2.20]
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "deprecated-endpoints",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
