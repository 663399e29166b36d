//! What strict decoding says of an object: each case is a text, and what is said of it as `code path: message | help`.
#![cfg(not(target_arch = "wasm32"))]

use svclab::api::{CronJob, Deployment, Pod, Service};
use svclab::diagnostic::Diagnostic;
use svclab::manifest::{self, RawObject};
use svclab::source::Source;

fn check(object: &RawObject) -> Vec<Diagnostic> {
    let found = match object.subject.kind.as_str() {
        "Service" => manifest::decode::<Service>(object).err(),
        "Deployment" => manifest::decode::<Deployment>(object).err(),
        "CronJob" => manifest::decode::<CronJob>(object).err(),
        _ => manifest::decode::<Pod>(object).err(),
    };
    found.unwrap_or_default()
}

/// Header and body of an object.
fn text(kind: &str, body: &str) -> String {
    let api_version = match kind {
        "Deployment" => "apps/v1",
        "CronJob" => "batch/v1",
        "EndpointSlice" => "discovery.k8s.io/v1",
        _ => "v1",
    };
    format!("apiVersion: {api_version}\nkind: {kind}\n{body}\n")
}

fn said(text: &str) -> Vec<String> {
    let (read, found) = manifest::read(&Source::new(text));
    assert!(found.is_empty(), "{text}: {found:?}");
    let say = |found: &Diagnostic| {
        let path = found.path.as_deref().unwrap_or("-");
        let help = found.help.as_ref().map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{} {path}: {}{help}", found.code, found.message)
    };
    check(&read.objects[0]).iter().map(say).collect()
}

/// The text after the fix of its one finding.
fn fixed(text: &str) -> Option<String> {
    let (read, _) = manifest::read(&Source::new(text));
    let fix = check(&read.objects[0]).remove(0).fix?;
    let mut text = text.to_owned();
    for (span, new) in fix.edits.iter().rev() {
        text.replace_range(span.start..span.end, new);
    }
    Some(text)
}

#[test]
fn unknown_fields_come_with_what_was_meant() {
    let cases = [
        (
            "Service",
            "spec: {clusterIp: None}",
            "unknown-field spec.clusterIp: spec has no field clusterIp | Did you mean clusterIP?",
        ),
        (
            "Service",
            "spec: {selectors: {}}",
            "unknown-field spec.selectors: spec has no field selectors | Did you mean selector?",
        ),
        (
            "Service",
            "metadata: {label: {}}",
            "unknown-field metadata.label: metadata has no field label | Did you mean labels?",
        ),
        (
            "Service",
            "spec: {ports: [{tragetPort: 1}]}",
            "unknown-field spec.ports[0].tragetPort: spec.ports[0] has no field tragetPort | Did you mean targetPort?",
        ),
        (
            "Service",
            "spec: {targetPort: 1}",
            "unknown-field spec.targetPort: spec has no field targetPort | targetPort belongs in spec.ports[]",
        ),
        (
            "Service",
            "spec: {ports: [{type: NodePort}]}",
            "unknown-field spec.ports[0].type: spec.ports[0] has no field type | type belongs in spec",
        ),
        ("Service", "name: web", "unknown-field name: Service has no field name | name belongs in metadata"),
        ("Service", "specs: {}", "unknown-field specs: Service has no field specs | Did you mean spec?"),
        (
            "Service",
            "spec: {replicas: 2}",
            "unknown-field spec.replicas: spec has no field replicas | spec.replicas is a field of Deployment, ReplicaSet, ReplicationController, StatefulSet, not of Service",
        ),
        (
            "Service",
            "spec: {ports: [{containerPort: 1}]}",
            "unknown-field spec.ports[0].containerPort: spec.ports[0] has no field containerPort | Did you mean targetPort?",
        ),
        (
            "Service",
            "spec: {ports: [{image: x}]}",
            "unknown-field spec.ports[0].image: spec.ports[0] has no field image | It may have appProtocol, name, nodePort, port, protocol, targetPort",
        ),
        (
            "Pod",
            "spec: {containers: [{ports: [{port: 80}]}]}",
            "unknown-field spec.containers[0].ports[0].port: spec.containers[0].ports[0] has no field port | Did you mean containerPort?",
        ),
        (
            "Service",
            "spec: {...: }",
            "unknown-field spec....: spec has no field ... | Here ... stands for what was left out; write it out, or remove the line",
        ),
        (
            "Deployment",
            "spec: {containers: []}",
            "unknown-field spec.containers: spec has no field containers | containers belongs in spec.template.spec",
        ),
        (
            "Deployment",
            "spec: {template: {labels: {}}}",
            "unknown-field spec.template.labels: spec.template has no field labels | labels belongs in spec.template.metadata",
        ),
        (
            "Deployment",
            "spec: {template: {spec: {replicas: 1}}}",
            "unknown-field spec.template.spec.replicas: spec.template.spec has no field replicas | replicas belongs in spec",
        ),
        (
            "Pod",
            "spec: {image: x}",
            "unknown-field spec.image: spec has no field image | image belongs in spec.containers[]",
        ),
        (
            "Pod",
            "spec: {containers: [{port: 80}]}",
            "unknown-field spec.containers[0].port: spec.containers[0] has no field port | Did you mean ports?",
        ),
        (
            "CronJob",
            "spec: {template: {}}",
            "unknown-field spec.template: spec has no field template | template belongs in spec.jobTemplate.spec",
        ),
    ];
    for (kind, body, expected) in cases {
        assert_eq!(said(&text(kind, body)), [expected], "{body}");
    }
}

