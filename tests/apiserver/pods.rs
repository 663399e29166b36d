//! Rules about Pods and Jobs that have nothing to do with their network.

use crate::{errors, pod, warnings};

/// What a Pod says, what of it is rejected at `spec.containers[0]`.
fn container(cases: &[(&str, &[&str])]) {
    for (fields, expected) in cases {
        let expected: Vec<String> =
            expected.iter().map(|error| error.replacen(' ', " spec.containers[0].", 1)).collect();
        assert_eq!(errors(&pod("", fields)), expected, "{fields}");
    }
}

/// As [`container`], of the whole spec.
fn spec(cases: &[(&str, &[&str])]) {
    for (fields, expected) in cases {
        let expected: Vec<String> = expected.iter().map(|error| error.replacen(' ', " spec.", 1)).collect();
        assert_eq!(errors(&pod(fields, "")), expected, "{fields}");
    }
}

fn job(spec: &str) -> String {
    format!(
        "apiVersion: batch/v1\nkind: Job\nmetadata: {{name: web}}\nspec:\n  template: {{spec: {{restartPolicy: Never, \
         containers: [{{name: app, image: nginx}}]}}}}\n  {spec}\n"
    )
}

#[test]
fn environment() {
    container(&[
        ("env: [{name: LOG_LEVEL, value: info}, {name: a.b-c d, value: x}]", &[]),
        ("env: [{value: x}]", &["Required env[0].name"]),
        ("env: [{name: a=b}]", &["Invalid env[0].name"]),
        ("env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.podIP}}}]", &[]),
        ("env: [{name: A, valueFrom: {fieldRef: {fieldPath: \"metadata.labels['app']\"}}}]", &[]),
        ("env: [{name: A, valueFrom: {fieldRef: {}}}]", &["Required env[0].valueFrom.fieldRef.fieldPath"]),
        (
            "env: [{name: A, valueFrom: {fieldRef: {fieldPath: status.phase}}}]",
            &["NotSupported env[0].valueFrom.fieldRef.fieldPath"],
        ),
        (
            "env: [{name: A, valueFrom: {fieldRef: {fieldPath: spec.image}}}]",
            &["Invalid env[0].valueFrom.fieldRef.fieldPath"],
        ),
        ("env: [{name: A, valueFrom: {}}]", &["Invalid env[0].valueFrom"]),
        (
            "env: [{name: A, value: x, valueFrom: {secretKeyRef: {name: s, key: k}}}]",
            &["Invalid env[0].valueFrom"],
        ),
        (
            "env: [{name: A, valueFrom: {configMapKeyRef: {name: S, key: ..}}}]",
            &[
                "Invalid env[0].valueFrom.configMapKeyRef.key",
                "Invalid env[0].valueFrom.configMapKeyRef.name",
            ],
        ),
        (
            "env: [{name: A, valueFrom: {resourceFieldRef: {resource: limits.gpu}}}]",
            &["NotSupported env[0].valueFrom.resourceFieldRef.resource"],
        ),
        ("envFrom: [{configMapRef: {name: a}}, {prefix: A_, secretRef: {name: b}}]", &[]),
        ("envFrom: [{prefix: A_}]", &["Invalid envFrom"]),
        (
            "envFrom: [{configMapRef: {name: a}, secretRef: {}}]",
            &["Invalid envFrom", "Required envFrom[0].secretRef.name"],
        ),
    ]);
}

#[test]
fn resources() {
    container(&[
        ("resources: {requests: {cpu: 100m, memory: 64Mi}, limits: {cpu: 1, memory: 64Mi}}", &[]),
        ("resources: {requests: {memory: 1Gi}, limits: {memory: 512Mi}}", &["Invalid resources.requests"]),
        ("resources: {limits: {cpu: -1}}", &["Invalid resources.limits[cpu]"]),
        ("resources: {limits: {gpu: 1}}", &["Invalid resources.limits[gpu]"]),
        ("resources: {limits: {storage: 1}}", &["Invalid resources.limits[storage]"]),
        ("resources: {limits: {example.com/gpu: 1}, requests: {example.com/gpu: 1}}", &[]),
        ("resources: {limits: {example.com/gpu: 1500m}}", &["Invalid resources.limits[example.com/gpu]"]),
        (
            "resources: {limits: {example.com/gpu: 2}, requests: {example.com/gpu: 1}}",
            &["Invalid resources.requests"],
        ),
        ("resources: {requests: {example.com/gpu: 1}}", &["Required resources.limits"]),
        ("resources: {limits: {hugepages-2Mi: 4Mi}}", &["Forbidden resources"]),
        ("resizePolicy: [{resourceName: gpu, restartPolicy: NotRequired}]", &["NotSupported resizePolicy"]),
    ]);
}

