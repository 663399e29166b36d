//! Why Pods do not count, and which names they have.

use super::About;
use crate::api::{Pod, Service, SmolStr};
use crate::message;
use crate::message::Message;

/// Pods that a sentence names before it only counts.
const NAMED: usize = 3;

impl About<'_> {
    /// Where a Pod is found, for somebody who asked for it by its name or hostname.
    pub(super) fn name_of_pod(&self, pod: &Pod) -> Message {
        let namespace = pod.metadata.namespace.as_deref().unwrap_or_default();
        let name = &pod.metadata.name;
        match (filled(&pod.spec.hostname), filled(&pod.spec.subdomain), &pod.status.pod_ip) {
            (Some(hostname), Some(subdomain), _) => message!(
                "{name} is a Pod, known below its subdomain: use {hostname}.{subdomain}.{namespace}",
                name = name,
                hostname = hostname,
                subdomain = subdomain,
                namespace = namespace
            ),
            (_, _, Some(ip)) => message!(
                "{name} is a Pod, and a Pod's name is no DNS name: use {label}.{namespace}.pod, or put a Service \
                 before it",
                name = name,
                label = ip.replace(['.', ':'], "-"),
                namespace = namespace
            ),
            _ => message!("{name} is a Pod, and it has no address yet", name = name),
        }
    }

    /// Why no Pod of a headless Service counts: which Pods, and what is wrong with them.
    pub(super) fn no_ready_pods(&self, namespace: &str, service: &Service) -> Message {
        let name = &service.metadata.name;
        if service.spec.selector.is_empty() {
            return message!(
                "Service {namespace}/{name} is headless, has no selector, and no EndpointSlice gives it a ready \
                 address",
                namespace = namespace,
                name = name
            );
        }
        let selector = selector_text(service);
        let pods: Vec<&Pod> =
            self.pods_in(namespace).into_iter().filter(|pod| is_selected(service, pod)).collect();
        if pods.is_empty() {
            return message!(
                "Service {namespace}/{name} is headless, and no Pod in namespace {namespace} has its labels \
                 {selector}",
                namespace = namespace,
                name = name,
                selector = selector
            );
        }
        let mut reasons: Vec<String> = pods
            .iter()
            .take(NAMED)
            .map(|pod| format!("{} {}", pod.metadata.name, why_not_ready(pod)))
            .collect();
        if pods.len() > NAMED {
            reasons.push(format!("+{}", pods.len() - NAMED));
        }
        message!(
            "Service {namespace}/{name} is headless, and none of its Pods is ready: {pods}",
            namespace = namespace,
            name = name,
            pods = reasons.join(", ")
        )
    }
}

/// What keeps a Pod from being an endpoint, in Kubernetes' own words.
pub(super) fn why_not_ready(pod: &Pod) -> String {
    let phase = pod.status.phase.as_deref().unwrap_or("Pending");
    if pod.metadata.deletion_timestamp.is_some() {
        return "(Terminating)".into();
    }
    if phase != "Running" {
        return format!("({phase})");
    }
    let ready = pod.status.conditions.iter().find(|condition| condition.r#type == "Ready");
    match ready.and_then(|condition| condition.reason.as_deref()).filter(|reason| !reason.is_empty()) {
        Some(reason) => format!("(Ready=False: {reason})"),
        None => "(Ready=False)".into(),
    }
}

/// True if a Service's selector chooses the Pod.
pub(super) fn is_selected(service: &Service, pod: &Pod) -> bool {
    let selector = &service.spec.selector;
    !selector.is_empty() && selector.iter().all(|(key, value)| pod.metadata.labels.get(key) == Some(value))
}

/// `app=web,tier=front`.
pub(super) fn selector_text(service: &Service) -> String {
    let labels = service.spec.selector.iter().map(|(key, value)| format!("{key}={value}"));
    labels.collect::<Vec<_>>().join(",")
}

/// A name that is given and not empty.
pub(super) fn filled(name: &Option<SmolStr>) -> Option<&str> {
    name.as_deref().filter(|name| !name.is_empty())
}
