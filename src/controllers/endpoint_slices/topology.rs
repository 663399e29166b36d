//! Hints from the `service.kubernetes.io/topology-mode` annotation (k8s.io/endpointslice/topologycache): each zone gets
//! as many endpoints as its share of the CPU, or there are no hints at all.

use std::collections::BTreeMap;

use crate::api::{EndpointHints, EndpointSlice, ForZone, IntOrString, Node, Service, SmolStr};
use crate::controllers::nodes;

const MODE: &str = "service.kubernetes.io/topology-mode";
/// The older name of the annotation, which wins.
const HINTS: &str = "service.kubernetes.io/topology-aware-hints";
/// How much more traffic than its share an endpoint may get.
const OVERLOAD: f64 = 0.2;
/// Nodes with these labels serve no clients.
const EXCLUDED: [&str; 2] = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];

/// True if the annotation is in charge of a Service's hints.
pub(super) fn is_enabled(service: &Service) -> bool {
    let annotations = &service.metadata.annotations;
    let mode = annotations.get(HINTS).or_else(|| annotations.get(MODE));
    matches!(mode.map(SmolStr::as_str), Some("Auto" | "auto"))
}

/// The share of all CPUs that each zone has, from 0 to 1.
#[derive(Debug)]
pub(super) struct CpuByZone(BTreeMap<String, f64>);

impl CpuByZone {
    /// Adds up the nodes that serve clients. Empty if one of them lacks a zone or CPUs, or all are in one zone
    /// (`SetNodes`).
    pub(super) fn new<'a>(nodes: impl Iterator<Item = &'a Node>) -> Self {
        // In thousandths, so that shares come out as they do there.
        let mut by_zone: BTreeMap<String, u64> = BTreeMap::new();
        let counted = nodes.filter(|node| {
            nodes::is_ready(node) && !EXCLUDED.iter().any(|label| node.metadata.labels.contains_key(*label))
        });
        for node in counted {
            let zone = node.metadata.labels.get(super::ZONE).filter(|zone| !zone.is_empty());
            let cpu = node.status.allocatable.get("cpu").map_or(0, thousandths);
            match zone {
                Some(zone) if cpu > 0 => *by_zone.entry(zone.to_string()).or_default() += cpu,
                _ => return CpuByZone(BTreeMap::new()),
            }
        }
        if by_zone.len() < 2 {
            return CpuByZone(BTreeMap::new());
        }
        let total: u64 = by_zone.values().sum();
        CpuByZone(by_zone.into_iter().map(|(zone, cpu)| (zone, cpu as f64 / total as f64)).collect())
    }
}

/// A CPU quantity in thousandths of a core, rounded up (`MilliValue`); 0 if it is none.
fn thousandths(quantity: &IntOrString) -> u64 {
    let milli = match quantity {
        IntOrString::Int(cores) => f64::from(*cores) * 1000.0,
        IntOrString::String(text) => match text.strip_suffix('m') {
            Some(milli) => milli.parse::<f64>().unwrap_or(0.0),
            None => text.parse::<f64>().unwrap_or(0.0) * 1000.0,
        },
    };
    milli.ceil() as u64
}

/// Says of each ready endpoint which zone it is for; says nothing if the zones cannot all be served well (`AddHints`).
pub(super) fn add_hints(service: &Service, cpu: &CpuByZone, slices: &mut [EndpointSlice]) {
    if !is_enabled(service) {
        return;
    }
    let ready = |slice: &EndpointSlice| {
        slice.endpoints.iter().filter(|endpoint| endpoint.conditions.ready == Some(true)).count()
    };
    let Some(desired) = allocate(cpu, slices.iter().map(ready).sum()) else { return };
    let ready_endpoints = || slices.iter().flat_map(|slice| &slice.endpoints);
    let mut allocated: BTreeMap<SmolStr, usize> = BTreeMap::new();
    for endpoint in ready_endpoints().filter(|endpoint| endpoint.conditions.ready == Some(true)) {
        let Some(zone) = &endpoint.zone else { return };
        *allocated.entry(zone.clone()).or_default() += 1;
    }
    let (mut giving, mut receiving) = exchange(&desired, &allocated);
    for endpoint in slices.iter_mut().flat_map(|slice| &mut slice.endpoints) {
        let Some(zone) = endpoint.zone.as_ref().filter(|_| endpoint.conditions.ready == Some(true)) else {
            continue;
        };
        let lends = giving.get_mut(zone.as_str()).filter(|left| **left > 0);
        let borrower = receiving.iter_mut().find(|(_, left)| **left > 0);
        let hint = match (lends, borrower) {
            (Some(to_give), Some((borrower, to_receive))) => {
                *to_give -= 1;
                *to_receive -= 1;
                borrower.clone()
            }
            _ => zone.to_string(),
        };
        endpoint.hints =
            Some(EndpointHints { for_zones: vec![ForZone { name: hint.into() }], for_nodes: Vec::new() });
    }
}

/// How many endpoints each zone should have; none if there are too few for all zones, or if some would get too much
/// traffic (`getAllocations`).
fn allocate(cpu: &CpuByZone, endpoints: usize) -> Option<BTreeMap<&str, f64>> {
    if cpu.0.is_empty() || cpu.0.len() > endpoints {
        return None;
    }
    let mut desired = BTreeMap::new();
    let mut total_minimum = 0.0;
    for (zone, ratio) in &cpu.0 {
        let share = ratio * endpoints as f64;
        let minimum = (share * (1.0 / (1.0 + OVERLOAD))).ceil();
        total_minimum += minimum;
        desired.insert(zone.as_str(), share.max(minimum));
    }
    (total_minimum <= endpoints as f64).then_some(desired)
}

/// How many endpoints each zone gives to others, and how many it receives (`getGivingAndReceivingZones`).
fn exchange(
    desired: &BTreeMap<&str, f64>,
    allocated: &BTreeMap<SmolStr, usize>,
) -> (BTreeMap<String, usize>, BTreeMap<String, usize>) {
    let mut surplus: BTreeMap<&str, f64> = BTreeMap::new();
    let mut lack: BTreeMap<&str, f64> = BTreeMap::new();
    for (&zone, &desired) in desired {
        let difference = allocated.get(zone).copied().unwrap_or(0) as f64 - desired;
        if difference > 0.0 {
            surplus.insert(zone, difference);
        } else if difference < 0.0 {
            lack.insert(zone, -difference);
        }
    }
    let (mut giving, mut receiving) = (BTreeMap::new(), BTreeMap::new());
    while let (Some((giver, to_give)), Some((receiver, to_receive))) = (most(&surplus), most(&lack)) {
        if (to_give < 1.0 && to_receive < 1.0) || to_give < 0.5 || to_receive < 0.5 {
            break;
        }
        surplus.insert(giver, to_give - 1.0);
        lack.insert(receiver, to_receive - 1.0);
        *giving.entry(giver.to_string()).or_default() += 1;
        *receiving.entry(receiver.to_string()).or_default() += 1;
    }
    (giving, receiving)
}

/// The zone with the most; the first by name among equals.
fn most<'a>(zones: &BTreeMap<&'a str, f64>) -> Option<(&'a str, f64)> {
    let entries = zones.iter().map(|(&zone, &number)| (zone, number));
    entries.reduce(|best, other| if other.1 > best.1 { other } else { best })
}
