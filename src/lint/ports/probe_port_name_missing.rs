//! A probe asks a port by a name that its container does not have.
//!
//! A probe's named port is looked up among the ports of its own container, by the kubelet, each time it asks. If there is
//! none of that name, every probe fails: a readiness probe leaves the Pod unready for ever, a liveness or startup probe
//! restarts the container again and again.
//!
//! # Source
//!
//! - `pkg/probe/util.go` (`ResolveContainerPort`)
//! - kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
//!   selector:
//!     matchLabels: {app: web}
//!   template:
//!     metadata:
//!       labels: {app: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//!         ports:
//!         - name: http
//!           containerPort: 8080
//!         readinessProbe:
//!           tcpSocket: {port: web}
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata:
//!   name: web
//! spec:
//!   selector:
//!     matchLabels: {app: web}
//!   template:
//!     metadata:
//!       labels: {app: web}
//!     spec:
//!       containers:
//!       - name: web
//!         image: nginx
//!         ports:
//!         - name: http
//!           containerPort: 8080
//!         readinessProbe:
//!           tcpSocket: {port: http}
//! ```

use crate::api::{Container, IntOrString, Probe, SmolStr};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, some_of};
use crate::lint::finding::{Finding, Repair};
use crate::lint::ports::{asked_port, probes};
use crate::lint::templates::Template;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "probe-port-name-missing",
    severity: Severity::Warning,
    symptom: text!("Readiness probe errored; Pods stay 0/1, or restart again and again"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for template in &facts.templates {
        for (index, container) in template.spec.containers.iter().enumerate() {
            for (field, probe) in probes(container) {
                findings.extend(finding(template, index, container, field, probe));
            }
        }
    }
}

fn finding(
    template: &Template<'_>,
    index: usize,
    container: &Container,
    field: &'static str,
    probe: &Probe,
) -> Option<Finding> {
    let (path, IntOrString::String(name)) = asked_port(template, index, field, probe)? else { return None };
    let known: Vec<SmolStr> = container.ports.iter().filter_map(|port| port.name.clone()).collect();
    if known.contains(name) {
        return None;
    }
    let message = message!(
        "The {probe} of container {container} asks the port named {name}, which the container does not have",
        probe = field,
        container = container.name,
        name = name
    );
    let help = match known.as_slice() {
        [] => message!("The container names no port: add a name to one, or give the number"),
        known => message!("The container names these ports: {names}", names = some_of(known)),
    };
    let repair = match known.as_slice() {
        [only] => {
            let title = message!("Change to {value}", value = only);
            Some(Repair::set(title, template.object.clone(), path.clone(), only.as_str()))
        }
        _ => None,
    };
    Some(Finding::new(template.object.clone(), path, message, help).with(repair))
}
