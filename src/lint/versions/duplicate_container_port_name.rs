//! Two ports of a Pod have the same name.
//!
//! A Service with that name as `targetPort`, and a probe that uses it, take the first port of the name, container by
//! container in the order of the text.
//!
//! # Source
//!
//! - `pkg/api/pod/warnings.go` (`warningsForPodSpecAndMeta`)
//! - `pkg/api/v1/pod/util.go` (`FindPort`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: web
//! spec:
//!   containers:
//!   - name: web
//!     image: nginx
//!     ports:
//!     - name: http
//!       containerPort: 80
//!   - name: admin
//!     image: nginx
//!     ports:
//!     - name: http
//!       containerPort: 81
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
//!   containers:
//!   - name: web
//!     image: nginx
//!     ports:
//!     - name: http
//!       containerPort: 80
//!   - name: admin
//!     image: nginx
//!     ports:
//!     - name: admin
//!       containerPort: 81
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "duplicate-container-port-name",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
