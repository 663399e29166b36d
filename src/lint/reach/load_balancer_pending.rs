//! A Service of type LoadBalancer gets no address.
//!
//! The address comes from a controller outside Kubernetes: that of a cloud, or one like MetalLB. Without one, nothing ever
//! fills it in. With `loadBalancerClass` the cluster's own controller leaves the Service to the one that knows the class, which
//! svclab does not run. The Service's cluster IP and node ports work all the same.
//!
//! # Source
//!
//! - `staging/src/k8s.io/cloud-provider/controllers/service/controller.go` (`needsUpdate`, `wantsLoadBalancer`)
//! - kubernetes.io/docs/concepts/services-networking/service/#load-balancer-class
//!
//! # Fires
//!
//! ```yaml
//! apiVersion: v1
//! kind: Service
//! metadata:
//!   name: web
//! spec:
//!   type: LoadBalancer
//!   loadBalancerClass: example.com/internal
//!   selector: {app: web}
//!   ports:
//!   - port: 80
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
//!   type: LoadBalancer
//!   selector: {app: web}
//!   ports:
//!   - port: 80
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
//! ```

use crate::api::Kind;
use crate::cluster::{ServiceType, service_type};
use crate::diagnostic::Severity;
use crate::lint::Rule;
use crate::lint::facts::{Facts, reference};
use crate::lint::finding::Finding;
use crate::manifest::FieldPath;
use crate::{message, text};

pub(in crate::lint) const RULE: Rule = Rule {
    code: "load-balancer-pending",
    severity: Severity::Info,
    symptom: text!("EXTERNAL-IP stays <pending>"),
    check: Some(check),
};

fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for service in facts.cluster.services.values() {
        let has_address = !service.status.load_balancer.ingress.is_empty();
        if service_type(service) != ServiceType::LoadBalancer || has_address {
            continue;
        }
        let object = reference(Kind::Service, &service.metadata);
        let spec = FieldPath::new("spec");
        let class = service.spec.load_balancer_class.as_deref().filter(|class| !class.is_empty());
        let (path, message, help) = match class {
            Some(class) => (
                spec.child("loadBalancerClass"),
                message!(
                    "Service {name} waits for a load balancer of class {class}, which nothing here provides",
                    name = object.name,
                    class = class
                ),
                message!(
                    "In a cluster that has the class it gets an address; give it under status.loadBalancer to see it here"
                ),
            ),
            // That svclab's own range is used up says nothing of a cluster.
            None if facts.cluster.settings.load_balancer => continue,
            None => (
                spec.child("type"),
                message!(
                    "Service {name} waits for a load balancer, and nothing here provides one",
                    name = object.name
                ),
                message!(
                    "Install a load balancer such as MetalLB, use type NodePort, or switch the load balancer on here"
                ),
            ),
        };
        findings.push(Finding::new(object, path, message, help));
    }
}
