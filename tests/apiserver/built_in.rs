//! What every cluster has, and how it is set up.

use svclab::api::{Kind, ObjectRef};
use svclab::cluster::{NamespacedName, Origin, ProxyMode};

use crate::{admit, documents, errors, service, web};

#[test]
fn an_empty_text_is_a_cluster_all_the_same() {
    let (cluster, found) = admit("");
    assert!(found.is_empty());
    assert_eq!(cluster.nodes.keys().collect::<Vec<_>>(), ["control-plane", "worker-1", "worker-2"]);
    assert_eq!(
        cluster.namespaces.keys().collect::<Vec<_>>(),
        ["default", "kube-node-lease", "kube-public", "kube-system"]
    );
    assert_eq!(service(&cluster, "default", "kubernetes").spec.cluster_ip.as_deref(), Some("10.96.0.1"));
    assert_eq!(service(&cluster, "kube-system", "kube-dns").spec.cluster_ip.as_deref(), Some("10.96.0.10"));
    let key = NamespacedName::new("default", "kubernetes");
    assert_eq!(cluster.endpoints[&key].subsets[0].addresses[0].ip, "192.168.56.30");
    assert_eq!(cluster.endpoint_slices[&key].endpoints[0].addresses, ["192.168.56.30"]);
    assert!(cluster.origins.values().all(|origin| *origin == Origin::BuiltIn));
}

#[test]
fn a_given_node_replaces_all_others() {
    let (cluster, _) = admit("apiVersion: v1\nkind: Node\nmetadata: {name: only}\n");
    assert_eq!(cluster.nodes.keys().collect::<Vec<_>>(), ["only"]);
}

#[test]
fn a_given_kube_dns_keeps_its_address() {
    let text = web("").replace("name: web, namespace: shop", "name: kube-dns, namespace: kube-system");
    let (cluster, _) = admit(&text);
    let kube_dns = ObjectRef::new(Kind::Service, "kube-system", "kube-dns");
    assert_eq!(service(&cluster, "kube-system", "kube-dns").spec.cluster_ip.as_deref(), Some("10.96.0.10"));
    assert!(!cluster.is_built_in(&kube_dns));
    assert!(cluster.pods.is_empty(), "its Pods are the text's business");
}

#[test]
fn a_rejected_kube_dns_leaves_the_clusters_own() {
    let text = web("sessionAffinity: x")
        .replace("name: web, namespace: shop", "name: kube-dns, namespace: kube-system");
    let thief = web("clusterIP: 10.96.0.10");
    let (cluster, _) = admit(&text);
    assert_eq!(service(&cluster, "kube-system", "kube-dns").spec.cluster_ip.as_deref(), Some("10.96.0.10"));
    let (cluster, _) = admit(&documents(&[text, thief]));
    assert_eq!(service(&cluster, "shop", "web").spec.cluster_ip.as_deref(), Some("10.96.0.10"));
    assert!(service(&cluster, "kube-system", "kube-dns").spec.cluster_ip.is_some());
}

#[test]
fn a_name_is_generated_and_does_not_hang_on_the_place_in_the_text() {
    let pod = |prefix: &str| {
        format!(
            "apiVersion: v1\nkind: Pod\nmetadata: {{generateName: {prefix}}}\nspec: {{containers: [{{name: a, image: b}}]}}\n"
        )
    };
    let (two, _) = admit(&documents(&[pod("web-"), pod("web-")]));
    let names: Vec<&str> =
        two.pods.keys().map(|key| key.name.as_str()).filter(|name| name.starts_with("web-")).collect();
    assert_eq!(names.len(), 2);
    let (later, _) = admit(&documents(&[pod("api-"), pod("web-")]));
    assert!(later.pods.keys().any(|key| names.contains(&key.name.as_str())));
}

#[test]
fn a_namespace_exists_when_an_object_names_it() {
    let (cluster, _) = admit(&web(""));
    assert_eq!(cluster.namespaces["shop"].metadata.labels["kubernetes.io/metadata.name"], "shop");
}

#[test]
fn what_no_type_models_is_kept() {
    let (cluster, _) = admit(
        "apiVersion: v1\nkind: Pod\nmetadata: {name: web, managedFields: []}\nspec: {containers: [{name: a, image: b, \
         args: [x]}]}\n",
    );
    let pod = cluster.get(&ObjectRef::new(Kind::Pod, "default", "web")).expect("the Pod");
    assert_eq!(pod.to_json(&cluster)["spec"]["containers"][0]["args"][0], "x");
}

#[test]
fn settings_documents_set_the_cluster_up() {
    let (cluster, found) = admit(
        "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking: {podSubnet: 10.1.0.0/16, \
         serviceSubnet: 10.2.0.0/24, dnsDomain: lab.example.}\napiServer: {extraArgs: [{name: \
         service-node-port-range, value: 8000+99}]}\n---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: \
         KubeProxyConfiguration\nmode: nftables\nnodePortAddresses: [primary]\nnftables: {masqueradeAll: true}\n",
    );
    assert!(found.is_empty(), "{found:?}");
    let settings = &cluster.settings;
    assert_eq!(settings.pod_subnets[0].to_string(), "10.1.0.0/16");
    assert_eq!(settings.dns_domain, "lab.example");
    assert_eq!(settings.node_ports, (8000, 8099));
    assert_eq!(settings.proxy.mode, ProxyMode::Nftables);
    assert_eq!(settings.proxy.cluster_cidrs, settings.pod_subnets);
    assert!(settings.proxy.masquerade_all && settings.proxy.localhost_node_ports);
    assert_eq!(service(&cluster, "kube-system", "kube-dns").spec.cluster_ip.as_deref(), Some("10.2.0.10"));
}

#[test]
fn malformed_settings_are_reported_and_change_nothing() {
    let kubeadm =
        |text: &str| format!("apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\n{text}\n");
    let proxy = |text: &str| {
        format!("apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n{text}\n")
    };
    let cases = [
        (kubeadm("networking: {podSubnet: 10.1.0.0}"), "Invalid networking.podSubnet"),
        (
            kubeadm("networking: {serviceSubnet: \"10.1.0.0/16,10.2.0.0/16\"}"),
            "Invalid networking.serviceSubnet",
        ),
        (kubeadm("networking: {dnsDomain: My_Domain}"), "Invalid networking.dnsDomain"),
        (
            kubeadm("apiServer: {extraArgs: [{name: service-node-port-range, value: 9-1}]}"),
            "Invalid apiServer.extraArgs[0].value",
        ),
        (proxy("mode: userspace"), "NotSupported mode"),
        (proxy("nodePortAddresses: [primary, 10.0.0.0/8]"), "Invalid nodePortAddresses[0]"),
        (proxy("clusterCIDR: x"), "Invalid clusterCIDR"),
    ];
    let (default, _) = admit("");
    for (text, expected) in cases {
        assert_eq!(errors(&text), [expected], "{text}");
        assert_eq!(admit(&text).0.settings, default.settings, "{text}");
    }
}
