//! The columns of each kind (`pkg/printers/internalversion/printers.go`).
//!
//! There is no clock here, so an age is `<unknown>`, as kubectl prints it for an object without a creation time.

use serde_json::Value;

use super::pod;
use crate::KUBERNETES_VERSION;
use crate::api::{
    Condition, Container, CronJob, DaemonSet, EndpointSlice, Endpoints, Job, Kind, LabelSelector, Labels,
    Node, PodSpec, PodTemplateSpec, Service, SmolStr, WorkloadStatus,
};
use crate::cluster::{Object, ServiceType, service_type};

pub(super) const UNKNOWN: &str = "<unknown>";
pub(super) const NONE: &str = "<none>";
/// Items that a cell of endpoints or ports shows before "+ N more...".
const SHOWN: usize = 3;
/// Characters of a load balancer's address that the narrow table shows.
const LOAD_BALANCER_WIDTH: usize = 16;

/// The titles of the columns.
pub(super) fn header(kind: Kind, wide: bool) -> Vec<String> {
    let (narrow, more): (&[&str], &[&str]) = match kind {
        Kind::Pod => (
            &["NAME", "READY", "STATUS", "RESTARTS", "AGE"],
            &["IP", "NODE", "NOMINATED NODE", "READINESS GATES"],
        ),
        Kind::Service => (&["NAME", "TYPE", "CLUSTER-IP", "EXTERNAL-IP", "PORT(S)", "AGE"], &["SELECTOR"]),
        Kind::Endpoints => (&["NAME", "ENDPOINTS", "AGE"], &[]),
        Kind::EndpointSlice => (&["NAME", "ADDRESSTYPE", "PORTS", "ENDPOINTS", "AGE"], &[]),
        Kind::Node => (&["NAME", "STATUS", "ROLES", "AGE", "VERSION"], &["INTERNAL-IP", "EXTERNAL-IP"]),
        Kind::Namespace => (&["NAME", "STATUS", "AGE"], &[]),
        Kind::Deployment => {
            (&["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"], &["CONTAINERS", "IMAGES", "SELECTOR"])
        }
        Kind::ReplicaSet | Kind::ReplicationController => {
            (&["NAME", "DESIRED", "CURRENT", "READY", "AGE"], &["CONTAINERS", "IMAGES", "SELECTOR"])
        }
        Kind::StatefulSet => (&["NAME", "READY", "AGE"], &["CONTAINERS", "IMAGES"]),
        Kind::DaemonSet => (
            &["NAME", "DESIRED", "CURRENT", "READY", "UP-TO-DATE", "AVAILABLE", "NODE SELECTOR", "AGE"],
            &["CONTAINERS", "IMAGES", "SELECTOR"],
        ),
        Kind::Job => {
            (&["NAME", "STATUS", "COMPLETIONS", "DURATION", "AGE"], &["CONTAINERS", "IMAGES", "SELECTOR"])
        }
        Kind::CronJob => (
            &["NAME", "SCHEDULE", "TIMEZONE", "SUSPEND", "ACTIVE", "LAST SCHEDULE", "AGE"],
            &["CONTAINERS", "IMAGES"],
        ),
        Kind::ClusterConfiguration | Kind::KubeProxyConfiguration => (&["NAME"], &[]),
    };
    let more = if wide { more } else { &[] };
    narrow.iter().chain(more).map(|title| (*title).to_owned()).collect()
}

/// The cells of an object. `beyond` is what the text says of it in fields that no type models.
pub(super) fn row(object: Object<'_>, beyond: &Value, wide: bool) -> Vec<String> {
    let (narrow, more) = match object {
        Object::Pod(pod) => pod::cells(pod, beyond),
        Object::Service(service) => service_cells(service, wide),
        Object::Endpoints(endpoints) => (vec![endpoints_cell(endpoints), UNKNOWN.into()], vec![]),
        Object::EndpointSlice(slice) => slice_cells(slice),
        Object::Node(node) => node_cells(node),
        Object::Namespace(namespace) => {
            let phase = namespace.status.phase.as_deref().unwrap_or("Active");
            (vec![phase.into(), UNKNOWN.into()], vec![])
        }
        Object::Deployment(it) => {
            deployment_cells(it.spec.replicas, &it.status, &it.spec.template, &it.spec.selector)
        }
        Object::ReplicaSet(it) => (
            replica_cells(it.spec.replicas, &it.status),
            template_cells(Some(&it.spec.template), selector_text(it.spec.selector.as_ref())),
        ),
        Object::ReplicationController(it) => (
            replica_cells(it.spec.replicas, &it.status),
            template_cells(it.spec.template.as_ref(), labels_text(&it.spec.selector)),
        ),
        Object::StatefulSet(it) => {
            let ready =
                format!("{}/{}", it.status.ready_replicas.unwrap_or(0), it.spec.replicas.unwrap_or(0));
            let mut more = template_cells(Some(&it.spec.template), String::new());
            more.truncate(2);
            (vec![ready, UNKNOWN.into()], more)
        }
        Object::DaemonSet(daemon_set) => daemon_set_cells(daemon_set),
        Object::Job(job) => job_cells(job),
        Object::CronJob(cron_job) => cron_job_cells(cron_job),
    };
    let mut cells = vec![object.metadata().name.to_string()];
    cells.extend(narrow);
    if wide {
        cells.extend(more);
    }
    cells
}

