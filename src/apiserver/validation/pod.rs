//! Pods and their templates (`ValidatePodSpec` of pkg/apis/core/validation/validation.go).

use std::collections::BTreeSet;

use super::container::containers;
use super::errors::{Errors, quoted};
use super::path::Path;
use super::{format, ip, metadata, node_name, one_of, scheduling};
use crate::api::{Kind, Pod, PodDnsConfig, PodSpec, PodTemplateSpec, SmolStr};
use crate::message;

const RESTART_POLICIES: [&str; 3] = ["Always", "OnFailure", "Never"];
const DNS_POLICIES: [&str; 4] = ["ClusterFirstWithHostNet", "ClusterFirst", "Default", "None"];
const MAX_NAMESERVERS: usize = 3;
const MAX_SEARCHES: usize = 32;
const MAX_SEARCHES_LENGTH: usize = 2048;

/// A Pod as it is created, and the addresses of a status that the text gives.
pub fn pod(pod: &Pod, errors: &mut Errors) {
    metadata::object_meta(&pod.metadata, Kind::Pod, errors);
    let path = Path::new("spec");
    pod_spec(&pod.spec, BTreeSet::new(), true, path, errors);
    for (field, containers) in
        [("containers", &pod.spec.containers), ("initContainers", &pod.spec.init_containers)]
    {
        for (at, container) in containers.iter().enumerate() {
            let image = container.image.as_deref().unwrap_or("");
            if image != image.trim() {
                errors.invalid(
                    path.child(field).index(at).child("image"),
                    message!(
                        "{field} must not have leading or trailing whitespace, as {value} has",
                        value = quoted(image)
                    ),
                    message!("Write {image}", image = image.trim()),
                );
            }
        }
    }
    pod_ips(pod, errors);
}

/// The template of a workload; its labels are reported at `template.labels` (`ValidatePodTemplateSpec`). `claims` are
/// volumes that the workload adds.
pub fn pod_template(template: &PodTemplateSpec, claims: BTreeSet<&str>, path: Path<'_>, errors: &mut Errors) {
    metadata::labels(&template.metadata.labels, path.child("labels"), errors);
    metadata::annotations(&template.metadata.annotations, path.child("annotations"), errors);
    pod_spec(&template.spec, claims, false, path.child("spec"), errors);
}

fn pod_spec(spec: &PodSpec, claims: BTreeSet<&str>, is_pod: bool, path: Path<'_>, errors: &mut Errors) {
    let volumes = volumes(spec, claims, path.child("volumes"), errors);
    containers(spec, &volumes, path, errors);
    host_network(spec, is_pod, path.child("containers"), errors);
    one_of(&spec.restart_policy, &RESTART_POLICIES, path.child("restartPolicy"), errors);
    one_of(&spec.dns_policy, &DNS_POLICIES, path.child("dnsPolicy"), errors);
    metadata::labels(&spec.node_selector, path.child("nodeSelector"), errors);
    scheduling::affinity(spec, path.child("affinity"), errors);
    dns_config(spec, path.child("dnsConfig"), errors);
    for (at, gate) in spec.readiness_gates.iter().enumerate() {
        let list = path.child("readinessGates");
        format::qualified_name(&gate.condition_type, list.index(at).child("conditionType"), errors);
    }
    scheduling::gates(&spec.scheduling_gates, path.child("schedulingGates"), errors);
    scheduling::topology_spread(
        &spec.topology_spread_constraints,
        path.child("topologySpreadConstraints"),
        errors,
    );
    let name = |name: &Option<SmolStr>| name.clone().filter(|name| !name.is_empty());
    if let Some(account) = name(&spec.service_account_name) {
        format::dns_subdomain(&account, path.child("serviceAccountName"), errors);
    }
    if let Some(node) = name(&spec.node_name) {
        node_name(&node, path.child("nodeName"), errors);
    }
    if let Some(seconds) =
        spec.active_deadline_seconds.filter(|seconds| !(1..=i32::MAX.into()).contains(seconds))
    {
        errors.invalid(
            path.child("activeDeadlineSeconds"),
            message!("{field} must be between 1 and 2147483647, inclusive, not {value}", value = seconds),
            message!("Give at least 1, or remove it"),
        );
    }
    if let Some(hostname) = name(&spec.hostname) {
        format::dns_label(&hostname, path.child("hostname"), errors);
    }
    if let Some(subdomain) = name(&spec.subdomain) {
        format::dns_label(&subdomain, path.child("subdomain"), errors);
    }
    scheduling::tolerations(&spec.tolerations, path.child("tolerations"), errors);
    for (at, alias) in spec.host_aliases.iter().enumerate() {
        let list = path.child("hostAliases");
        let path = list.index(at);
        ip::address(&alias.ip, path.child("ip"), errors);
        for (at, hostname) in alias.hostnames.iter().enumerate() {
            format::dns_subdomain(hostname, path.child("hostnames").index(at), errors);
        }
    }
    if let Some(class) = name(&spec.priority_class_name) {
        format::dns_subdomain(&class, path.child("priorityClassName"), errors);
    }
}

