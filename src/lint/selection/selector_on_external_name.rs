//! A Service of type ExternalName has a selector, which does nothing.
//!
//! An ExternalName Service is a DNS alias: the cluster's DNS answers with a CNAME, and no endpoint controller looks at the
//! Service. Its selector gives it no endpoints, and its Pods no traffic.
//!
//! # Source
//!
//! - `pkg/controller/endpointslice/endpointslice_controller.go` (`syncService`)
//! - kubernetes.io/docs/concepts/services-networking/service/#externalname
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   type: ExternalName
//!   externalName: db.example.com
//!   selector: {app: db}
//! ```
//!
//! # Silent
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: db
//! spec:
//!   type: ExternalName
//!   externalName: db.example.com
//! ```

use crate::api::Kind;
use crate::cluster::{ServiceType, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, labels_text, reference};
use crate::lint::finding::{Finding, Repair};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "selector-on-external-name",
    severity: Severity::Warning,
    symptom: text!("The name resolves to a CNAME, never to the Pods; there are no endpoints"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, service) in &facts.cluster.services {
        if service_type(service) != ServiceType::ExternalName || service.spec.selector.is_empty() {
            continue;
        }
        let message = message!(
            "Service {name} is an alias of {external}, so its selector {selector} does nothing",
            name = at.name,
            external = service.spec.external_name.as_deref().unwrap_or_default(),
            selector = labels_text(&service.spec.selector)
        );
        let help = message!("Remove the selector, or the type and externalName if the Pods were meant");
        let path = FieldPath::new("spec").child("selector");
        let of = reference(Kind::Service, &service.metadata);
        let repair = Repair::remove(message!("Remove the selector"), of.clone(), path.clone());
        findings.push(Finding::new(of, path, message, help).with(repair));
    }
}
