//! A probe asks the Service's port number, while the containers listen on the port that the Service leads to.
//!
//! A probe goes to the Pod itself, not through a Service: it must ask the port that the program listens on. Here the number
//! is the `port` of a Service that leads to another port of the Pod, which a container declares, and no container declares the
//! number that is asked.
//!
//! # Source
//!
//! - `pkg/kubelet/prober/prober.go` (`runProbe`)
//! - kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes
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
//!     targetPort: 8080
//! ---
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
//!         - containerPort: 8080
//!         readinessProbe:
//!           httpGet: {path: /, port: 80}
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
//!     targetPort: 8080
//! ---
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
//!         - containerPort: 8080
//!         readinessProbe:
//!           httpGet: {path: /, port: 8080}
//! ```

use crate::api::{IntOrString, ServicePort};
use crate::cluster::target_port;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, Selecting};
use crate::lint::finding::{Finding, Repair};
use crate::lint::ports::{asked_port, probes};
use crate::lint::templates::Template;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "probe-asks-service-port",
    severity: Severity::Warning,
    symptom: text!("Readiness probe failed: connection refused; Pods stay 0/1"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for template in &facts.templates {
        for (index, container) in template.spec.containers.iter().enumerate() {
            for (field, probe) in probes(container) {
                let Some((path, IntOrString::Int(asked))) = asked_port(template, index, field, probe) else {
                    continue;
                };
                let Some((selecting, leads_to)) = mistaken(facts, template, *asked) else { continue };
                let message = message!(
                    "The {probe} of container {container} asks port {asked}, which is the port of Service {service}; the Pods serve it on {port}",
                    probe = field,
                    container = container.name,
                    asked = asked,
                    service = selecting.at.name,
                    port = leads_to
                );
                let help = message!(
                    "A probe goes to the Pod and not through a Service: ask port {port}",
                    port = leads_to
                );
                let title = message!("Ask port {port}", port = leads_to);
                let repair = Repair::set(title, template.object.clone(), path.clone(), leads_to);
                findings.push(Finding::new(template.object.clone(), path, message, help).with(repair));
            }
        }
    }
}

/// The Service whose port was taken for the Pods' own, and the declared port that it leads to.
fn mistaken<'f, 'a>(
    facts: &'f Facts<'a>,
    template: &'f Template<'_>,
    asked: i32,
) -> Option<(&'f Selecting<'a>, i32)> {
    let declares = |number: i32| {
        let all = template.spec.containers.iter().chain(&template.spec.init_containers);
        all.flat_map(|container| &container.ports).any(|port| port.container_port == number)
    };
    if declares(asked) {
        return None;
    }
    let leads_to = |port: &ServicePort| match target_port(port) {
        IntOrString::Int(number) if port.port == asked && number != asked && declares(number) => Some(number),
        _ => None,
    };
    facts
        .selecting_these(template)
        .find_map(|selecting| Some((selecting, selecting.service.spec.ports.iter().find_map(leads_to)?)))
}
