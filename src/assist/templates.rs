//! Whole documents to begin with.

use super::{Completion, CompletionKind};

/// A document per kind, and of Services one per type. What stands in `${}` is to be filled in.
const TEMPLATES: [(&str, &str); 10] = [
    ("Service", include_str!("templates/service.yaml")),
    ("Service NodePort", include_str!("templates/service-node-port.yaml")),
    ("Service LoadBalancer", include_str!("templates/service-load-balancer.yaml")),
    ("Service headless", include_str!("templates/service-headless.yaml")),
    ("Service ExternalName", include_str!("templates/service-external-name.yaml")),
    ("EndpointSlice", include_str!("templates/endpoint-slice.yaml")),
    ("Pod", include_str!("templates/pod.yaml")),
    ("Deployment", include_str!("templates/deployment.yaml")),
    ("StatefulSet", include_str!("templates/stateful-set.yaml")),
    ("Node", include_str!("templates/node.yaml")),
];

/// Documents to begin with, and the first line of one that is written by hand.
pub fn templates() -> Vec<Completion> {
    let document = |(label, text): (&str, &str)| Completion {
        label: label.to_owned(),
        insert: text.to_owned(),
        kind: CompletionKind::Document,
        detail: String::new(),
        is_required: false,
        about: format!("new.{}", label.replace(' ', "-")),
    };
    let by_hand = Completion {
        label: "apiVersion".to_owned(),
        insert: "apiVersion: ".to_owned(),
        kind: CompletionKind::Field,
        detail: "string".to_owned(),
        is_required: true,
        about: "Object.apiVersion".to_owned(),
    };
    TEMPLATES.into_iter().map(document).chain([by_hand]).collect()
}
