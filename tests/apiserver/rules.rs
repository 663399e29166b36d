//! Rules of validation: what is rejected, where and for what reason.

use crate::{admit, errors, pod, warnings, web};

/// A manifest and what is rejected in it.
type Case<'a> = (String, &'a [&'a str]);

fn hold(cases: &[Case<'_>]) {
    for (text, expected) in cases {
        assert_eq!(errors(text), *expected, "{text}");
    }
}

fn object(kind: &str, rest: &str) -> String {
    let api_version = match kind {
        "EndpointSlice" => "discovery.k8s.io/v1",
        "Deployment" | "ReplicaSet" | "StatefulSet" | "DaemonSet" => "apps/v1",
        "Job" | "CronJob" => "batch/v1",
        _ => "v1",
    };
    format!("apiVersion: {api_version}\nkind: {kind}\n{rest}\n")
}

fn ports(ports: &str) -> String {
    object("Service", &format!("metadata: {{name: web}}\nspec: {{ports: [{ports}]}}"))
}

fn metadata(metadata: &str) -> String {
    object("Pod", &format!("metadata: {{{metadata}}}\nspec: {{containers: [{{name: a, image: b}}]}}"))
}

#[test]
fn metadata_of_any_object() {
    hold(&[
        (metadata("generateName: web-"), &[]),
        (metadata("generateName: Web-"), &["Invalid metadata.generateName", "Invalid metadata.name"]),
        (metadata("name: web, namespace: Shop"), &["Invalid metadata.namespace"]),
        (metadata("name: web, labels: {\"\": x}"), &["Invalid metadata.labels", "Invalid metadata.labels"]),
        (metadata("name: web, labels: {a/b/c: x}"), &["Invalid metadata.labels"]),
        (metadata("name: web, annotations: {\"a b\": x}"), &["Invalid metadata.annotations"]),
        (metadata("name: web, finalizers: [example.com/a]"), &[]),
        (metadata("name: web, finalizers: [mine]"), &["Invalid metadata.finalizers[0]"]),
        (
            metadata("name: web, ownerReferences: [{apiVersion: v1, kind: Pod, name: a}]"),
            &["Invalid metadata.ownerReferences.uid"],
        ),
        (object("Node", "metadata: {name: a, namespace: shop}"), &[]),
        (object("Service", "metadata: {name: 1web}\nspec: {ports: [{port: 80}]}"), &[]),
    ]);
}

#[test]
fn ports_of_a_service() {
    hold(&[
        (ports("{port: 80, targetPort: HTTP}"), &["Invalid spec.ports[0].targetPort"; 2]),
        (ports("{port: 80, targetPort: a--b}"), &["Invalid spec.ports[0].targetPort"]),
        (ports("{port: 80, targetPort: \"\"}"), &[]),
        (ports("{port: 80, appProtocol: \"\"}"), &["Invalid spec.ports[0].appProtocol"; 2]),
        (ports("{port: 80, appProtocol: kubernetes.io/h2c}"), &[]),
        (ports("{port: 80, name: a}, {port: 81, name: a}"), &["Duplicate spec.ports[1].name"]),
        (ports("{port: 80, name: a, protocol: UDP}, {port: 80, name: b}"), &[]),
        (ports("{port: 70000}"), &["Invalid spec.ports[0].port", "Invalid spec.ports[0].targetPort"]),
        (
            web("type: NodePort").replace("{port: 80}", "{port: 80, name: a}, {port: 80, name: b}"),
            &["Duplicate spec.ports[1]", "Duplicate spec.ports[1].nodePort"],
        ),
    ]);
}

#[test]
fn addresses_of_a_service() {
    hold(&[
        (web("clusterIP: \"\""), &[]),
        (web("clusterIP: none"), &["Invalid spec.clusterIPs[0]"]),
        (
            web("clusterIP: None, clusterIPs: [None, None]"),
            &["Invalid spec.clusterIPs", "Invalid spec.clusterIPs[1]"],
        ),
        (web("clusterIP: 10.96.9.9, ipFamilies: [IPv6]"), &["Invalid spec.clusterIPs[0]"]),
        (web("ipFamilies: [IPv5]"), &["NotSupported spec.ipFamilies[0]"]),
        (web("ipFamilies: [IPv4, IPv4], ipFamilyPolicy: PreferDualStack"), &["Duplicate spec.ipFamilies[1]"]),
        (
            web("clusterIP: 10.96.9.9, clusterIPs: [10.96.9.9, 10.96.9.8], ipFamilyPolicy: PreferDualStack"),
            &["Invalid spec.clusterIPs"],
        ),
        (web("clusterIP: 10.96.0.1"), &["Invalid spec.clusterIPs"]),
        (web("clusterIP: 10.111.255.255"), &["Invalid spec.clusterIPs"]),
        (web("type: LoadBalancer, clusterIP: None"), &["Invalid spec.clusterIPs[0]"]),
        (web("externalIPs: [\"::1\"]"), &["Invalid spec.externalIPs[0]"]),
        (web("externalIPs: [010.1.1.1]"), &["Invalid spec.externalIPs[0]"]),
    ]);
}

#[test]
fn fields_of_one_type_of_service() {
    hold(&[
        (
            web("type: LoadBalancer, externalTrafficPolicy: Local, healthCheckNodePort: 80"),
            &["InternalError spec.healthCheckNodePort"],
        ),
        (
            web("type: LoadBalancer, loadBalancerSourceRanges: [10.0.0.1]"),
            &["Invalid spec.LoadBalancerSourceRanges[0]"],
        ),
        (web("type: LoadBalancer, loadBalancerClass: a/b/c"), &["Invalid spec.loadBalancerClass"]),
        (web("type: LoadBalancer, loadBalancerIP: nonsense"), &[]),
        (web("sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}"), &[]),
        (
            web("sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 86401}}"),
            &["Invalid spec.sessionAffinityConfig.clientIP.timeoutSeconds"],
        ),
        (
            web("type: ExternalName, externalName: a.b, externalTrafficPolicy: Local"),
            &["Invalid spec.externalTrafficPolicy"],
        ),
        (
            web("type: ExternalName, externalName: a.b, internalTrafficPolicy: local"),
            &["NotSupported spec.internalTrafficPolicy"],
        ),
        (web("trafficDistribution: PreferSameZone"), &[]),
        (web("trafficDistribution: Nearest"), &["NotSupported spec.trafficDistribution"]),
    ]);
}

#[test]
fn endpoints_by_hand() {
    let subset =
        |subset: &str| object("Endpoints", &format!("metadata: {{name: web}}\nsubsets: [{{{subset}}}]"));
    let slice = |rest: &str| object("EndpointSlice", &format!("metadata: {{name: web}}\n{rest}"));
    hold(&[
        (subset("ports: [{port: 80}]"), &["Required subsets[0]"]),
        (subset("addresses: [{ip: nonsense}]"), &["Invalid subsets[0].addresses[0].ip"; 2]),
        (subset("addresses: [{ip: 010.1.1.1}]"), &["Invalid subsets[0].addresses[0].ip"]),
        (
            subset("addresses: [{ip: 10.1.1.1}], ports: [{port: 80}, {port: 81, name: a}]"),
            &["Required subsets[0].ports[0].name"],
        ),
        (subset("addresses: [{ip: 10.1.1.1}], ports: [{name: a}]"), &["Invalid subsets[0].ports[0].port"]),
        (slice("addressType: ipv4"), &["NotSupported addressType"]),
        (slice("addressType: IPv4\nendpoints: [{addresses: []}]"), &["Required endpoints[0].addresses"]),
        (
            slice("addressType: IPv6\nendpoints: [{addresses: [10.1.1.1]}]"),
            &["Invalid endpoints[0].addresses"],
        ),
        (slice("addressType: IPv4\nports: [{port: 70000}]"), &[]),
        (
            slice("addressType: FQDN\nendpoints: [{addresses: [\"\"]}]"),
            &["Required endpoints[0].addresses[0]"],
        ),
        (
            slice("addressType: IPv4\nendpoints: [{addresses: [10.1.1.1], hostname: \"\"}]"),
            &["Invalid endpoints[0].hostname"],
        ),
    ]);
}

#[test]
fn pods_and_containers() {
    hold(&[
        (pod("", "ports: [{name: a}]"), &["Required spec.containers[0].ports[0].containerPort"]),
        (
            pod("", "livenessProbe: {tcpSocket: {port: 0}}"),
            &["Invalid spec.containers[0].livenessProbe.tcpSocket.port"],
        ),
        (
            pod("", "livenessProbe: {exec: {command: [ls]}, successThreshold: 2}"),
            &["Invalid spec.containers[0].livenessProbe.successThreshold"],
        ),
        (
            pod("", "readinessProbe: {exec: {command: [ls]}, httpGet: {port: 80}}"),
            &["Forbidden spec.containers[0].readinessProbe.httpGet"],
        ),
        (pod("", "imagePullPolicy: always"), &["NotSupported spec.containers[0].imagePullPolicy"]),
        (pod("initContainers: [{name: app, image: b}]", ""), &["Duplicate spec.initContainers[0].name"]),
        (
            pod("initContainers: [{name: b, image: b, readinessProbe: {httpGet: {port: 80}}}]", ""),
            &["Forbidden spec.initContainers[0].readinessProbe"],
        ),
        (pod("volumes: [{name: v}]", "volumeMounts: [{name: v, mountPath: /v}]"), &[]),
        (pod("dnsPolicy: None, dnsConfig: {searches: [a.b]}", ""), &["Required spec.dnsConfig.nameservers"]),
        (
            pod("dnsConfig: {nameservers: [x], searches: [_a.b., .]}", ""),
            &["Invalid spec.dnsConfig.nameservers[0]"],
        ),
        (pod("tolerations: [{operator: Equal}]", ""), &["Invalid spec.tolerations[0].operator"]),
        (
            pod("topologySpreadConstraints: [{topologyKey: a, whenUnsatisfiable: x}]", ""),
            &[
                "Invalid spec.topologySpreadConstraints[0].maxSkew",
                "NotSupported spec.topologySpreadConstraints[0].whenUnsatisfiable",
            ],
        ),
        (
            pod("readinessGates: [{conditionType: \"a b\"}]", ""),
            &["Invalid spec.readinessGates[0].conditionType"],
        ),
    ]);
}

#[test]
fn nodes() {
    let node = |spec: &str| object("Node", &format!("metadata: {{name: a}}\nspec: {{{spec}}}"));
    hold(&[
        (node("taints: [{key: a}]"), &["Required metadata.taints[0].effect"]),
        (node("taints: [{key: a, effect: Never}]"), &["NotSupported metadata.taints[0].effect"]),
        (
            node("taints: [{key: a, effect: NoSchedule}, {key: a, effect: NoSchedule}]"),
            &["Duplicate metadata.taints[1]"],
        ),
        (node("podCIDR: 10.0.0.1/24"), &["Invalid spec.podCIDRs[0]"]),
        (node("podCIDRs: [10.0.0.0/24, 10.0.1.0/24]"), &["Invalid spec.podCIDRs"]),
    ]);
}

#[test]
fn workloads() {
    let template = "template: {metadata: {labels: {app: web}}, spec: {containers: [{name: a, image: b}]}}";
    let apps = |kind: &str, spec: &str| {
        object(kind, &format!("metadata: {{name: web}}\nspec: {{{spec}, {template}}}"))
    };
    let own = "selector: {matchLabels: {app: web}}";
    let batch = |spec: &str| {
        let template = template.replace("containers", "restartPolicy: Never, containers");
        object("Job", &format!("metadata: {{name: web}}\nspec: {{{spec} {template}}}"))
    };
    hold(&[
        (apps("Deployment", &format!("{own}, replicas: -1")), &["Invalid spec.replicas"]),
        (
            apps("Deployment", "selector: {matchLabels: {app: \"a b\"}}"),
            &["Invalid spec.selector", "Invalid spec.selector.matchLabels"],
        ),
        (
            apps("Deployment", "selector: {matchExpressions: [{key: app, operator: In}]}"),
            &["Invalid spec.selector", "Required spec.selector.matchExpressions[0].values"],
        ),
        (
            apps(
                "Deployment",
                &format!("{own}, strategy: {{type: Recreate, rollingUpdate: {{maxSurge: 1}}}}"),
            ),
            &["Forbidden spec.strategy.rollingUpdate"],
        ),
        (
            apps(
                "Deployment",
                &format!("{own}, strategy: {{rollingUpdate: {{maxSurge: 0, maxUnavailable: 0%}}}}"),
            ),
            &["Invalid spec.strategy.rollingUpdate.maxUnavailable"],
        ),
        (apps("Deployment", &format!("{own}, strategy: {{type: Rolling}}")), &["NotSupported spec.strategy"]),
        (
            apps("Deployment", &format!("{own}, minReadySeconds: 600")),
            &["Invalid spec.progressDeadlineSeconds"],
        ),
        (
            apps("DaemonSet", &format!("{own}, updateStrategy: {{rollingUpdate: {{maxSurge: 1}}}}")),
            &["Invalid spec.updateStrategy.rollingUpdate.maxSurge"],
        ),
        (
            apps("StatefulSet", &format!("{own}, updateStrategy: {{type: Never}}")),
            &["Invalid spec.updateStrategy"],
        ),
        (apps("DaemonSet", "minReadySeconds: 0"), &["Invalid spec.template.metadata.labels"]),
        (apps("StatefulSet", &format!("{own}, ordinals: {{start: -1}}")), &["Invalid spec.ordinals.start"]),
        (apps("ReplicationController", "replicas: 2"), &[]),
        (apps("Job", "parallelism: 1"), &["Required spec.template.spec.restartPolicy"]),
        (batch("completionMode: Indexed, parallelism: 2,"), &["Required spec.completions"]),
        (batch(""), &[]),
    ]);
    let cron = |schedule: &str| {
        let job = batch("");
        let spec = job.split_once("spec: ").expect("a spec").1.trim_end();
        let spec = format!("{{schedule: \"{schedule}\", jobTemplate: {{spec: {spec}}}}}");
        object("CronJob", &format!("metadata: {{name: web}}\nspec: {spec}"))
    };
    hold(&[
        (cron("*/5 * * * *"), &[]),
        (cron("TZ=UTC * * * * *"), &["Invalid spec.schedule"]),
        (cron("every day"), &["Invalid spec.schedule"]),
        (cron(""), &["Required spec.schedule"]),
    ]);
}

#[test]
fn warnings_of_the_api_server() {
    let cases: &[(String, &[&str])] = &[
        (web("externalIPs: [203.0.113.9]"), &["deprecated-external-ips"]),
        (web("trafficDistribution: PreferClose"), &["deprecated-traffic-distribution"]),
        (web("externalName: a.b"), &["ignored-external-name"]),
        (
            web("clusterIP: None, sessionAffinity: ClientIP, externalIPs: [203.0.113.9]"),
            &["ignored-external-ips", "ignored-session-affinity"],
        ),
        (web("type: ExternalName, externalName: a.b, externalIPs: [203.0.113.9]"), &["ignored-external-ips"]),
        (web("externalIPs: [\"FD00::9\"]"), &["deprecated-external-ips", "non-canonical-address"]),
        (object("Endpoints", "metadata: {name: web}"), &["deprecated-endpoints"]),
        (object("EndpointSlice", "metadata: {name: web}\naddressType: FQDN"), &["deprecated-fqdn-slice"]),
        (pod("nodeSelector: {beta.kubernetes.io/os: linux}", ""), &["deprecated-node-label"]),
        (pod("terminationGracePeriodSeconds: -1", ""), &["negative-grace-period"]),
        (pod("", "ports: [{containerPort: 80}, {containerPort: 80}]"), &["duplicate-container-port"]),
        (
            pod("", "ports: [{name: a, containerPort: 80}]").replace(
                "containers: [",
                "containers: [{name: b, image: c, ports: [{name: a, containerPort: 81}]}, ",
            ),
            &["duplicate-container-port-name"],
        ),
        (web("") + "---\n" + &web(""), &["duplicate-object"]),
        (
            object("KubeProxyConfiguration", "mode: ipvs").replace("v1", "kubeproxy.config.k8s.io/v1alpha1"),
            &["proxy-mode-not-simulated"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(warnings(text), *expected, "{text}");
    }
}

#[test]
fn a_kind_goes_with_its_api_version() {
    let found = |text: &str| {
        let (_, found) = admit(text);
        found.into_iter().map(|found| (found.code, found.help.expect("help").to_string())).collect::<Vec<_>>()
    };
    let text = object("Deployment", "metadata: {name: web}").replace("apps/v1", "extensions/v1beta1");
    assert_eq!(found(&text), [("wrong-api-version", "Write apiVersion: apps/v1".to_owned())]);
    let text = object("service", "metadata: {name: web}");
    assert_eq!(found(&text), [("unknown-kind", "Write kind: Service".to_owned())]);
    let text = object("Servce", "metadata: {name: web}");
    assert_eq!(found(&text), [("unknown-kind", "Write kind: Service".to_owned())]);
    let text = object("ConfigMap", "metadata: {name: web}");
    assert_eq!(found(&text)[0].0, "not-simulated");
    let text = object("Service", "metadata: {name: web}").replace("v1", "serving.knative.dev/v1");
    assert_eq!(found(&text)[0].0, "not-simulated");
}

#[test]
fn a_message_has_the_field_the_value_and_a_safe_change() {
    let text = web("sessionAffinity: clientip");
    let (_, found) = admit(&text);
    assert_eq!(
        found[0].message.to_string(),
        "spec.sessionAffinity must be one of ClientIP, None, not \"clientip\""
    );
    let fix = found[0].fix.as_ref().expect("a change");
    let (span, better) = &fix.edits[0];
    assert_eq!((&text[span.start..span.end], better.as_str()), ("clientip", "ClientIP"));
}

#[test]
fn an_object_that_breaks_very_many_rules_has_an_end() {
    let many = vec!["{port: 0, targetPort: 1, name: a}"; 1500].join(", ");
    let (_, found) = admit(&ports(&many));
    assert_eq!(found.len(), 1001);
    assert_eq!(found[1000].code, "too-many-errors");
    assert!(found[1000].message.to_string().contains("more rules"), "{}", found[1000].message);
}