#[test]
fn hooks_and_probes() {
    container(&[
        ("lifecycle: {preStop: {sleep: {seconds: 30}}, postStart: {exec: {command: [a]}}}", &[]),
        ("lifecycle: {preStop: {sleep: {seconds: 31}}}", &["Invalid lifecycle.preStop.sleep"]),
        ("lifecycle: {preStop: {}}", &["Required lifecycle.preStop"]),
        ("lifecycle: {preStop: {exec: {}}}", &["Required lifecycle.preStop.exec.command"]),
        ("lifecycle: {preStop: {httpGet: {port: 0}}}", &["Invalid lifecycle.preStop.httpGet.port"]),
        (
            "lifecycle: {preStop: {exec: {command: [a]}, tcpSocket: {port: 80}}}",
            &["Forbidden lifecycle.preStop.tcpSocket"],
        ),
        (
            "readinessProbe: {httpGet: {port: 80, httpHeaders: [{name: a b, value: c}]}}",
            &["Invalid readinessProbe.httpGet.httpHeaders"],
        ),
        ("restartPolicy: OnFailure", &[]),
        ("restartPolicy: Sometimes", &["NotSupported restartPolicy"]),
    ]);
    spec(&[
        (
            "initContainers: [{name: i, image: b, lifecycle: {preStop: {sleep: {seconds: 1}}}}]",
            &["Forbidden initContainers[0].lifecycle"],
        ),
        (
            "initContainers: [{name: i, image: b, restartPolicy: Always, lifecycle: {preStop: {sleep: {seconds: 1}}}}]",
            &[],
        ),
    ]);
}

#[test]
fn volumes_and_mounts() {
    spec(&[
        (
            "volumes: [{name: a}, {name: b, emptyDir: {sizeLimit: 1Gi}}, {name: c, secret: {secretName: s}}]",
            &[],
        ),
        ("volumes: [{name: a, emptyDir: {}, hostPath: {path: /a}}]", &["Forbidden volumes[0].hostPath"]),
        (
            "volumes: [{name: a, hostPath: {path: /a/../b, type: Dir}}]",
            &["Invalid volumes[0].hostPath.path", "NotSupported volumes[0].hostPath.type"],
        ),
        ("volumes: [{name: a, secret: {}}]", &["Required volumes[0].secret.secretName"]),
        ("volumes: [{name: a, configMap: {name: b, defaultMode: 0644}}]", &[]),
        (
            "volumes: [{name: a, configMap: {name: b, defaultMode: 644}}]",
            &["Invalid volumes[0].configMap.defaultMode"],
        ),
        (
            "volumes: [{name: a, configMap: {name: b, items: [{key: k, path: ../x}]}}]",
            &["Invalid volumes[0].configMap.items[0].path"],
        ),
        (
            "volumes: [{name: a, persistentVolumeClaim: {claimName: \"\"}}]",
            &["Required volumes[0].persistentVolumeClaim.claimName"],
        ),
        ("volumes: [{name: a, nfs: {server: b, path: c}}]", &["Invalid volumes[0].nfs.path"]),
        ("volumes: [{name: a, downwardAPI: {items: [{path: p}]}}]", &["Required volumes[0].downwardAPI"]),
        (
            "volumes: [{name: a, projected: {sources: [{serviceAccountToken: {path: t, expirationSeconds: 60}}]}}]",
            &["Invalid volumes[0].projected.sources[0].serviceAccountToken.expirationSeconds"],
        ),
    ]);
    let mounted = |mount: &str| {
        pod("volumes: [{name: v}]", &format!("volumeMounts: [{{name: v, mountPath: /v, {mount}}}]"))
    };
    for (mount, expected) in [
        ("subPath: a/b", vec![]),
        ("subPath: /a", vec!["Invalid spec.containers[0].volumeMounts.subPath"]),
        ("subPath: a, subPathExpr: $(B)", vec!["Invalid spec.containers[0].volumeMounts[0].subPathExpr"]),
        (
            "mountPropagation: Bidirectional",
            vec!["Forbidden spec.containers[0].volumeMounts.mountPropagation"],
        ),
        ("recursiveReadOnly: Enabled", vec!["Forbidden spec.containers[0].volumeMounts.recursiveReadOnly"]),
    ] {
        assert_eq!(errors(&mounted(mount)), expected, "{mount}");
    }
    container(&[("volumeDevices: [{name: v, devicePath: /d}]", &["NotFound volumeDevices[0].name"])]);
}

