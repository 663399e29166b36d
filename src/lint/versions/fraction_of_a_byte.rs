//! A container asks for a part of a byte.
//!
//! `m` means a thousandth, so `400m` of memory is less than one byte. `Mi` or `M` was meant.
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
//!     resources:
//!       requests: {memory: 400m}
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
//!     resources:
//!       requests: {memory: 400Mi}
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "fraction-of-a-byte",
    severity: Severity::Warning,
    symptom: text!("kubectl apply prints it as a Warning, and applies the object"),
    // The API server says it as it admits the object.
    check: None,
};
