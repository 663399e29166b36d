//! Which Pods each Service selects.

use std::collections::BTreeMap;

use super::selectors::{Selector, SelectorIndex};
use crate::api::{Pod, Service};
use crate::cluster::{Cluster, NamespacedName, ServiceType, service_type};

/// The Pods that each Service with a selector selects, by name. A Service that selects none is there too; one whose
/// endpoints no controller makes is not.
pub(super) type Selected<'a> = BTreeMap<&'a NamespacedName, (&'a Service, Vec<&'a Pod>)>;

/// Selects Pods by labels, whatever state they are in.
pub(super) fn selected_pods(cluster: &Cluster) -> Selected<'_> {
    let services: Vec<(&NamespacedName, &Service)> =
        cluster.services.iter().filter(|(_, service)| has_controller_endpoints(service)).collect();
    let index = SelectorIndex::new(
        services
            .iter()
            .map(|(name, service)| (name.namespace.as_str(), Selector::Labels(&service.spec.selector))),
    );
    let mut pods: Vec<Vec<&Pod>> = vec![Vec::new(); services.len()];
    for (name, pod) in &cluster.pods {
        for position in index.matching(&name.namespace, &pod.metadata.labels) {
            pods[position].push(pod);
        }
    }
    services.into_iter().zip(pods).map(|((name, service), pods)| (name, (service, pods))).collect()
}

/// True if the controllers make a Service's endpoints: it has a selector and stands for no name elsewhere. An empty
/// selector is none.
pub(super) fn has_controller_endpoints(service: &Service) -> bool {
    service_type(service) != ServiceType::ExternalName && !service.spec.selector.is_empty()
}
