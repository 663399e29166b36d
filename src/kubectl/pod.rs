//! The cells of a Pod (`printPod` of pkg/printers/internalversion/printers.go).

use serde_json::Value;

use super::columns::{Cells, NONE, UNKNOWN, is_true, or_none};
use crate::api::{Container, Pod, PodReadinessGate};

/// The cells of a Pod. `beyond` is what the text says of it in fields that no type models, such as the states of its
/// containers.
pub(super) fn cells(pod: &Pod, beyond: &Value) -> Cells {
    let init = Containers::new(&pod.spec.init_containers, beyond, "initContainerStatuses");
    let main = Containers::new(&pod.spec.containers, beyond, "containerStatuses");
    let sidecars = init.given.iter().filter(|container| is_sidecar(container)).count();
    let statuses = &pod.status.container_statuses;
    let ready = statuses.iter().filter(|status| status.ready).count();
    // A sidecar of a Pod that is as ready as can be is ready too.
    let sidecars_ready = match init.states.is_empty() {
        true if is_true(&pod.status.conditions, "Initialized") || ready > 0 => sidecars,
        true => 0,
        false => init.ready_sidecars(),
    };
    let restarts: i32 = statuses.iter().map(|status| status.restart_count).sum();
    let gates = &pod.spec.readiness_gates;
    let met = |gate: &&PodReadinessGate| is_true(&pod.status.conditions, &gate.condition_type);
    let gates = match gates.len() {
        0 => NONE.to_owned(),
        count => format!("{}/{count}", gates.iter().filter(met).count()),
    };
    let total = pod.spec.containers.len() + sidecars;
    (
        vec![
            format!("{}/{total}", ready + sidecars_ready),
            status(pod, &init, &main),
            restarts.to_string(),
            UNKNOWN.into(),
        ],
        vec![
            or_none(pod.status.pod_ip.as_deref()),
            or_none(pod.spec.node_name.as_deref()),
            NONE.into(),
            gates,
        ],
    )
}

/// Containers, and the states of them that the text gives.
struct Containers<'a> {
    given: &'a [Container],
    states: &'a [Value],
}

impl<'a> Containers<'a> {
    fn new(given: &'a [Container], beyond: &'a Value, field: &str) -> Self {
        let states = beyond.pointer(&format!("/status/{field}")).and_then(Value::as_array);
        Containers { given, states: states.map_or(&[], Vec::as_slice) }
    }

    fn ready_sidecars(&self) -> usize {
        let pairs = self.given.iter().zip(self.states);
        pairs.filter(|(container, state)| is_sidecar(container) && state["ready"] == true).count()
    }
}

fn is_sidecar(container: &Container) -> bool {
    container.restart_policy.as_deref() == Some("Always")
}

fn status(pod: &Pod, init: &Containers<'_>, main: &Containers<'_>) -> String {
    let phase = pod.status.phase.as_deref().unwrap_or("Pending");
    let is_over = matches!(phase, "Succeeded" | "Failed");
    if pod.metadata.deletion_timestamp.is_some() && pod.status.reason.as_deref() == Some("NodeLost") {
        return "Unknown".to_owned();
    }
    if pod.metadata.deletion_timestamp.is_some() && !is_over {
        return "Terminating".to_owned();
    }
    // States that the text gives have the last word, whatever conditions were filled in.
    initializing(init).or_else(|| of_containers(pod, main)).unwrap_or_else(|| of_pod(pod, phase))
}

/// The first init container that is not done.
fn initializing(init: &Containers<'_>) -> Option<String> {
    let count = init.given.len();
    for (at, status) in init.states.iter().enumerate() {
        let (waiting, terminated) = (&status["state"]["waiting"], &status["state"]["terminated"]);
        if init.given.get(at).is_some_and(is_sidecar) && status["started"] == true {
            continue;
        }
        if !terminated.is_null() {
            if terminated["exitCode"] == 0 {
                continue;
            }
            return Some(format!("Init:{}", ended(terminated)));
        }
        return match waiting["reason"].as_str() {
            Some(reason) if !reason.is_empty() && reason != "PodInitializing" => {
                Some(format!("Init:{reason}"))
            }
            _ => Some(format!("Init:{at}/{count}")),
        };
    }
    None
}

