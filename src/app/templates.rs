//! A new Service, with what stands behind it: one for each type.

use svclab::text;

/// A type of Service to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Template {
    /// One address inside the cluster.
    ClusterIp,
    /// A port on every node.
    NodePort,
    /// An address in front of the nodes.
    LoadBalancer,
    /// No address: DNS gives the Pods'.
    Headless,
    /// A name for a host outside.
    ExternalName,
    /// Endpoints written by hand.
    WithoutSelector,
}

impl Template {
    /// In the order of the menu.
    pub const ALL: [Template; 6] = [
        Template::ClusterIp,
        Template::NodePort,
        Template::LoadBalancer,
        Template::Headless,
        Template::ExternalName,
        Template::WithoutSelector,
    ];

    /// What the menu calls it.
    pub fn title(self) -> &'static str {
        match self {
            Template::ClusterIp => "ClusterIP",
            Template::NodePort => "NodePort",
            Template::LoadBalancer => "LoadBalancer",
            Template::Headless => text!("Headless"),
            Template::ExternalName => "ExternalName",
            Template::WithoutSelector => text!("Without a selector"),
        }
    }

    /// Its documents, for a Service of this name.
    pub fn documents(self, name: &str) -> String {
        let head = format!("apiVersion: v1\nkind: Service\nmetadata:\n  name: {name}\nspec:\n");
        let mapped = "  ports:\n  - port: 80\n    targetPort: 8080\n";
        let selecting = |kind: &str, ports: &str| {
            format!("{head}{kind}  selector:\n    app: {name}\n{ports}---\n{}", deployment(name))
        };
        match self {
            Template::ClusterIp => selecting("", mapped),
            Template::NodePort => selecting("  type: NodePort\n", mapped),
            Template::LoadBalancer => selecting("  type: LoadBalancer\n", mapped),
            // Nothing translates ports on the way: clients go to the Pods' own.
            Template::Headless => selecting("  clusterIP: None\n", "  ports:\n  - port: 8080\n"),
            Template::ExternalName => {
                format!("{head}  type: ExternalName\n  externalName: api.example.com\n")
            }
            Template::WithoutSelector => format!("{head}{mapped}---\n{}", slice(name)),
        }
    }
}

/// The first of `web`, `web-2`, `web-3`, ... that is not taken.
pub fn free_name(is_taken: impl Fn(&str) -> bool) -> String {
    let names = (2u32..).map(|number| format!("web-{number}"));
    std::iter::once("web".to_owned()).chain(names).find(|name| !is_taken(name)).unwrap_or_default()
}

fn deployment(name: &str) -> String {
    format!(
        "apiVersion: apps/v1
kind: Deployment
metadata:
  name: {name}
spec:
  replicas: 2
  selector:
    matchLabels:
      app: {name}
  template:
    metadata:
      labels:
        app: {name}
    spec:
      containers:
      - name: app
        image: example.com/{name}:1.0
        ports:
        - containerPort: 8080
"
    )
}

fn slice(name: &str) -> String {
    format!(
        "apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: {name}-1
  labels:
    kubernetes.io/service-name: {name}
addressType: IPv4
ports:
- port: 8080
endpoints:
- addresses:
  - 192.168.56.200
"
    )
}
