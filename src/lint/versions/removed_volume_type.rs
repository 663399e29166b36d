//! A Pod has a volume of a type that no kubelet mounts any more.
//!
//! The API server still takes such volumes, so that old objects can be read. A Pod with one stays in ContainerCreating.
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
//!   volumes:
//!   - name: data
//!     glusterfs: {endpoints: gluster, path: data}
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
//!   volumes:
//!   - name: data
//!     persistentVolumeClaim: {claimName: data}
//!   containers:
//!   - name: web
//!     image: nginx
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "removed-volume-type",
    severity: Severity::Warning,
    symptom: text!("The Pod stays in ContainerCreating: FailedMount"),
    // The API server says it as it admits the object.
    check: None,
};
