//! A program is told to speak to a name for which the text has no Service.
//!
//! The name has one label, or ends in `svc`, so it is none of the world outside: it is looked up in the cluster and does
//! not exist there. It may be that the Service is part of another text. Then there is nothing to do.
//!
//! # Source
//!
//! - kubernetes.io/docs/concepts/services-networking/dns-pod-service
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
//!     - name: CACHE_URL
//!       value: redis://cache:6379
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
//!     - name: CACHE_URL
//!       value: redis://cache:6379
//! ---
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: cache
//! spec:
//!   selector: {app: cache}
//!   ports:
//!   - port: 6379
//! ---
//! apiVersion: v1
//! kind: Pod
//! metadata:
//!   name: cache
//!   labels: {app: cache}
//! spec:
//!   containers:
//!   - name: cache
//!     image: redis
//! ```

use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::Facts;
use crate::lint::finding::Finding;
use crate::lint::mentions::{Form, Meaning};
use crate::lint::names::meant::meant;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "no-such-service",
    severity: Severity::Info,
    symptom: text!("Name or service not known; no such host; NXDOMAIN"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for mention in &facts.mentions {
        let Meaning::Missing(sought) = &mention.meaning else { continue };
        // A namespace of which the text says nothing is another text's.
        let is_of_text = facts.cluster.namespaces.contains_key(sought.namespace.as_str());
        if mention.form == Form::Host || !is_of_text || meant(facts, mention, sought).is_some() {
            continue;
        }
        let message = message!(
            "{place} names {name}, and the text has no Service {service} in namespace {namespace}",
            place = mention.place,
            name = mention.address.host,
            service = sought.service,
            namespace = sought.namespace
        );
        let help = message!("If it comes from another text, all is well; if not, the name does not resolve");
        findings.push(Finding::new(mention.about.clone(), mention.path.clone(), message, help));
    }
}