/// The cells behind the name: those of every table, and those of the wide one.
pub(super) type Cells = (Vec<String>, Vec<String>);

fn service_cells(service: &Service, wide: bool) -> Cells {
    let spec = &service.spec;
    let ports: Vec<String> = spec
        .ports
        .iter()
        .map(|port| {
            let protocol = port.protocol.as_deref().unwrap_or("TCP");
            match port.node_port {
                Some(node_port) if node_port > 0 => format!("{}:{node_port}/{protocol}", port.port),
                _ => format!("{}/{protocol}", port.port),
            }
        })
        .collect();
    (
        vec![
            service_type(service).name().to_owned(),
            or_none(spec.cluster_ips.first().or(spec.cluster_ip.as_ref()).map(SmolStr::as_str)),
            external_ip(service, wide),
            or_none(Some(&ports.join(","))),
            UNKNOWN.into(),
        ],
        vec![labels_text(&spec.selector)],
    )
}

/// `getServiceExternalIP`
fn external_ip(service: &Service, wide: bool) -> String {
    let given = &service.spec.external_ips;
    match service_type(service) {
        ServiceType::ClusterIp | ServiceType::NodePort => or_none(Some(&given.join(","))),
        ServiceType::ExternalName => service.spec.external_name.clone().unwrap_or_default().to_string(),
        ServiceType::LoadBalancer => {
            let ingress = &service.status.load_balancer.ingress;
            let addresses: Vec<&str> =
                ingress.iter().filter_map(|way| way.ip.as_deref().or(way.hostname.as_deref())).collect();
            let mut balancer = addresses.join(",");
            if !wide && balancer.chars().count() > LOAD_BALANCER_WIDTH {
                balancer = balancer.chars().take(LOAD_BALANCER_WIDTH - 3).collect::<String>() + "...";
            }
            let all: Vec<&str> = Some(balancer.as_str())
                .filter(|it| !it.is_empty())
                .into_iter()
                .chain(given.iter().map(SmolStr::as_str))
                .collect();
            if all.is_empty() { "<pending>".to_owned() } else { all.join(",") }
        }
    }
}

/// `formatEndpoints`
fn endpoints_cell(endpoints: &Endpoints) -> String {
    let mut all = Vec::new();
    for subset in &endpoints.subsets {
        if subset.ports.is_empty() {
            all.extend(subset.addresses.iter().map(|address| address.ip.to_string()));
        }
        for port in &subset.ports {
            all.extend(subset.addresses.iter().map(|address| socket(&address.ip, port.port)));
        }
    }
    if endpoints.subsets.is_empty() { NONE.to_owned() } else { first_few(&all, "") }
}

fn slice_cells(slice: &EndpointSlice) -> Cells {
    let ports: Vec<String> = slice
        .ports
        .iter()
        .map(|port| match (port.port, &port.name) {
            (Some(number), _) => number.to_string(),
            (None, Some(name)) => name.to_string(),
            (None, None) => "*".to_owned(),
        })
        .collect();
    let addresses: Vec<String> = slice
        .endpoints
        .iter()
        .flat_map(|endpoint| endpoint.addresses.iter().map(ToString::to_string))
        .collect();
    (
        vec![
            slice.address_type.to_string(),
            first_few(&ports, "<unset>"),
            first_few(&addresses, "<unset>"),
            UNKNOWN.into(),
        ],
        vec![],
    )
}