fn volumes<'a>(
    spec: &'a PodSpec,
    claims: BTreeSet<&'a str>,
    path: Path<'_>,
    errors: &mut Errors,
) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    for (at, volume) in spec.volumes.iter().enumerate() {
        let path = path.index(at);
        if volume.name.is_empty() {
            errors.required(path.child("name"), message!("Give the volume a name"));
            continue;
        }
        format::dns_label(&volume.name, path.child("name"), errors);
        if !names.insert(volume.name.as_str()) {
            errors.duplicate(
                path.child("name"),
                quoted(&volume.name),
                message!("Give every volume of the Pod its own name"),
            );
        }
    }
    names.extend(claims);
    names
}

/// On the host's network a container's port is the node's (`validatePodHostNetworkDeps`). A Pod has it by default, a
/// template may leave it open.
fn host_network(spec: &PodSpec, is_pod: bool, path: Path<'_>, errors: &mut Errors) {
    if spec.host_network != Some(true) {
        return;
    }
    for (container_at, container) in spec.containers.iter().enumerate() {
        for (at, port) in container.ports.iter().enumerate() {
            let host_port = port.host_port.unwrap_or(0);
            if (is_pod || host_port != 0) && host_port != port.container_port {
                errors.invalid(
                    path.index(container_at).child("ports").index(at).child("hostPort"),
                    message!(
                        "{field} must match containerPort {port} when hostNetwork is true, not {value}",
                        value = host_port,
                        port = port.container_port
                    ),
                    message!(
                        "Remove hostPort: on the host's network the container listens on the node itself"
                    ),
                );
            }
        }
    }
}

fn dns_config(spec: &PodSpec, path: Path<'_>, errors: &mut Errors) {
    let is_none = spec.dns_policy.as_deref() == Some("None");
    let Some(config) = &spec.dns_config else {
        if is_none {
            errors.required(
                path,
                message!("With dnsPolicy None the Pod knows no DNS server: give dnsConfig.nameservers"),
            );
        }
        return;
    };
    if is_none && config.nameservers.is_empty() {
        return errors.required(
            path.child("nameservers"),
            message!("With dnsPolicy None the Pod knows no DNS server: give at least one"),
        );
    }
    nameservers(config, path.child("nameservers"), errors);
    searches(config, path.child("searches"), errors);
    for (at, option) in config.options.iter().enumerate() {
        if option.name.is_empty() {
            errors
                .required(path.child("options").index(at), message!("Give the option a name, such as ndots"));
        }
    }
}

fn nameservers(config: &PodDnsConfig, path: Path<'_>, errors: &mut Errors) {
    if config.nameservers.len() > MAX_NAMESERVERS {
        errors.invalid(
            path,
            message!(
                "{field} must not have more than {limit} nameservers, not {value}",
                value = quoted(&config.nameservers.join(", ")),
                limit = MAX_NAMESERVERS
            ),
            message!("A resolver asks three servers at most: leave the others out"),
        );
    }
    for (at, server) in config.nameservers.iter().enumerate() {
        ip::address(server, path.index(at), errors);
    }
}

/// Search domains; since 1.34 they may hold underscores, and one may be a lone dot (`RelaxedDNSSearchValidation`).
fn searches(config: &PodDnsConfig, path: Path<'_>, errors: &mut Errors) {
    if config.searches.len() > MAX_SEARCHES {
        errors.invalid(
            path,
            message!(
                "{field} must not have more than {limit} search paths, and has {count}",
                count = config.searches.len(),
                limit = MAX_SEARCHES
            ),
            message!("Leave some of them out"),
        );
    }
    let length = config.searches.join(" ").len();
    if length > MAX_SEARCHES_LENGTH {
        errors.invalid(
            path,
            message!(
                "{field} must not have more than {limit} characters together, spaces included, and has \
                 {length}",
                length = length,
                limit = MAX_SEARCHES_LENGTH
            ),
            message!("Leave some of the search paths out"),
        );
    }
    for (at, search) in config.searches.iter().enumerate() {
        if search != "." {
            let name = search.strip_suffix('.').unwrap_or(search);
            format::dns_subdomain_with_underscore(name, path.index(at), errors);
        }
    }
}

fn pod_ips(pod: &Pod, errors: &mut Errors) {
    let status = Path::new("status");
    let path = status.child("podIPs");
    let listed = &pod.status.pod_ips;
    let mut seen = BTreeSet::new();
    for (at, address) in listed.iter().enumerate() {
        ip::address(&address.ip, path.index(at), errors);
        if !seen.insert(&address.ip) {
            errors.duplicate(path.index(at), quoted(&address.ip), message!("Give each address once"));
        }
    }
    if listed.len() > 1
        && (listed.len() > 2 || !ip::is_dual_stack(listed.iter().map(|address| address.ip.as_str())))
    {
        errors.invalid(
            path,
            message!(
                "{field} may specify no more than one IP for each IP family, not {value}",
                value =
                    quoted(&listed.iter().map(|address| address.ip.as_str()).collect::<Vec<_>>().join(", "))
            ),
            message!("Give one IPv4 and one IPv6 address at most"),
        );
    }
}
