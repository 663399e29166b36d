//! Endpoints that somebody writes by hand.

mod endpoint_is_service_address;
mod endpoint_port_mismatch;
mod endpoint_with_several_addresses;
mod endpoints_join_no_service;
mod endpoints_overwritten;

use super::facts::{Facts, reference};
use crate::api::{EndpointSlice, Endpoints, Kind, ObjectRef};
use crate::cluster::{Cluster, NamespacedName, Origin, ServiceType, service_type};
use crate::manifest::{Manifest, decode};

rules![
    endpoints_join_no_service,
    endpoint_port_mismatch,
    endpoints_overwritten,
    endpoint_is_service_address,
    endpoint_with_several_addresses,
];

/// Endpoints with this annotation are a lock, not addresses.
const LEADER: &str = "control-plane.alpha.kubernetes.io/leader";

/// The EndpointSlices of the text, but for those that a controller has written and somebody has pasted.
fn slices<'a>(facts: &Facts<'a>) -> impl Iterator<Item = (&'a NamespacedName, &'a EndpointSlice)> {
    facts.cluster.endpoint_slices.iter().filter(|(_, slice)| {
        // Most have an owner, and where they come from need not be looked up.
        slice.metadata.owner_references.is_empty() && slice.address_type != "FQDN" && {
            let object = reference(Kind::EndpointSlice, &slice.metadata);
            matches!(facts.cluster.origin(&object), Origin::Text { .. })
        }
    })
}

/// Endpoints as they were written: the API server packs their subsets anew, and a controller may replace them.
pub(super) struct WrittenEndpoints {
    pub at: NamespacedName,
    pub endpoints: Endpoints,
}

impl WrittenEndpoints {
    fn reference(&self) -> ObjectRef {
        ObjectRef::new(Kind::Endpoints, &*self.at.namespace, &*self.at.name)
    }
}

/// The Endpoints of the text that the API server has taken.
pub(super) fn written_endpoints(cluster: &Cluster, manifest: &Manifest) -> Vec<WrittenEndpoints> {
    let objects = cluster.origins.range(ObjectRef::new(Kind::Endpoints, "", "")..);
    let of_kind = objects.take_while(|(object, _)| object.kind == Kind::Endpoints);
    of_kind
        .filter_map(|(object, origin)| {
            let Origin::Text { index, .. } = origin else { return None };
            let endpoints = decode::<Endpoints>(manifest.objects.get(*index)?).ok()?;
            Some(WrittenEndpoints { at: NamespacedName::new(&*object.namespace, &*object.name), endpoints })
        })
        .collect()
}

/// Those of them that stand for addresses.
fn endpoints<'f>(facts: &'f Facts<'_>) -> impl Iterator<Item = &'f WrittenEndpoints> {
    facts.endpoints.iter().filter(|written| !written.endpoints.metadata.annotations.contains_key(LEADER))
}

/// The only Service of the text in a namespace that waits for endpoints from somebody.
fn without_selector<'a>(facts: &Facts<'a>, namespace: &str) -> Option<&'a str> {
    let first = NamespacedName::new(namespace, "");
    let services = facts.cluster.services.range(first..).take_while(|(at, _)| at.namespace == namespace);
    let mut waiting = services.filter(|(_, service)| {
        let object = reference(Kind::Service, &service.metadata);
        service.spec.selector.is_empty()
            && service_type(service) != ServiceType::ExternalName
            && matches!(facts.cluster.origin(&object), Origin::Text { .. })
    });
    let (at, _) = waiting.next()?;
    waiting.next().is_none().then_some(at.name.as_str())
}
