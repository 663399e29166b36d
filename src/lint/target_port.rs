//! A targetPort that the Pods behind a Service do not have.

use super::Finding;
use super::facts::{Facts, reference, some_of};
use crate::api::{Container, IntOrString, Kind, Pod, ServicePort};
use crate::cluster::{NamespacedName, serving_containers, target_port};
use crate::diagnostic::Severity;
use crate::manifest::FieldPath;
use crate::message;
use crate::message::Message;

pub(super) fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, service) in facts.selecting_services() {
        let pods = facts.selected(&at.namespace, &service.spec.selector);
        if pods.is_empty() {
            continue;
        }
        for (index, port) in service.spec.ports.iter().enumerate() {
            let found = match target_port(port) {
                IntOrString::Int(number) => undeclared(at, port, number, &pods),
                IntOrString::String(name) => unnamed(at, port, &name, &pods),
            };
            let Some((code, message, help)) = found else { continue };
            findings.push(Finding {
                code,
                severity: Severity::Warning,
                object: reference(Kind::Service, &service.metadata),
                path: FieldPath::new("spec").child("ports").index(index).child("targetPort"),
                message,
                help,
            });
        }
    }
}

type Found = Option<(&'static str, Message, Message)>;

/// Ports need not be declared. But when every Pod declares ports of this protocol and none declares this number, the
/// number is most likely wrong.
fn undeclared(at: &NamespacedName, port: &ServicePort, number: i32, pods: &[&Pod]) -> Found {
    let protocol = port.protocol.as_deref().unwrap_or("TCP");
    let mut declared: Vec<i32> = Vec::new();
    for pod in pods {
        let numbers = ports_of(pod, protocol);
        if numbers.is_empty() || numbers.contains(&number) {
            return None;
        }
        declared.extend(numbers);
    }
    declared.sort_unstable();
    declared.dedup();
    let listed: Vec<String> = declared.iter().map(ToString::to_string).collect();
    Some((
        "target-port-not-declared",
        message!(
            "Service {name} sends port {port} to {protocol} port {target} of its Pods, but their containers declare {declared}",
            name = at.name,
            port = port.port,
            protocol = protocol,
            target = number,
            declared = some_of(&listed)
        ),
        message!(
            "If nothing listens on {target}, connections are refused: set targetPort to the port that the program listens on",
            target = number
        ),
    ))
}

fn ports_of(pod: &Pod, protocol: &str) -> Vec<i32> {
    let of_protocol = |container: &Container| -> Vec<i32> {
        let same =
            container.ports.iter().filter(|port| port.protocol.as_deref().unwrap_or("TCP") == protocol);
        same.map(|port| port.container_port).collect()
    };
    serving_containers(pod).flat_map(of_protocol).collect()
}

/// A name that a Pod does not have leaves that Pod without this port.
fn unnamed(at: &NamespacedName, port: &ServicePort, name: &str, pods: &[&Pod]) -> Found {
    let protocol = port.protocol.as_deref().unwrap_or("TCP");
    let has = |pod: &&Pod| {
        serving_containers(pod).flat_map(|container| &container.ports).any(|declared| {
            declared.name.as_deref() == Some(name)
                && declared.protocol.as_deref().unwrap_or("TCP") == protocol
        })
    };
    let without: Vec<String> =
        pods.iter().filter(|pod| !has(pod)).map(|pod| pod.metadata.name.clone()).collect();
    if without.is_empty() {
        return None;
    }
    let names: Vec<String> = {
        let mut names: Vec<String> = pods
            .iter()
            .flat_map(|pod| serving_containers(pod))
            .flat_map(|container| &container.ports)
            .filter_map(|declared| declared.name.clone())
            .collect();
        names.sort();
        names.dedup();
        names
    };
    let help = match names.as_slice() {
        [] => message!("The containers name no port: add a name to one, or give targetPort as a number"),
        known => message!("The containers name these ports: {names}", names = some_of(known)),
    };
    let message = if without.len() == pods.len() {
        message!(
            "Service {name} sends port {port} to the {protocol} port named \"{target}\", which none of its Pods has: the port has no endpoints",
            name = at.name,
            port = port.port,
            protocol = protocol,
            target = name
        )
    } else {
        message!(
            "Service {name} sends port {port} to the {protocol} port named \"{target}\", which {without} does not have",
            name = at.name,
            port = port.port,
            protocol = protocol,
            target = name,
            without = some_of(&without)
        )
    };
    Some(("target-port-name-missing", message, help))
}