#[test]
fn security() {
    container(&[
        ("securityContext: {runAsUser: 1000, seccompProfile: {type: RuntimeDefault}}", &[]),
        ("securityContext: {runAsUser: -1}", &["Invalid securityContext.runAsUser"]),
        (
            "securityContext: {seccompProfile: {type: default}}",
            &["NotSupported securityContext.seccompProfile.type"],
        ),
        (
            "securityContext: {seccompProfile: {type: Localhost}}",
            &["Required securityContext.seccompProfile.localhostProfile"],
        ),
        (
            "securityContext: {privileged: true, allowPrivilegeEscalation: false}",
            &["Invalid securityContext"],
        ),
        ("securityContext: {procMount: Unmasked}", &["Invalid securityContext.procMount"]),
    ]);
    spec(&[
        ("securityContext: {fsGroup: 5000000000}", &["Invalid securityContext.fsGroup"]),
        (
            "securityContext: {sysctls: [{name: net.core.somaxconn, value: \"1\"}, {name: A}]}",
            &["Invalid securityContext.sysctls[1].name"],
        ),
        ("hostUsers: false, hostNetwork: true", &["Forbidden hostNetwork"]),
        ("hostUsers: false, hostPID: true", &["Forbidden HostPID"]),
        (
            "os: {name: bsd}, preemptionPolicy: Later",
            &["NotSupported os.name", "NotSupported preemptionPolicy"],
        ),
        (
            "topologySpreadConstraints: [{maxSkew: 1, topologyKey: a, whenUnsatisfiable: DoNotSchedule, matchLabelKeys: [b]}]",
            &["Forbidden topologySpreadConstraints[0].matchLabelKeys"],
        ),
    ]);
}

#[test]
fn how_jobs_end() {
    for (spec, expected) in [
        ("ttlSecondsAfterFinished: 100", vec![]),
        ("ttlSecondsAfterFinished: -1", vec!["Invalid spec.ttlSecondsAfterFinished"]),
        ("podReplacementPolicy: Never", vec!["NotSupported spec.podReplacementPolicy"]),
        ("backoffLimitPerIndex: 1", vec!["Invalid spec.backoffLimitPerIndex"]),
        (
            "podFailurePolicy: {rules: [{action: Ignore, onPodConditions: [{type: DisruptionTarget}]}]}",
            vec![],
        ),
        (
            "podFailurePolicy: {rules: [{action: Stop, onExitCodes: {operator: In, values: [2, 0]}}]}",
            vec![
                "Invalid spec.podFailurePolicy.rules[0].onExitCodes.values",
                "Invalid spec.podFailurePolicy.rules[0].onExitCodes.values[1]",
                "NotSupported spec.podFailurePolicy.rules[0].action",
            ],
        ),
        ("podFailurePolicy: {rules: [{action: Count}]}", vec!["Invalid spec.podFailurePolicy.rules[0]"]),
        (
            "completionMode: Indexed\n  completions: 2\n  successPolicy: {rules: []}",
            vec!["Required spec.successPolicy.rules"],
        ),
    ] {
        assert_eq!(errors(&job(spec)), expected, "{spec}");
    }
}

#[test]
fn warnings_about_pods() {
    for (spec, container, expected) in [
        ("volumes: [{name: a, gitRepo: {repository: b}}]", "", "removed-volume-type"),
        ("imagePullSecrets: [{name: \"\"}]", "", "empty-pull-secret"),
        ("hostAliases: [{ip: 10.0.0.1}, {ip: 10.0.0.1}]", "", "duplicate-host-alias"),
        ("", "env: [{name: A, value: a}, {name: A, value: b}]", "duplicate-variable"),
        ("", "resources: {requests: {memory: 128m}}", "fraction-of-a-byte"),
        (
            "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: a}]}}",
            "",
            "null-label-selector",
        ),
    ] {
        assert_eq!(warnings(&pod(spec, container)), [expected], "{spec} {container}");
    }
    let dotted = pod("", "").replace("name: web,", "name: web.shop,");
    assert_eq!(warnings(&dotted), ["name-is-no-dns-label"]);
}