/// What the containers say; the first one has the last word.
fn of_containers(pod: &Pod, main: &Containers<'_>) -> Option<String> {
    let reason = main.states.iter().find_map(|status| {
        let (waiting, terminated) = (&status["state"]["waiting"], &status["state"]["terminated"]);
        match waiting["reason"].as_str() {
            Some(reason) if !reason.is_empty() => Some(reason.to_owned()),
            _ if !terminated.is_null() => Some(ended(terminated)),
            _ => None,
        }
    })?;
    let runs = main.states.iter().any(|status| !status["state"]["running"].is_null());
    match reason.as_str() {
        "Completed" if runs && is_true(&pod.status.conditions, "Ready") => Some("Running".to_owned()),
        "Completed" if runs => Some("NotReady".to_owned()),
        _ => Some(reason),
    }
}

/// How a container ended.
fn ended(terminated: &Value) -> String {
    match (terminated["reason"].as_str(), terminated["signal"].as_i64()) {
        (Some(reason), _) if !reason.is_empty() => reason.to_owned(),
        (_, Some(signal)) if signal != 0 => format!("Signal:{signal}"),
        _ => format!("ExitCode:{}", terminated["exitCode"].as_i64().unwrap_or(0)),
    }
}

fn of_pod(pod: &Pod, phase: &str) -> String {
    let is_gated = |condition: &&crate::api::Condition| {
        condition.r#type == "PodScheduled" && condition.reason.as_deref() == Some("SchedulingGated")
    };
    if pod.status.conditions.iter().any(|condition| is_gated(&condition)) {
        return "SchedulingGated".to_owned();
    }
    match pod.status.reason.as_deref().unwrap_or("") {
        // Without states the containers ended as the Pod did.
        "" => match phase {
            "Succeeded" => "Completed".to_owned(),
            "Failed" => "Error".to_owned(),
            phase => phase.to_owned(),
        },
        reason => reason.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use crate::kubectl::{Format, Query, print};
    use crate::simulation::{Options, Simulation};

    /// READY and STATUS of the one Pod of a text.
    fn row(spec: &str, status: &str) -> (String, String) {
        let text = format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{name: a}}\nspec: {{containers: [{{name: a, image: b}}], {spec}}}\n\
             status: {{{status}}}\n"
        );
        let simulation = Simulation::new(&text, &Options::default());
        let query = Query {
            kinds: vec![crate::api::Kind::Pod],
            name: Some("a".into()),
            namespace: Some("default".into()),
        };
        let table = print(&simulation.cluster, &query, Format::Table { wide: false });
        let mut words = table.lines().nth(1).expect("a row").split_whitespace().skip(1);
        (words.next().expect("READY").to_owned(), words.next().expect("STATUS").to_owned())
    }

    #[test]
    fn states_are_said_as_kubectl_says_them() {
        let state = |state: &str| {
            format!(
                "phase: Running, containerStatuses: [{{name: a, image: b, imageID: c, ready: false, restartCount: 0, state: {state}}}]"
            )
        };
        let init = |state: &str| {
            format!(
                "phase: Pending, initContainerStatuses: [{{name: i, image: b, imageID: c, ready: false, restartCount: 0, state: {state}}}]"
            )
        };
        let with_init = "initContainers: [{name: i, image: b}]";
        let cases = [
            ("", String::new(), ("1/1", "Running")),
            ("schedulingGates: [{name: a.b/c}]", String::new(), ("0/1", "SchedulingGated")),
            ("", "phase: Succeeded".to_owned(), ("0/1", "Completed")),
            ("", "phase: Failed".to_owned(), ("0/1", "Error")),
            ("", "phase: Failed, reason: Evicted".to_owned(), ("0/1", "Evicted")),
            ("", state("{waiting: {reason: CrashLoopBackOff}}"), ("0/1", "CrashLoopBackOff")),
            ("", state("{terminated: {exitCode: 1, reason: Error}}"), ("0/1", "Error")),
            ("", state("{terminated: {exitCode: 137, signal: 9}}"), ("0/1", "Signal:9")),
            (with_init, init("{running: {}}"), ("0/1", "Init:0/1")),
            (with_init, init("{waiting: {reason: ImagePullBackOff}}"), ("0/1", "Init:ImagePullBackOff")),
            (with_init, init("{terminated: {exitCode: 2}}"), ("0/1", "Init:ExitCode:2")),
            (
                "initContainers: [{name: i, image: b, restartPolicy: Always}]",
                String::new(),
                ("2/2", "Running"),
            ),
        ];
        for (spec, status, (ready, reason)) in cases {
            assert_eq!(row(spec, &status), (ready.to_owned(), reason.to_owned()), "{spec} {status}");
        }
    }
}
