//! Where a traced connection goes in the picture.

use std::collections::{BTreeMap, BTreeSet};

use super::entries::{ANY_POD, ANYONE, LAN_HOST};
use super::light::{Direction, Ways};
use super::{CLOSED, Door, DoorPlace, Scene, StopVerdict};
use crate::api::{Kind, ObjectRef};
use crate::network::{Action, Endpoint, Hop, Place, Route};

impl Scene {
    /// The ids of what a traced connection goes through: its client, the load balancer, the doors, the Service, those
    /// who may get it, and the ways between them. A node that asks is no client in the picture: its connection begins
    /// where it comes in.
    pub fn light_route(&self, route: &Route) -> BTreeSet<String> {
        let client = route.hops.first().and_then(|hop| client_at(&hop.at));
        let entries = self.entries(route);
        // Those who may get it are lit even if the way to them is not drawn, as that from a Pod straight to another.
        let mut lit: BTreeSet<String> = route.endpoints.iter().flat_map(|end| self.cells_at(end)).collect();
        let mut admitted: BTreeSet<String> = entries.union(&lit).cloned().collect();
        if self.namespaces.iter().any(|card| lit.contains(&card.id)) {
            admitted.insert(CLOSED.to_owned());
        }
        let starts: Vec<&str> = match client {
            Some(client) => vec![client],
            None => entries.iter().map(String::as_str).collect(),
        };
        lit.extend(starts.iter().map(|id| (*id).to_owned()));
        Ways::new(self).follow(&starts, Direction::Onwards, &mut lit, |id| admitted.contains(id));
        lit.extend(self.ends(route, &lit).into_keys());
        self.light_around(&mut lit);
        lit
    }

    /// Where packets of a traced connection end without reaching anyone: the ids of what is drawn there.
    pub fn ends_of(&self, route: &Route) -> BTreeMap<String, StopVerdict> {
        self.ends(route, &self.light_route(route))
    }

    fn ends(&self, route: &Route, lit: &BTreeSet<String>) -> BTreeMap<String, StopVerdict> {
        let ends = route.hops.iter().filter_map(|hop| {
            let verdict = match hop.action {
                Action::Reject => StopVerdict::Refused,
                Action::Drop => StopVerdict::Dropped,
                _ => return None,
            };
            Some((self.end_at(hop, lit)?, verdict))
        });
        ends.collect()
    }

    /// What a packet has reached at its last hop: a door of the node, whoever has its destination, or else the last
    /// that is lit of Service, load balancer and client.
    pub(super) fn end_at(&self, hop: &Hop, lit: &BTreeSet<String>) -> Option<String> {
        let is_lit = |id: &&String| lit.contains(*id);
        let door = node_at(&hop.at).and_then(|node| {
            let doors = self.doors.iter().filter(|door| door.place.nodes().contains(node));
            doors.map(|door| &door.id).find(is_lit)
        });
        let nodes = self.zones.iter().flat_map(|zone| &zone.nodes);
        let mut cells = nodes.flat_map(|node| &node.pods);
        let has_address = |address: &str| hop.destination.starts_with(&format!("{address}:"));
        let cell = cells.find(|cell| cell.address.as_deref().is_some_and(has_address)).map(|cell| &cell.id);
        let cards = self.services.iter().map(|card| &card.id);
        let mut behind = cards.chain(self.load_balancers.iter().map(|one| &one.id));
        let client = || lit.iter().find(|id| [ANY_POD, ANYONE, LAN_HOST].contains(&id.as_str()));
        door.or(cell).or_else(|| behind.find(is_lit)).or_else(client).cloned()
    }

    /// What a connection to this address comes in by: load balancer, doors, Service.
    pub(super) fn entries(&self, route: &Route) -> BTreeSet<String> {
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

    pub(super) fn cells_at(&self, end: &Endpoint) -> Vec<String> {
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
pub(super) fn client_at(place: &Place) -> Option<&'static str> {
    match place {
        Place::Pod(_) => Some(ANY_POD),
        Place::Lan(_) => Some(LAN_HOST),
        Place::Internet(_) => Some(ANYONE),
        _ => None,
    }
}

pub(super) fn node_at(place: &Place) -> Option<&String> {
    if let Place::Node(name) = place { Some(name) } else { None }
}
