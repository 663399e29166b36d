//! A Pod with a subdomain that no headless Service serves: its DNS name does not exist.

use super::Finding;
use super::facts::{Facts, has_labels, labels_text, reference};
use crate::api::{Kind, Pod};
use crate::cluster::{NamespacedName, ServiceType, is_headless, service_type};
use crate::diagnostic::Severity;
use crate::manifest::FieldPath;
use crate::message;
use crate::message::Message;

pub(super) fn check(facts: &Facts<'_>, findings: &mut Vec<Finding>) {
    for (at, pod) in &facts.cluster.pods {
        let (Some(hostname), Some(subdomain)) = (pod.spec.hostname.as_deref(), pod.spec.subdomain.as_deref())
        else {
            continue;
        };
        if hostname.is_empty() || subdomain.is_empty() {
            continue;
        }
        let Some((code, message, help)) = problem(facts, at, pod, hostname, subdomain) else { continue };
        findings.push(Finding {
            code,
            severity: Severity::Warning,
            object: reference(Kind::Pod, &pod.metadata),
            path: FieldPath::new("spec").child("subdomain"),
            message,
            help,
        });
    }
}

type Found = Option<(&'static str, Message, Message)>;

fn problem(facts: &Facts<'_>, at: &NamespacedName, pod: &Pod, hostname: &str, subdomain: &str) -> Found {
    let namespace = &at.namespace;
    let name = format!("{hostname}.{subdomain}.{namespace}.svc.{}", facts.cluster.settings.dns_domain);
    let Some(service) = facts.cluster.services.get(&NamespacedName::new(namespace.clone(), subdomain)) else {
        return Some((
            "subdomain-names-no-service",
            message!(
                "No Service {subdomain} exists in namespace {namespace}, so the name {name} of Pod {pod} does not exist",
                subdomain = subdomain,
                namespace = namespace,
                name = name,
                pod = at.name
            ),
            suggestion(facts, at, pod),
        ));
    };
    let selector = &service.spec.selector;
    if !selector.is_empty()
        && service_type(service) != ServiceType::ExternalName
        && !has_labels(&pod.metadata, selector)
    {
        return Some((
            "subdomain-service-does-not-select-pod",
            message!(
                "Service {subdomain} selects {selector}, which Pod {pod} does not have, so the name {name} does not exist",
                subdomain = subdomain,
                selector = labels_text(selector),
                pod = at.name,
                name = name
            ),
            message!(
                "Give the Pod these labels, or change the selector of Service {subdomain}",
                subdomain = subdomain
            ),
        ));
    }
    None
}

fn suggestion(facts: &Facts<'_>, at: &NamespacedName, pod: &Pod) -> Message {
    let selects = facts.selecting_services().find(|(service_at, service)| {
        service_at.namespace == at.namespace
            && is_headless(service)
            && has_labels(&pod.metadata, &service.spec.selector)
    });
    match selects {
        Some((service, _)) => message!(
            "Set subdomain to {service}, the headless Service that selects the Pod",
            service = service.name
        ),
        None => message!("Set subdomain to the name of a headless Service that selects the Pod"),
    }
}
