//! kube-proxy is set to ipvs, which svclab does not simulate.
//!
//! The ipvs mode is deprecated since Kubernetes 1.35. svclab shows what iptables mode does; for most paths that is the
//! same.
//!
//! # Source
//!
//! - kubernetes.io/docs/reference/networking/virtual-ips/#proxy-mode-ipvs
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: kubeproxy.config.k8s.io/v1alpha1
//! kind: KubeProxyConfiguration
//! mode: ipvs
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: kubeproxy.config.k8s.io/v1alpha1
//! kind: KubeProxyConfiguration
//! mode: nftables
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::text;

pub(in crate::lint) const RULE: Rule = Rule {
    code: "proxy-mode-not-simulated",
    severity: Severity::Warning,
    symptom: text!("Nothing: a cluster runs in the mode that is set"),
    // The API server says it as it admits the object.
    check: None,
};