#[test]
fn wrong_types_say_what_they_are_and_what_is_due() {
    let cases = [
        (
            "spec: {ports: [{port: \"80\"}]}",
            "spec.ports[0].port: spec.ports[0].port must be a whole number, not \"80\" | Remove the quotes",
        ),
        (
            "spec: {ports: [{port: http}]}",
            "spec.ports[0].port: spec.ports[0].port must be a whole number, not \"http\" | Write a whole number, without quotes",
        ),
        (
            "spec: {ports: [{port: 4294967376}]}",
            "spec.ports[0].port: spec.ports[0].port must be a number of 32 bits, not 4294967376 | Give at most 2147483647",
        ),
        (
            "spec: {ports: [{port: 80.5}]}",
            "spec.ports[0].port: spec.ports[0].port must be a whole number, not 80.5 | Write a whole number, without quotes",
        ),
        (
            "spec: {ports: {port: 80}}",
            "spec.ports: spec.ports must be a list, not {...} | Begin each item with a dash (-)",
        ),
        (
            "spec: {ports: ...}",
            "spec.ports: spec.ports must be a list, not \"...\" | Here ... stands for what was left out; write it out, or remove the line",
        ),
        (
            "spec: {externalIPs: 192.0.2.1}",
            "spec.externalIPs: spec.externalIPs must be a list, not \"192.0.2.1\" | Put each item on a line of its own that begins with a dash (-)",
        ),
        (
            "spec: {selector: {matchLabels: {a: b}}}",
            "spec.selector: spec.selector[matchLabels] must be a text, not {...} | This selector has the labels themselves; remove matchLabels",
        ),
        (
            "spec: {selector: [{a: b}]}",
            "spec.selector: spec.selector must be a map of fields, not [...] | Remove the dash (-) before its fields",
        ),
        (
            "spec: {selector: {a: yes, b: 1, c: x}}",
            "spec.selector: spec.selector[a] must be a text, not true | Put it in quotes: without them, yes, no, on, off, y and n are true or false in YAML",
        ),
        (
            "spec: {publishNotReadyAddresses: 1}",
            "spec.publishNotReadyAddresses: spec.publishNotReadyAddresses must be true or false, not 1 | Write true or false, without quotes",
        ),
        (
            "spec: {ports: [{targetPort: true}]}",
            "spec.ports[0].targetPort: spec.ports[0].targetPort must be a whole number or a name, not true | Put it in quotes: without them, yes, no, on, off, y and n are true or false in YAML",
        ),
        (
            "spec: NodePort",
            "spec: spec must be a map of fields, not \"NodePort\" | Write its fields below it as name: value, indented by two spaces",
        ),
        (
            "metadata: {creationTimestamp: today}",
            "metadata.creationTimestamp: metadata.creationTimestamp must be a time such as 2026-01-31T08:00:00Z, not \"today\" | Write date and time as RFC 3339 has them, or remove it",
        ),
        ("spec: {type: 1, foo: 1, foo: 2}", "spec.type: spec.type must be a text, not 1 | Put it in quotes"),
    ];
    for (body, expected) in cases {
        assert_eq!(said(&text("Service", body)), [format!("invalid-field {expected}")], "{body}");
    }
}