fn node_cells(node: &Node) -> Cells {
    let ready = node.status.conditions.iter().find(|condition| condition.r#type == "Ready");
    let mut status = match ready.map(|condition| condition.status.as_str()) {
        Some("True") => "Ready",
        Some(_) => "NotReady",
        None => "Unknown",
    }
    .to_owned();
    if node.spec.unschedulable == Some(true) {
        status.push_str(",SchedulingDisabled");
    }
    let role = |(key, value): (&SmolStr, &SmolStr)| match key.strip_prefix("node-role.kubernetes.io/") {
        Some(role) if !role.is_empty() => Some(role.to_owned()),
        _ => (key == "kubernetes.io/role" && !value.is_empty()).then(|| value.to_string()),
    };
    let roles: Vec<String> = node.metadata.labels.iter().filter_map(role).collect();
    let address = |kind: &str| {
        or_none(node.status.addresses.iter().find(|it| it.r#type == kind).map(|it| it.address.as_str()))
    };
    (
        vec![status, or_none(Some(&roles.join(","))), UNKNOWN.into(), format!("v{KUBERNETES_VERSION}")],
        vec![address("InternalIP"), address("ExternalIP")],
    )
}

fn deployment_cells(
    replicas: Option<i32>,
    status: &WorkloadStatus,
    template: &PodTemplateSpec,
    selector: &Option<LabelSelector>,
) -> Cells {
    (
        vec![
            format!("{}/{}", status.ready_replicas.unwrap_or(0), replicas.unwrap_or(0)),
            status.updated_replicas.unwrap_or(0).to_string(),
            status.available_replicas.unwrap_or(0).to_string(),
            UNKNOWN.into(),
        ],
        template_cells(Some(template), selector_text(selector.as_ref())),
    )
}

fn replica_cells(replicas: Option<i32>, status: &WorkloadStatus) -> Vec<String> {
    let counts = [replicas, status.replicas, status.ready_replicas];
    counts.map(|count| count.unwrap_or(0).to_string()).into_iter().chain([UNKNOWN.to_owned()]).collect()
}

fn daemon_set_cells(daemon_set: &DaemonSet) -> Cells {
    let status = &daemon_set.status;
    let counts = [
        status.desired_number_scheduled,
        status.current_number_scheduled,
        status.number_ready,
        status.updated_number_scheduled,
        status.number_available,
    ];
    let template = &daemon_set.spec.template;
    let mut cells: Vec<String> = counts.iter().map(|count| count.unwrap_or(0).to_string()).collect();
    cells.push(labels_text(&template.spec.node_selector));
    cells.push(UNKNOWN.into());
    (cells, template_cells(Some(template), selector_text(daemon_set.spec.selector.as_ref())))
}

fn job_cells(job: &Job) -> Cells {
    let succeeded = job.status.succeeded.unwrap_or(0);
    let completions = match (job.spec.completions, job.spec.parallelism) {
        (Some(wanted), _) => format!("{succeeded}/{wanted}"),
        (None, Some(parallel)) if parallel > 1 => format!("{succeeded}/1 of {parallel}"),
        _ => format!("{succeeded}/1"),
    };
    let status = match job.spec.suspend {
        Some(true) => "Suspended",
        _ if job.spec.completions.is_some_and(|wanted| succeeded >= wanted) => "Complete",
        _ => "Running",
    };
    (
        vec![status.into(), completions, String::new(), UNKNOWN.into()],
        template_cells(Some(&job.spec.template), selector_text(job.spec.selector.as_ref())),
    )
}

fn cron_job_cells(cron_job: &CronJob) -> Cells {
    let spec = &cron_job.spec;
    let suspend = if spec.suspend == Some(true) { "True" } else { "False" };
    let mut more = template_cells(Some(&spec.job_template.spec.template), String::new());
    more.truncate(2);
    (
        vec![
            spec.schedule.to_string(),
            or_none(spec.time_zone.as_deref()),
            suspend.into(),
            "0".into(),
            NONE.into(),
            UNKNOWN.into(),
        ],
        more,
    )
}

/// CONTAINERS, IMAGES and SELECTOR.
fn template_cells(template: Option<&PodTemplateSpec>, selector: String) -> Vec<String> {
    let none = PodSpec::default();
    let containers = &template.map_or(&none, |template| &template.spec).containers;
    let names: Vec<&str> = containers.iter().map(|container| container.name.as_str()).collect();
    let image = |container: &Container| container.image.clone().unwrap_or_default();
    let images: Vec<SmolStr> = containers.iter().map(image).collect();
    vec![names.join(","), images.join(","), selector]
}

/// `metav1.FormatLabelSelector`
fn selector_text(selector: Option<&LabelSelector>) -> String {
    let Some(selector) = selector else { return NONE.to_owned() };
    let equal = selector.match_labels.iter().map(|(key, value)| format!("{key}={value}"));
    let rules = selector.match_expressions.iter().map(|rule| {
        let values = rule.values.join(",");
        match rule.operator.as_str() {
            "In" => format!("{} in ({values})", rule.key),
            "NotIn" => format!("{} notin ({values})", rule.key),
            "DoesNotExist" => format!("!{}", rule.key),
            _ => rule.key.to_string(),
        }
    });
    or_none(Some(&equal.chain(rules).collect::<Vec<_>>().join(",")))
}

fn labels_text(labels: &Labels) -> String {
    let pairs: Vec<String> = labels.iter().map(|(key, value)| format!("{key}={value}")).collect();
    or_none(Some(&pairs.join(",")))
}

fn first_few(items: &[String], none: &str) -> String {
    let shown = items.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(",");
    match items.len() {
        0 => none.to_owned(),
        count if count > SHOWN => format!("{shown} + {} more...", count - SHOWN),
        _ => shown,
    }
}

fn socket(ip: &str, port: i32) -> String {
    if ip.contains(':') { format!("[{ip}]:{port}") } else { format!("{ip}:{port}") }
}

pub(super) fn or_none(text: Option<&str>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or(NONE).to_owned()
}

pub(super) fn is_true(conditions: &[Condition], name: &str) -> bool {
    conditions.iter().any(|condition| condition.r#type == name && condition.status == "True")
}
