//! A program is told to speak to a name of the cluster that leads nowhere.
//!
//! A short name is looked up in the Pod's own namespace. A Service of another namespace answers to `name.namespace`, a
//! Pod of a StatefulSet to `pod.service`, and a Deployment or a Pod to no name at all. svclab reads the values of
//! environment variables, commands and ConfigMaps that Pods use, and speaks where it finds the name that was meant.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/dns-pod-service
//! - `pkg/kubelet/network/dns/dns.go` (`generateSearchesForDNSClusterFirst`)
//! - `plugin/kubernetes/kubernetes.go` of CoreDNS (`findServices`)
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: front
//!   namespace: shop
//! spec:
//!   containers:
//!   - name: front
//!     image: nginx
//!     env:
//!     - name: USERS_URL
//!       value: http://users/api
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: users
//!   namespace: accounts
//! spec:
//!   selector: {app: users}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: users
//!   namespace: accounts
//!   labels: {app: users}
//! spec:
//!   containers:
//!   - name: users
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
//!   namespace: shop
//! spec:
//!   containers:
//!   - name: front
//!     image: nginx
//!     env:
//!     - name: USERS_URL
//!       value: http://users.accounts/api
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: users
//!   namespace: accounts
//! spec:
//!   selector: {app: users}
//!   ports:
//!   - port: 80
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: users
//!   namespace: accounts
//!   labels: {app: users}
//! spec:
//!   containers:
//!   - name: users
//!     image: nginx
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::{Finding, Repair};
use crate::lint::mentions::{Meaning, Mention, Sought};
use crate::lint::names::meant::{Meant, meant, names_below};
use crate::message::Message;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "name-does-not-resolve",
    severity: Severity::Warning,
    symptom: text!("Name or service not known; no such host; NXDOMAIN"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for mention in &facts.mentions {
        let found = match &mention.meaning {
            Meaning::Missing(sought) => no_service(facts, mention, sought),
            Meaning::Service { at, label: Some(label) } => {
                names_below(facts, at, label).map(|names| no_pod(mention, &at.name, label, &names))
            }
            _ => None,
        };
        findings.extend(found);
    }
}

/// A name that seeks a Service which is not there, if it is plain which one was meant.
fn no_service(facts: &Facts<'_>, mention: &Mention<'_>, sought: &Sought) -> Option<Finding> {
    let (place, name) = (&mention.place, mention.address.host);
    match meant(facts, mention, sought)? {
        Meant::Elsewhere(service) => {
            let message = message!(
                "{place} names {name}, but Service {service} is in namespace {elsewhere}, not in {namespace}",
                place = place,
                name = name,
                service = service.name,
                elsewhere = service.namespace,
                namespace = sought.namespace
            );
            Some(instead(mention, message, &sought.name_in(&service.namespace)))
        }
        Meant::Name(instead_of) => Some(instead(mention, nothing_there(mention, sought), &instead_of)),
        Meant::Workload(workload) => {
            let help = message!(
                "Only a Service has a name in DNS: write one that selects the Pods of {workload}",
                workload = workload
            );
            Some(Finding::new(
                mention.about.clone(),
                mention.path.clone(),
                nothing_there(mention, sought),
                help,
            ))
        }
    }
}

fn nothing_there(mention: &Mention<'_>, sought: &Sought) -> Message {
    message!(
        "{place} names {name}, but namespace {namespace} has no Service {service}",
        place = mention.place,
        name = mention.address.host,
        namespace = sought.namespace,
        service = sought.service
    )
}

/// A label before the name of a headless Service that is no Pod's.
fn no_pod(mention: &Mention<'_>, service: &str, label: &str, names: &[String]) -> Finding {
    let message = message!(
        "{place} names {name}, but no Pod has hostname {label} and subdomain {service}",
        place = mention.place,
        name = mention.address.host,
        label = label,
        service = service
    );
    let help = match names {
        [] => {
            message!("No Pod of this Service has a name of its own: write {service} alone", service = service)
        }
        names => message!(
            "The Pods with names below {service} are {names}",
            service = service,
            names = crate::lint::facts::some_of(names)
        ),
    };
    Finding::new(mention.about.clone(), mention.path.clone(), message, help)
}

/// With the name that resolves.
fn instead(mention: &Mention<'_>, message: Message, name: &str) -> Finding {
    let repair = Repair::set(
        message!("Change to {name}", name = name),
        mention.about.clone(),
        mention.path.clone(),
        mention.with_host(name).as_str(),
    );
    let help = message!("Write {name}", name = name);
    Finding::new(mention.about.clone(), mention.path.clone(), message, help).with(repair)
}