#[test]
fn of_several_wrong_types_the_decoder_names_one() {
    let cases = [
        // Fields go by their names, as in the JSON that kubectl sends; items by their place.
        ("spec: {type: 1, ports: [{port: 80}, {port: a, name: 1}, {port: b}]}", "spec.ports[1].name"),
        ("spec: {type: 1}\nmetadata: {labels: {a: 1}}", "metadata.labels"),
        // A type that decodes itself ends the decoding.
        ("spec: {clusterIP: 1, ports: [{port: a, targetPort: true}]}", "spec.ports[0].targetPort"),
    ];
    for (body, path) in cases {
        let said = said(&text("Service", body));
        assert!(
            said.len() == 1 && said[0].starts_with(&format!("invalid-field {path}:")),
            "{body}: {said:?}"
        );
    }
}

#[test]
fn repeated_fields_are_reported_once() {
    let help = "Keep one of them; kubectl alone would silently take the last";
    let cases = [
        ("spec: {type: a, type: b, type: c}", "spec.type"),
        ("spec: {}\nspec: {}", "spec"),
        ("metadata: {labels: {a: b, a: c}}", "metadata.labels.a"),
        ("spec: {ports: [{}, {port: 1, port: 1}]}", "spec.ports[1].port"),
    ];
    for (body, path) in cases {
        let expected = format!("duplicate-field {path}: {path} is given twice | {help}");
        assert_eq!(said(&text("Service", body)), [expected], "{body}");
    }
    assert_eq!(said(&text("Service", "spec: {<<: &a {type: x}, type: z}")), [""; 0]);
}

#[test]
fn what_kubectl_prints_is_taken() {
    let cases = [
        (
            "Service",
            "metadata: {creationTimestamp: null}\nspec: {type: ~, ports: [{name: ~, port: 8_0}]}\nstatus: {loadBalancer: {}}",
        ),
        (
            "Pod",
            "spec: {containers: [{name: a, resources: {limits: {cpu: 1.5, memory: 2Gi}, requests: {cpu: 500m}}}]}",
        ),
        (
            "Pod",
            "metadata: {creationTimestamp: 2026-01-31T08:00:00Z, managedFields: [{fieldsV1: {'f:spec': {}}}]}",
        ),
        ("Deployment", "spec: {strategy: {rollingUpdate: {maxSurge: 25%, maxUnavailable: 1}}}"),
    ];
    for (kind, body) in cases {
        assert_eq!(said(&text(kind, body)), [""; 0], "{body}");
    }
}

#[test]
fn a_field_moves_to_its_level() {
    let cases = [
        ("spec:\n  targetPort: 8080 # here\n  ports:\n  - port: 80", None),
        (
            "spec:\n  targetPort: 8080\n  ports:\n  - port: 80",
            Some("spec:\n  ports:\n  - targetPort: 8080\n    port: 80"),
        ),
        (
            "spec:\n  ports:\n  - port: 80\n    type: \"NodePort\"\n    name: a",
            Some("spec:\n  type: \"NodePort\"\n  ports:\n  - port: 80\n    name: a"),
        ),
        ("name: web\nmetadata:\n  labels: {a: b}", Some("metadata:\n  name: web\n  labels: {a: b}")),
        // Two ports, a port in braces, a field that is there, the only field.
        ("spec:\n  targetPort: 8080\n  ports:\n  - port: 80\n  - port: 81", None),
        ("spec:\n  targetPort: 8080\n  ports:\n  - {port: 80}", None),
        ("spec:\n  targetPort: 8080\n  ports:\n  - targetPort: 80", None),
        ("spec:\n  type: NodePort\n  ports:\n  - type: NodePort", None),
    ];
    for (body, expected) in cases {
        let expected = expected.map(|body| text("Service", body));
        assert_eq!(fixed(&text("Service", body)), expected, "{body}");
    }
}

#[test]
fn fixes_mend_the_text() {
    let cases = [
        ("spec: {selectors: {a: b}}", Some("spec: {selector: {a: b}}")),
        ("spec: {ports: [{port: \"80\"}]}", Some("spec: {ports: [{port: 80}]}")),
        ("spec: {selector: {a: yes, b: c, d: 1}}", Some("spec: {selector: {a: \"yes\", b: c, d: \"1\"}}")),
        ("spec: {selectors: {a: b}, selector: {}}", None),
        (
            "metadata: {labels: {a: &x 1}}\nspec: {selector: {a: *x}}",
            Some("metadata: {labels: {a: &x \"1\"}}\nspec: {selector: {a: *x}}"),
        ),
    ];
    for (body, expected) in cases {
        let expected = expected.map(|body| text("Service", body));
        assert_eq!(fixed(&text("Service", body)), expected, "{body}");
    }
}
