//! Under the policy Local, what comes in at a door stays on its node: the card of such a Service has a lane for every
//! door that leads to other Pods than the next.

use super::Door;
use super::build::Sight;
use super::services::is_open;
use crate::cluster::{ServiceType, service_type};
use crate::message;
use crate::message::Message;

/// A lane through a Service's card.
pub struct Lane {
    /// What it says.
    pub label: Message,
    /// The nodes whose doors lead into it; none for what may come in at any node.
    pub nodes: Vec<String>,
}

/// The lanes of a Service with these doors; none if its doors are all alike.
pub fn lanes(sight: &Sight, doors: &[&Door]) -> Vec<Lane> {
    if !is_open(sight.service) || !sight.is_local_outside() {
        return Vec::new();
    }
    let leads_somewhere = |door: &&&Door| door.stop.is_none() && !sight.backends.is_empty();
    let mut lanes: Vec<Lane> = doors.iter().filter(leads_somewhere).filter_map(|door| lane(door)).collect();
    let at_node_ports = doors.iter().any(|door| !door.place.nodes().is_empty());
    let at_addresses = doors.iter().any(|door| door.place.nodes().is_empty());
    let straight = service_type(sight.service) == ServiceType::LoadBalancer && !at_node_ports;
    if at_addresses || straight || lanes.is_empty() {
        lanes.push(Lane { label: message!("from outside → Pods of that node"), nodes: Vec::new() });
    }
    lanes
}

fn lane(door: &Door) -> Option<Lane> {
    let nodes = door.place.nodes();
    let label = match nodes {
        [] => return None,
        [node] => message!("{node} → its own Pods", node = node),
        nodes => message!("{count} nodes → each its own Pods", count = nodes.len()),
    };
    Some(Lane { label, nodes: nodes.to_vec() })
}

/// The position of the lane that a door at these nodes leads into: its own, or the one for any node.
pub fn lane_of(lanes: &[Lane], nodes: &[String]) -> Option<usize> {
    lanes.iter().position(|lane| lane.nodes == nodes).or(lanes.len().checked_sub(1))
}
