//! What holds for every text.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use svclab::api::{SmolStr, ToSmolStr};
use svclab::source::Source;
use svclab::{apiserver, manifest};

use crate::{admit, documents, pod, web};

/// The cluster IPs and node ports of each Service, by name.
fn taken(text: &str) -> BTreeMap<String, Vec<SmolStr>> {
    let (cluster, _) = admit(text);
    let of = |spec: &svclab::api::ServiceSpec| {
        let ports = spec.ports.iter().filter_map(|port| port.node_port).map(|port| port.to_smolstr());
        spec.cluster_ips.iter().cloned().chain(ports).collect()
    };
    cluster.services.iter().map(|(key, service)| (key.to_string(), of(&service.spec))).collect()
}

/// Services by name.
fn services(most: usize) -> impl Strategy<Value = BTreeMap<String, String>> {
    let spec = prop_oneof![
        Just(""),
        Just("type: NodePort"),
        Just("type: LoadBalancer, externalTrafficPolicy: Local"),
        Just("clusterIP: None"),
        Just("clusterIP: 10.96.200.200"),
        Just("type: ExternalName, externalName: a.b"),
    ];
    let services = proptest::collection::btree_map("s[a-z]{1,3}", spec, 1..most);
    services.prop_map(|services| {
        let text = |name: &String, spec| web(spec).replace("name: web,", &format!("name: {name},"));
        services.into_iter().map(|(name, spec)| (name.clone(), text(&name, spec))).collect()
    })
}

/// Values that no field expects.
const ODD: [&str; 13] =
    ["\"\"", "-1", "0", "99999999999", "[]", "{}", "~", "포트", "\"::\"", "None", "on", "1.5", "[{}, ~]"];

fn any_value() -> impl Strategy<Value = String> {
    prop_oneof![proptest::sample::select(&ODD[..]).prop_map(str::to_owned), "\"[ -!#-\\[\\]-~]{0,70}\""]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// An address changes with another object only where the two want the same one, which is rare: of a dozen Services two
    /// at most.
    #[test]
    fn removing_an_object_moves_no_other(services in services(12), at in 0usize..12) {
        let services: Vec<String> = services.into_values().collect();
        let mut fewer = services.clone();
        fewer.remove(at % services.len());
        let (with, without) = (taken(&documents(&services)), taken(&documents(&fewer)));
        let held: BTreeSet<&SmolStr> = with.values().flatten().collect();
        let both = with.iter().filter_map(|(name, before)| Some((before, without.get(name)?)));
        let pairs = both.flat_map(|(before, after)| before.iter().zip(after));
        let moved: Vec<_> = pairs.filter(|(before, after)| before != after).collect();
        prop_assert!(moved.len() <= 2 && moved.iter().all(|(_, after)| held.contains(after)), "{moved:?}");
    }

    /// The order of the documents changes no address that is chosen.
    #[test]
    fn order_moves_nobody(services in services(8)) {
        let services: Vec<String> =
            services.into_values().filter(|text| !text.contains("clusterIP: 10")).collect();
        let reversed: Vec<String> = services.iter().rev().cloned().collect();
        prop_assert_eq!(taken(&documents(&services)), taken(&documents(&reversed)));
    }

    /// Whatever stands in a field, the same comes of it twice, and nothing panics.
    #[test]
    fn odd_values_are_answered(value in any_value(), at in 0usize..64) {
        let text = documents(&[
            web("type: LoadBalancer, clusterIP: 10.96.1.2, clusterIPs: [10.96.1.2], ipFamilies: [IPv4], \
                 ipFamilyPolicy: SingleStack, externalIPs: [203.0.113.1], healthCheckNodePort: 32000, \
                 loadBalancerSourceRanges: [10.0.0.0/8], sessionAffinity: ClientIP, externalName: a.b"),
            pod(
                "hostname: a, subdomain: b, tolerations: [{key: a}], dnsConfig: {nameservers: [10.0.0.1]}",
                "ports: [{name: a, containerPort: 80, hostPort: 81}], readinessProbe: {httpGet: {port: 80}}",
            ),
            "apiVersion: discovery.k8s.io/v1\nkind: EndpointSlice\nmetadata: {name: web}\naddressType: IPv4\n\
             endpoints: [{addresses: [10.0.0.1], hints: {forZones: [{name: a}]}}]\nports: [{port: 80}]\n".to_owned(),
            "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking: {podSubnet: 10.1.0.0/16, \
             serviceSubnet: 10.2.0.0/16}\n".to_owned(),
        ]);
        let colons: Vec<usize> = text.match_indices(": ").map(|(colon, _)| colon + 2).collect();
        let start = colons[at % colons.len()];
        let length = text[start..].find([',', '}', ']', '\n']).unwrap_or(0);
        let text = format!("{}{value}{}", &text[..start], &text[start + length..]);
        let (manifest, _) = manifest::read(&Source::new(text.as_str()));
        let first = apiserver::admit(&manifest, true);
        let second = apiserver::admit(&manifest, true);
        prop_assert_eq!(&first.1, &second.1);
        prop_assert_eq!(format!("{:?}", first.0), format!("{:?}", second.0));
        for found in &first.1 {
            prop_assert!(text.get(found.span.start..found.span.end).is_some(), "{found:?}");
        }
    }
}
