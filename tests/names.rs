//! What is said of the names that programs are given, name by name.
#![cfg(not(target_arch = "wasm32"))]

use svclab::{Options, Simulation};

const CLUSTER: &str = r#"
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec:
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: web-1, namespace: shop, labels: {app: web}}
spec:
  containers: [{name: web, image: nginx}]
---
apiVersion: v1
kind: Service
metadata: {name: db, namespace: shop}
spec:
  clusterIP: None
  selector: {app: db}
  ports: [{port: 5432}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: db, namespace: shop}
spec:
  serviceName: db
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers: [{name: db, image: postgres}]
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: worker, namespace: shop}
spec:
  selector: {matchLabels: {app: worker}}
  template:
    metadata: {labels: {app: worker}}
    spec:
      containers: [{name: worker, image: nginx}]
---
apiVersion: v1
kind: Service
metadata: {name: users, namespace: accounts}
spec:
  selector: {app: users}
  ports: [{port: 80}]
---
apiVersion: v1
kind: Pod
metadata: {name: users, namespace: accounts, labels: {app: users}}
spec:
  containers: [{name: users, image: nginx}]
---
apiVersion: v1
kind: Pod
metadata: {name: front, namespace: shop}
spec:
  hostAliases: [{ip: 192.0.2.9, hostnames: [mainframe]}]
  containers:
  - name: front
    image: nginx
    env:
    - name: VARIABLE
      value: "VALUE"
"#;

/// The codes found for a variable of this name and value, and the value that a quick fix gives it.
fn told(variable: &str, value: &str) -> (Vec<&'static str>, Option<String>) {
    let text = CLUSTER.replace("VARIABLE", variable).replace("VALUE", value);
    let found = Simulation::new(&text, &Options::default()).diagnostics;
    let fix = found.iter().find_map(|found| found.fix.as_ref());
    let fixed = fix.map(|fix| {
        assert_eq!(fix.edits.len(), 1);
        fix.edits[0].1.trim_matches('"').to_owned()
    });
    (found.iter().map(|found| found.code).collect(), fixed)
}

#[test]
fn names_in_variables_are_looked_up_from_the_pod_that_reads_them() {
    const LOST: &str = "name-does-not-resolve";
    const PORT: &str = "no-such-service-port";
    let cases: [(&str, Option<&str>, Option<&str>); 23] = [
        ("http://web", None, None),
        ("http://web.shop", None, None),
        ("http://web.shop.svc.cluster.local:80/x", None, None),
        ("http://web:8080/x", Some(PORT), Some("http://web:80/x")),
        ("web:8080", Some(PORT), Some("web:80")),
        ("https://web", Some(PORT), None),
        ("http://users", Some(LOST), Some("http://users.accounts")),
        (
            "http://users.shop.svc.cluster.local/x",
            Some(LOST),
            Some("http://users.accounts.svc.cluster.local/x"),
        ),
        ("http://users.accounts", None, None),
        ("http://wbe/x", Some(LOST), Some("http://web/x")),
        ("http://web-1", Some(LOST), Some("http://web")),
        ("http://worker", Some(LOST), None),
        ("postgres://db-0.db:5432/x", None, None),
        ("postgres://db-2.db:5432/x", Some(LOST), None),
        ("postgres://db-0/x", Some(LOST), Some("postgres://db-0.db/x")),
        ("http://kubernetes/x", Some(LOST), Some("http://kubernetes.default/x")),
        ("https://kubernetes.default.svc/x", None, None),
        ("http://nothing-like-it", Some("no-such-service"), None),
        ("http://web.elsewhere.svc", None, None),
        ("http://mainframe:8080", None, None),
        ("https://api.example.com", None, None),
        ("postgres://db.example.com/x", Some("ndots-cost"), None),
        ("nginx:1.29", None, None),
    ];
    for (value, code, fixed) in cases {
        let (codes, fix) = told("BACKEND", value);
        assert_eq!(codes, code.into_iter().collect::<Vec<_>>(), "{value}");
        assert_eq!(fix.as_deref(), fixed, "{value}");
    }
}

#[test]
fn the_name_of_a_variable_says_whether_its_value_is_a_host() {
    assert_eq!(told("USERS_HOST", "users").1.as_deref(), Some("users.accounts"));
    assert_eq!(told("USERS", "users").0, Vec::<&str>::new());
    assert_eq!(told("PUBLIC_URL", "http://users").0, Vec::<&str>::new());
    assert_eq!(told("SOME_HOST", "nothing-like-it").0, Vec::<&str>::new());
}
