//! An IPv6 address is written in a form that is not the canonical one.
//!
//! Who compares addresses as texts finds two where there is one. RFC 5952 has one form for each: lower case, no leading
//! zeros, the longest run of zeros as `::`.
//!
//! # Source
//!
//! - `staging/src/k8s.io/apimachinery/pkg/util/validation/ip.go` (`GetWarningsForIP`)
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
//! # svclab: allow deprecated-endpoints
//! apiVersion: v1
//! kind: Endpoints
//! metadata:
//!   name: db
//! subsets:
//! - addresses:
//!   - ip: 2001:DB8:0:0::20
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
//! # svclab: allow deprecated-endpoints
//! apiVersion: v1
//! kind: Endpoints
//! metadata:
//!   name: db
//! subsets:
//! - addresses:
//!   - ip: 2001:db8::20
//!   ports:
//!   - port: 5432
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "non-canonical-address",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
