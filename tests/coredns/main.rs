//! What the zone answers and what a Pod's resolver asks, on clusters written out with their EndpointSlices.

mod explain;
#[cfg(not(target_arch = "wasm32"))]
mod properties;
mod resolver;
mod zone;

use serde::Deserialize;
use svclab::api::{EndpointSlice, Namespace, ObjectMeta, Pod, Service};
use svclab::cluster::{Cluster, NamespacedName};

/// A cluster of the objects in a YAML text.
fn cluster(text: &str) -> Cluster {
    let mut cluster = Cluster::default();
    for document in serde_yaml::Deserializer::from_str(text) {
        let object = serde_json::Value::deserialize(document).expect("YAML");
        let key = |metadata: &ObjectMeta| NamespacedName::of(metadata);
        match object["kind"].as_str() {
            Some("Service") => {
                let mut service: Service = serde_json::from_value(object).expect("a Service");
                service.spec.cluster_ips = service.spec.cluster_ip.iter().cloned().collect();
                cluster.services.insert(key(&service.metadata), service);
            }
            Some("EndpointSlice") => {
                let slice: EndpointSlice = serde_json::from_value(object).expect("an EndpointSlice");
                cluster.endpoint_slices.insert(key(&slice.metadata), slice);
            }
            Some("Pod") => {
                let pod: Pod = serde_json::from_value(object).expect("a Pod");
                cluster.pods.insert(key(&pod.metadata), pod);
            }
            Some("Namespace") => {
                let namespace: Namespace = serde_json::from_value(object).expect("a Namespace");
                cluster.namespaces.insert(namespace.metadata.name.clone(), namespace);
            }
            other => panic!("no such kind here: {other:?}"),
        }
    }
    let named = cluster.services.keys().chain(cluster.pods.keys()).map(|key| key.namespace.clone());
    for name in named.collect::<Vec<_>>() {
        cluster.namespaces.entry(name).or_default();
    }
    cluster
}

/// A Service of every kind.
const SHOP: &str = r#"
kind: Service
metadata: {name: web, namespace: shop}
spec: {clusterIP: 10.96.40.7, ports: [{name: http, protocol: TCP, port: 80, targetPort: 8080}]}
---
kind: EndpointSlice
metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{name: http, port: 8080, protocol: TCP}]
endpoints:
  - {addresses: [20.100.1.5], targetRef: {kind: Pod, namespace: shop, name: web-a}}
  - {addresses: [20.100.1.6], conditions: {ready: false}}
---
kind: Service
metadata: {name: db, namespace: data}
spec: {clusterIP: None, ports: [{name: pg, protocol: TCP, port: 5432}]}
---
kind: EndpointSlice
metadata: {name: db-1, namespace: data, labels: {kubernetes.io/service-name: db}}
addressType: IPv4
ports: [{name: pg, port: 6432, protocol: TCP}, {name: stats, port: 9187, protocol: TCP}]
endpoints:
  - {addresses: [20.100.2.1], hostname: db-0}
  - {addresses: [20.100.2.2]}
---
kind: Service
metadata: {name: empty, namespace: data}
spec: {clusterIP: None, ports: [{port: 80}]}
---
kind: Service
metadata: {name: alias, namespace: shop}
spec: {type: ExternalName, externalName: db.data.svc.cluster.local}
---
kind: Service
metadata: {name: outside, namespace: shop}
spec: {type: ExternalName, externalName: api.example.com}
---
kind: Service
metadata: {name: broken, namespace: shop}
spec: {type: ExternalName, externalName: gone.shop.svc.cluster.local}
---
kind: Service
metadata: {name: kube-dns, namespace: kube-system}
spec: {clusterIP: 10.96.0.10, ports: [{name: dns, protocol: UDP, port: 53}]}
---
kind: EndpointSlice
metadata: {name: kube-dns-1, namespace: kube-system, labels: {kubernetes.io/service-name: kube-dns}}
addressType: IPv4
ports: [{name: dns, port: 53, protocol: UDP}]
endpoints: [{addresses: [20.100.0.2]}]
---
kind: Pod
metadata: {name: web-a, namespace: shop}
status: {podIP: 20.100.1.5}
---
kind: Pod
metadata: {name: client, namespace: shop}
---
kind: Pod
metadata: {name: agent, namespace: shop}
spec: {hostNetwork: true}
"#;
