//! A container sets a variable twice.
//!
//! The last value counts. `kubectl apply` joins the items of this list by name and may drop one of them.
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
//!   containers:
//!   - name: web
//!     image: nginx
//!     env:
//!     - name: LOG
//!       value: info
//!     - name: LOG
//!       value: debug
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
//!     env:
//!     - name: LOG
//!       value: debug
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "duplicate-variable",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
