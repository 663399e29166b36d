//! A Service of type ExternalName lists ports, which do nothing.
//!
//! An alias in DNS has no ports. A program that asks for the name gets another name, and dials the port that it has
//! chosen itself: no `port` is mapped to a `targetPort`.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/service/#externalname
//! - `pkg/proxy/servicechangetracker.go` (`serviceToServiceMap`)
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
//!   ports:
//!   - port: 5432
//!     targetPort: 6432
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
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::{Finding, Repair};
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "external-name-ports",
    severity: Severity::Info,
    symptom: text!("Connections go to the port that the program dials, not to the targetPort"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, target, service) in super::aliases(facts) {
        let Some(port) = service.spec.ports.first() else { continue };
        let message = message!(
            "Service {name} is an alias of {target}, so its port {port} does nothing: programs dial a port of {target}",
            name = at.name,
            target = target,
            port = port.port
        );
        let path = FieldPath::new("spec").child("ports");
        let service = reference(Kind::Service, &service.metadata);
        let repair = Repair::remove(message!("Remove the ports"), service.clone(), path.clone());
        let help = message!("Remove the ports, and let programs dial the right one");
        findings.push(Finding::new(service, path, message, help).with(repair));
    }
}
