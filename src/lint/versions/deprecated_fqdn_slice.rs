//! An EndpointSlice has names for addresses.
//!
//! `addressType: FQDN` was never given a meaning: kube-proxy passes such slices over, and CoreDNS makes no records of
//! them.
//!
//! # Source
//!
//! - `pkg/registry/discovery/endpointslice/strategy.go` (`warnOnDeprecatedAddressType`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: discovery.k8s.io/v1
//! kind: EndpointSlice
//! metadata:
//!   name: db-1
//!   labels:
//!     kubernetes.io/service-name: db
//! addressType: FQDN
//! ports:
//! - port: 5432
//! endpoints:
//! - addresses: [db.example.com]
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
//!   type: ExternalName
//!   externalName: db.example.com
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "deprecated-fqdn-slice",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
