//! A program is told to speak to a port that the Service has not.
//!
//! The number behind a Service's name is the Service's `port`, and only the ports that it lists exist at its address:
//! kube-proxy has no rule for another. The numbers of the containers stand behind it, in `targetPort`. An address that
//! begins with `http://` and names no port means 80, one with `https://` 443.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/service/#defining-a-service
//! - `pkg/proxy/iptables/proxier.go` (`syncProxyRules`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: front
//! spec:
//!   containers:
//!   - name: front
//!     image: nginx
//!     env:
//!     - name: WEB_URL
//!       value: http://web:8080
//! ---
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
//! kind: Pod
//! metadata:
//!   name: front
//! spec:
//!   containers:
//!   - name: front
//!     image: nginx
//!     env:
//!     - name: WEB_URL
//!       value: http://web:80
//! ---
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

use crate::api::{IntOrString, Service};
use crate::cluster::{ServiceType, is_headless, service_type, target_port};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, some_of};
use crate::lint::finding::{Finding, Repair};
use crate::lint::mentions::{Meaning, Mention};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "no-such-service-port",
    severity: Severity::Warning,
    symptom: text!("Connections time out or are refused, though the Service has endpoints"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for mention in &facts.mentions {
        let Meaning::Service { at, label: None } = mention.meaning else { continue };
        let service = &facts.cluster.services[at];
        // Behind a headless Service and an alias any port can be dialled.
        if is_headless(service) || service_type(service) == ServiceType::ExternalName {
            continue;
        }
        let Some(port) = mention.address.dialled().map(i32::from) else { continue };
        if service.spec.ports.iter().all(|known| known.port != port) {
            findings.push(finding(mention, service, port));
        }
    }
}

fn finding(mention: &Mention<'_>, service: &Service, port: i32) -> Finding {
    let name = &service.metadata.name;
    let listed: Vec<String> = service.spec.ports.iter().map(|known| known.port.to_string()).collect();
    let message = message!(
        "{place} dials port {port} of Service {service}, which has {ports}",
        place = mention.place,
        port = port,
        service = name,
        ports = some_of(&listed)
    );
    let is_behind = |known: &&_| target_port(known) == IntOrString::Int(port);
    let behind = service.spec.ports.iter().find(is_behind);
    let help = match behind {
        Some(known) => message!(
            "{target} is the targetPort behind port {port}: programs dial the Service's own port",
            target = port,
            port = known.port
        ),
        None => message!("Dial a port of the Service, or add port {port} to it", port = port),
    };
    // An address that begins with https:// and names no port may mean another Service.
    let is_plain = mention.address.port.is_some() || port != 443;
    let only = service.spec.ports.first().filter(|_| service.spec.ports.len() == 1 && is_plain);
    let repair = behind.or(only).map(|known| {
        Repair::set(
            message!("Change to {name}", name = format!("{}:{}", mention.address.host, known.port)),
            mention.about.clone(),
            mention.path.clone(),
            mention.with_port(known.port).as_str(),
        )
    });
    Finding::new(mention.about.clone(), mention.path.clone(), message, help).with(repair)
}
