//! Where a traced connection goes in the picture.

use std::collections::BTreeSet;

use super::entries::{ANY_POD, ANYONE, LAN_HOST};
use super::light::{Direction, Ways};
use super::{Door, DoorPlace, Scene};
use crate::api::{Kind, ObjectRef};
use crate::network::{Endpoint, Place, Route};

impl Scene {
    /// The ids of what a traced connection goes through: its client, the load balancer, the doors, the Service, those
    /// who may get it, and the ways between them. What is not drawn is left out: a node that asks, for one.
    pub fn light_route(&self, route: &Route) -> BTreeSet<String> {
        let client = route.hops.first().and_then(|hop| client_at(&hop.at));
        let mut admitted = self.entries(route);
        // Those who may get it are lit even if the way to them is not drawn, as that from a Pod straight to another.
        let mut lit: BTreeSet<String> = route.endpoints.iter().flat_map(|end| self.cells_at(end)).collect();
        admitted.extend(lit.iter().cloned());
        lit.extend(client.iter().map(|id| (*id).to_owned()));
        let starts: Vec<&str> = client.into_iter().collect();
        Ways::new(self).follow(&starts, Direction::Onwards, &mut lit, |id| admitted.contains(id));
        self.light_around(&mut lit);
        lit
    }

    /// What a connection to this address comes in by: load balancer, doors, Service.
    fn entries(&self, route: &Route) -> BTreeSet<String> {
        let address = route.address.to_string();
        let port = format!(":{}", route.port);
        let met: BTreeSet<&String> = route.hops.iter().filter_map(|hop| node_at(&hop.at)).collect();
        let is_met = |door: &Door| door.place.nodes().iter().any(|node| met.contains(node));
        let mut entries = BTreeSet::new();
        let mut services: BTreeSet<&ObjectRef> = BTreeSet::new();

        for balancer in self.load_balancers.iter().filter(|one| one.address.as_ref() == Some(&address)) {
            entries.insert(balancer.id.clone());
            services.insert(&balancer.service);
        }
        let balanced = services.clone();
        for door in &self.doors {
            let by_address = door.place == DoorPlace::Address(address.clone());
            let by_port = balanced.is_empty() && door.ports.contains(&port) && is_met(door);
            let by_balancer = balanced.contains(&door.service) && is_met(door);
            if by_address || by_port || by_balancer {
                entries.insert(door.id.clone());
                services.insert(&door.service);
            }
        }
        let cards = self.services.iter();
        let cards = cards.filter(|card| card.addresses.contains(&address) || services.contains(&card.object));
        entries.extend(cards.map(|card| card.id.clone()));
        entries
    }

    fn cells_at(&self, end: &Endpoint) -> Vec<String> {
        match &end.pod {
            Some(pod) => {
                self.elements_of(&ObjectRef::new(Kind::Pod, pod.namespace.clone(), pod.name.clone()))
            }
            None => {
                let address = end.ip.to_string();
                self.hosts.iter().filter(|host| host.address == address).map(|host| host.id.clone()).collect()
            }
        }
    }
}

/// The client that stands for all at such a place.
fn client_at(place: &Place) -> Option<&'static str> {
    match place {
        Place::Pod(_) => Some(ANY_POD),
        Place::Lan(_) => Some(LAN_HOST),
        Place::Internet(_) => Some(ANYONE),
        _ => None,
    }
}

fn node_at(place: &Place) -> Option<&String> {
    if let Place::Node(name) = place { Some(name) } else { None }
}
