//! A Service has an externalName, and is not of type ExternalName.
//!
//! The name counts for `type: ExternalName` alone. A Service of another type keeps it and does nothing with it.
//!
//! # Source
//!
//! - `pkg/api/service/warnings.go` (`GetWarningsForService`)
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
//!   externalName: web.example.com
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
    code: "ignored-external-name",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
