//! Which Pods each Service selects.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::endpoint_ports::target_reference;
use super::selectors::{Lookup, Selector, SelectorIndex};
use crate::api::{Node, ObjectReference, Pod, Service};
use crate::cluster::{Cluster, NamespacedName, ServiceType, service_type};

/// The Pods that each Service with a selector selects, by name. A Service that selects none is there too; one whose
/// endpoints no controller makes is not.
pub(super) type Selected<'a, P> = BTreeMap<&'a NamespacedName, (&'a Service, Vec<P>)>;

/// A Pod that a Service selects, with what its endpoints say of it. Endpoints and EndpointSlices share the reference.
#[derive(Debug, Clone)]
pub(super) struct Candidate<'a> {
    /// The Pod.
    pub(super) pod: &'a Pod,
    /// The node that it is on.
    pub(super) node: Option<&'a Node>,
    /// The Pod, as an endpoint names it.
    pub(super) reference: Rc<ObjectReference>,
}

/// Selects Pods by labels, whatever state they are in.
pub(super) fn candidates(cluster: &Cluster) -> Selected<'_, Candidate<'_>> {
    selected(cluster, |pod| Candidate {
        pod,
        node: pod.spec.node_name.as_ref().and_then(|node| cluster.nodes.get(node)),
        reference: Rc::new(target_reference(pod)),
    })
}

/// What `of` makes of the Pods that each Service selects by labels, whatever state they are in.
pub(super) fn selected<'a, P: Clone>(cluster: &'a Cluster, of: impl Fn(&'a Pod) -> P) -> Selected<'a, P> {
    let services: Vec<(&NamespacedName, &Service)> =
        cluster.services.iter().filter(|(_, service)| has_controller_endpoints(service)).collect();
    let index = SelectorIndex::new(
        services
            .iter()
            .map(|(name, service)| (name.namespace.as_str(), Selector::Labels(&service.spec.selector))),
    );
    let mut lookup = Lookup::new(&index);
    let mut pods: Vec<Vec<P>> = vec![Vec::new(); services.len()];
    for (name, pod) in &cluster.pods {
        let picked_by = lookup.matching(&name.namespace, &pod.metadata.labels);
        if let Some((last, others)) = picked_by.split_last() {
            let candidate = of(pod);
            others.iter().for_each(|&position| pods[position].push(candidate.clone()));
            pods[*last].push(candidate);
        }
    }
    services.into_iter().zip(pods).map(|((name, service), pods)| (name, (service, pods))).collect()
}

/// True if the controllers make a Service's endpoints: it has a selector and stands for no name elsewhere. An empty
/// selector is none.
pub(super) fn has_controller_endpoints(service: &Service) -> bool {
    service_type(service) != ServiceType::ExternalName && !service.spec.selector.is_empty()
}
