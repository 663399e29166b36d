//! What the `manifest` room makes of a text, seen from outside.
#![cfg(not(target_arch = "wasm32"))]

use svclab::api::{ClusterConfiguration, ExtraArgs, IntOrString, Node, Pod, Service};
use svclab::manifest::{self, RawObject};
use svclab::source::Source;

/// The objects of a text that has no error.
fn objects(text: &str) -> Vec<RawObject> {
    let (manifest, found) = manifest::read(&Source::new(text));
    assert!(found.is_empty(), "{text}: {found:?}");
    manifest.objects
}

/// The one object of a text that leaves `apiVersion` and `kind` to the caller.
fn object(kind: &str, text: &str) -> RawObject {
    objects(&format!("apiVersion: v1\nkind: {kind}\n{text}")).remove(0)
}

#[test]
fn null_is_absent_and_whole_floats_are_integers() {
    let text = "metadata: {labels: {a: ~, b: x}}\nspec:\n  type: null\n  selector:\n  ports:\n  - {port: 8e1, \
                nodePort: 30080.0, targetPort: \"80\"}\n  -\n";
    let service: Service = manifest::decode(&object("Service", text)).expect("a Service");
    assert_eq!(service.metadata.labels["a"], "");
    assert_eq!(service.spec.r#type, None);
    assert_eq!(service.spec.ports[0].port, 80);
    assert_eq!(service.spec.ports[0].node_port, Some(30080));
    assert_eq!(service.spec.ports[0].target_port, Some(IntOrString::String("80".into())));
    assert_eq!(service.spec.ports[1].port, 0);
}

#[test]
fn values_of_two_kinds_are_told_apart() {
    let node: Node =
        manifest::decode(&object("Node", "status: {capacity: {cpu: 4, memory: 8Gi}}")).expect("a Node");
    assert_eq!(node.status.capacity["cpu"], IntOrString::Int(4));
    let settings = |version: &str, text: &str| {
        let text = format!("apiVersion: kubeadm.k8s.io/{version}\nkind: ClusterConfiguration\n{text}");
        manifest::decode::<ClusterConfiguration>(&objects(&text)[0])
    };
    let map = settings("v1beta3", "apiServer: {extraArgs: {a: b}}").expect("the older form");
    assert!(matches!(map.api_server.extra_args, ExtraArgs::Map(_)));
    let list = settings("v1beta4", "apiServer: {extraArgs: [{name: a, value: b}]}").expect("the newer form");
    assert!(matches!(list.api_server.extra_args, ExtraArgs::List(_)));
}

#[test]
fn a_wrong_type_has_its_path_and_its_place() {
    let cases = [
        ("spec: {ports: [{port: 80}, {port: \"80\"}]}", "spec.ports[1].port", "\"80\""),
        ("spec: {ports: [{port: 4294967376}]}", "spec.ports[0].port", "4294967376"),
        ("spec: {ports: [{port: 80.5}]}", "spec.ports[0].port", "80.5"),
        ("spec: {ports: {port: 80}}", "spec.ports", "ports"),
        ("spec: {selector: {a: b, c: yes}}", "spec.selector", "yes"),
        ("spec: {publishNotReadyAddresses: 1}", "spec.publishNotReadyAddresses", "1"),
        ("spec: {ports: [{targetPort: true}]}", "spec.ports[0].targetPort", "true"),
        ("spec: none", "spec", "none"),
    ];
    for (text, path, at) in cases {
        let source = Source::new(format!("apiVersion: v1\nkind: Service\n{text}"));
        let (read, _) = manifest::read(&source);
        let found = manifest::decode::<Service>(&read.objects[0]).expect_err(text);
        assert_eq!((found[0].path.as_deref(), source.slice(found[0].span)), (Some(path), at));
    }
}

#[test]
fn the_rest_is_what_the_type_does_not_model() {
    let text = "metadata: {name: x, managedFields: []}\nspec:\n  volumes: [{name: v, emptyDir: {}}]\n  \
                containers:\n  - {name: a, image: i}\n  - {name: b, image: i, stdin: yes, tty: null}\n";
    let written = object("Pod", text);
    let (_, rest) = manifest::decode_with_rest::<Pod>(&written).expect("a Pod");
    let expected = serde_json::json!({
        "metadata": {"managedFields": []},
        "spec": {"volumes": [{"emptyDir": {}}], "containers": [{}, {"stdin": true}]},
    });
    assert_eq!(rest, expected);
    let plain = object("Pod", "metadata: {name: x}");
    let (_, rest) = manifest::decode_with_rest::<Pod>(&plain).expect("a Pod");
    assert!(rest.is_null());
}

#[test]
fn objects_come_one_by_one() {
    let text = "# the shop\n---\napiVersion: v1\nkind: Pod\nmetadata: {name: a, namespace: x}\n--- # nothing\n---\n\
                apiVersion: v1\nkind: List\nitems:\n- {apiVersion: v1, kind: Pod, metadata: {name: b}}\n\
                - apiVersion: v1\n  kind: ServiceList\n  items: [{metadata: {name: c}}]\n\
                - {apiVersion: v1, kind: List}\n---\n{\"apiVersion\": \"v1\",\n\t\"kind\": \"Pod\"}\n";
    let found = objects(text);
    let said: Vec<(usize, &str, &str, &str)> = found
        .iter()
        .map(|o| (o.document, o.subject.kind.as_str(), o.subject.namespace.as_str(), o.subject.name.as_str()))
        .collect();
    assert_eq!(
        said,
        [(0, "Pod", "x", "a"), (2, "Pod", "", "b"), (2, "Service", "", "c"), (3, "Pod", "", "")]
    );
}

#[test]
fn texts_come_in_many_ways() {
    let cases = [
        (
            "\u{feff}apiVersion: v1\r\nkind: Pod\r\n---\r\n# nothing\r\n---\r\napiVersion: v1\r\nkind: 가\r\n",
            2,
        ),
        ("%YAML 1.1\n---\napiVersion: v1 # one\nkind:\tPod\n...\n", 1),
        ("--- {apiVersion: v1, kind: Pod}\n--- # two\n  apiVersion: v1\n  kind: Pod\n---\n---\n", 2),
        (
            "{\n\t\"apiVersion\": \"v1\",\n\t\"kind\": \"\\ud83d\\ude00\\/\"\n}\n{\"apiVersion\": \"v1\", \"kind\": \"Pod\"}\n",
            2,
        ),
        ("apiVersion: v1\nkind: AllowList\n---\napiVersion: v1\nkind: PodList\nitems: [{}, {}]\n", 3),
        ("", 0),
        ("# only words\n", 0),
        ("~\n", 0),
    ];
    for (text, count) in cases {
        assert_eq!(objects(text).len(), count, "{text}");
    }
}

#[test]
fn what_is_no_object_says_so() {
    let cases = [
        ("a: 1", "a"),
        ("apiVersion: v1\nmetadata: {}", "v1"),
        ("kind: Pod\nmetadata: {}", "Pod"),
        ("apiVersion: ''\nkind: Pod", "Pod"),
        ("- apiVersion: v1\n  kind: Pod", "apiVersion"),
        ("hello", "hello"),
        ("apiVersion: v1\nkind: List\nitems: [1]", "1"),
    ];
    for (text, at) in cases {
        let source = Source::new(text);
        let (read, found) = manifest::read(&source);
        assert!(read.objects.is_empty());
        let said: Vec<_> = found.iter().map(|found| (found.code, source.slice(found.span))).collect();
        assert_eq!(said, [("not-an-object", at)], "{text}");
    }
}

#[test]
fn anchors_aliases_and_merge_keys() {
    let text = "metadata: {labels: &l {app: web, tier: x}}\nspec:\n  selector:\n    <<: [*l, {app: other, zone: b}]\n    \
                tier: z\n  externalIPs: &i [\"192.0.2.1\"]\n  loadBalancerSourceRanges: *i\n";
    let service: Service = manifest::decode(&object("Service", text)).expect("a Service");
    let selector: Vec<(&str, &str)> =
        service.spec.selector.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
    assert_eq!(selector, [("app", "web"), ("tier", "z"), ("zone", "b")]);
    assert_eq!(service.spec.load_balancer_source_ranges, ["192.0.2.1"]);
}

#[test]
fn texts_that_want_to_be_too_much_are_refused() {
    let bomb = (1..12).fold("a0: &a0 [x, x, x, x]\n".to_owned(), |text, level| {
        let alias = format!("*a{}, ", level - 1).repeat(9);
        format!("{text}a{level}: &a{level} [{alias}]\n")
    });
    let ladder = (1..300).fold("a0: &a0 [x]\n".to_owned(), |text, level| {
        format!("{text}a{level}: &a{level} [*a{}]\n", level - 1)
    });
    let cases = [
        bomb,
        ladder,
        "[".repeat(1_000_000),
        "{a: ".repeat(1_000_000),
        "- ".repeat(1_000_000),
        "a: &a [*a]".to_owned(),
        "? [a]\n: b".to_owned(),
        "~: b".to_owned(),
        "a: .inf".to_owned(),
        "<<: 1".to_owned(),
        "a: !!int x".to_owned(),
        "a: *b".to_owned(),
    ];
    for text in cases {
        let (_, found) = manifest::read(&Source::new(text.as_str()));
        let codes: Vec<_> = found.iter().map(|found| found.code).collect();
        assert_eq!(codes, ["syntax"], "{:.60}", text);
    }
}
