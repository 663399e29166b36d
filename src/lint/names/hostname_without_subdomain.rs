//! A Pod has a hostname and no subdomain, though a headless Service selects it.
//!
//! `hostname` alone names the Pod inside itself. A record in DNS, such as `a.db`, comes from `hostname` and `subdomain`
//! together: the subdomain is the name of a headless Service that selects the Pod.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-hostname-and-subdomain-fields
//! - `staging/src/k8s.io/endpointslice/utils.go` (`podToEndpoint`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db-a
//!   labels: {app: db}
//! spec:
//!   hostname: a
//!   containers:
//!   - name: db
//!     image: postgres
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   clusterIP: None
//!   selector: {app: db}
//!   ports:
//!   - port: 5432
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: db-a
//!   labels: {app: db}
//! spec:
//!   hostname: a
//!   subdomain: db
//!   containers:
//!   - name: db
//!     image: postgres
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   clusterIP: None
//!   selector: {app: db}
//!   ports:
//!   - port: 5432
//! ```

use crate::api::{Kind, SmolStr};
use crate::cluster::is_headless;
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{Finding, Repair};
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "hostname-without-subdomain",
    severity: Severity::Info,
    symptom: text!("The hostname of the Pod does not resolve: NXDOMAIN"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for template in facts.templates.iter().filter(|template| template.object.kind != Kind::StatefulSet) {
        let given =
            |name: &Option<SmolStr>| name.as_deref().filter(|name| !name.is_empty()).map(str::to_owned);
        let (Some(hostname), None) = (given(&template.spec.hostname), given(&template.spec.subdomain)) else {
            continue;
        };
        let headless: Vec<&str> = facts
            .selecting_these(template)
            .filter(|selecting| is_headless(selecting.service))
            .map(|selecting| selecting.at.name.as_str())
            .collect();
        let [service] = headless.as_slice() else { continue };
        let message = message!(
            "{object} has hostname {hostname} and no subdomain, so it has no name below the headless Service {service}",
            object = template.object,
            hostname = hostname,
            service = service
        );
        let help = message!(
            "With subdomain {service} its name is {hostname}.{service}",
            service = service,
            hostname = hostname
        );
        let title = message!("Set subdomain to {service}", service = service);
        let path = template.spec_path().child("subdomain");
        let repair = Repair::set(title, template.object.clone(), path, *service);
        let path = template.spec_path().child("hostname");
        findings.push(Finding::new(template.object.clone(), path, message, help).with(repair));
    }
}
