//! What the Path panel offers, completes and advises.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/attempt.rs"]
mod attempt;
#[path = "../src/app/path_question.rs"]
mod path_question;
#[path = "../src/app/targets.rs"]
mod targets;

use attempt::attempt;
use path_question::{PathQuestion, To};
use svclab::api::{Kind, ObjectRef};
use svclab::cluster::NamespacedName;
use svclab::locale::Language;
use svclab::{Options, Simulation};
use targets::{Destination, Group, clients, services, short, ways};

const CLUSTER: &str = "
kind: Service
apiVersion: v1
metadata: {name: web}
spec:
  type: LoadBalancer
  clusterIP: 10.96.0.80
  selector: {app: web}
  ports: [{name: http, port: 80, targetPort: 8080, nodePort: 30080}]
---
kind: Service
apiVersion: v1
metadata: {name: db, namespace: data}
spec: {clusterIP: None, selector: {app: db}, ports: [{port: 5432, protocol: UDP}]}
---
kind: StatefulSet
apiVersion: apps/v1
metadata: {name: db, namespace: data}
spec:
  serviceName: db
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec: {containers: [{name: db, image: db, ports: [{containerPort: 5432, protocol: UDP}]}]}
---
kind: Pod
apiVersion: v1
metadata: {name: web, labels: {app: web}}
spec: {containers: [{name: web, image: nginx, ports: [{containerPort: 8080}]}]}
---
kind: Pod
apiVersion: v1
metadata: {name: client}
spec: {containers: [{name: client, image: curl}]}
";

fn simulation() -> Simulation {
    let simulation = Simulation::new(CLUSTER, &Options::default());
    assert!(!simulation.has_errors(), "{:#?}", simulation.diagnostics);
    simulation
}

fn values(groups: &[Group]) -> Vec<&str> {
    groups.iter().flat_map(|group| &group.choices).map(|choice| choice.value.as_str()).collect()
}

fn web() -> Destination {
    Destination::Service(NamespacedName::new("default", "web"))
}

#[test]
fn every_client_and_every_service_of_the_text_is_offered() {
    let simulation = simulation();
    let clients = clients(&simulation.cluster);
    let titles: Vec<&str> = clients.iter().map(|group| group.title).collect();
    assert_eq!(titles, ["Pods", "Nodes", "Outside the cluster"]);
    assert!(values(&clients).contains(&"pod:data/db-0") && values(&clients).contains(&"node:worker-2"));
    assert_eq!(clients[2].choices[0].label.say(Language::English), "A host on the nodes' network");
    assert_eq!(services(&simulation.cluster).map(short).collect::<Vec<_>>(), ["data/db", "web"]);
}

#[test]
fn the_ways_begin_with_those_made_for_the_client() {
    let simulation = simulation();
    let first = |client| ways(&simulation.cluster, &web(), client)[0].choices[0].value.clone();
    assert_eq!(first("pod:default/client"), "web:80");
    assert_eq!(first("pod:data/db-0"), "web.default:80");
    assert_eq!(first("lan:192.168.56.9"), "192.168.56.30:30080");
    assert!(first("internet").starts_with("203.0.113."));
    let database = Destination::Service(NamespacedName::new("data", "db"));
    let names = ways(&simulation.cluster, &database, "pod:default/client");
    assert_eq!(values(&names), ["db.data:5432/UDP", "db-0.db.data:5432/UDP"]);
}

#[test]
fn a_question_is_completed_from_the_selection_and_keeps_what_was_chosen() {
    let simulation = simulation();
    let complete = |question: &PathQuestion| question.complete(&simulation.cluster, None);
    let asked = complete(&PathQuestion::default());
    assert_eq!((asked.from.as_str(), asked.to.as_str()), ("pod:default/client", "db.data:5432/UDP"));
    let selected = ObjectRef::new(Kind::Service, "default", "web");
    assert_eq!(PathQuestion::default().complete(&simulation.cluster, Some(&selected)).to, "web:80");

    let chosen = PathQuestion {
        from: "lan".into(),
        to: To::Way(web(), "node-port/0/worker-2".into()),
        via: "gone".into(),
        ..PathQuestion::default()
    };
    let asked = complete(&chosen);
    assert_eq!((asked.to.as_str(), asked.via.as_str()), ("192.168.56.32:30080", ""));
    // A Pod that is gone gives way to one that is there; a name that the reader writes stays.
    let gone = PathQuestion { from: "pod:default/gone".into(), ..chosen };
    assert_eq!(complete(&gone).from, "pod:default/client");
    assert_eq!(complete(&PathQuestion { writes_from: true, ..gone }).from, "pod:default/gone");
}

#[test]
fn the_command_fits_client_and_protocol() {
    let simulation = simulation();
    for (from, to, command) in [
        ("pod:default/client", "web", "kubectl exec -n default client -- curl -m 5 http://web:80/"),
        ("lan", "192.168.56.31:443", "curl -k -m 5 https://192.168.56.31:443/"),
        ("lan", "[fd00::1]:80", "curl -g -m 5 'http://[fd00::1]:80/'"),
        ("node:worker-1", "10.96.0.80:81", "curl -m 5 http://10.96.0.80:81/"),
        (
            "pod:default/client",
            "db.data:5432/UDP",
            "kubectl exec -n default client -- sh -c 'echo hello | nc -u -w 5 db.data 5432'",
        ),
        ("internet", "203.0.113.1:5000/SCTP", "echo hello | ncat --sctp -w 5 203.0.113.1 5000"),
    ] {
        let question =
            PathQuestion { from: from.into(), to: To::Written(to.into()), ..PathQuestion::default() };
        let asked = question.complete(&simulation.cluster, None);
        let trace = asked.trace(&simulation).expect(to);
        let route = trace.routes.first().expect(to);
        let (from, target) = (asked.from.parse().expect(from), asked.to.parse().expect(to));
        assert_eq!(attempt(&from, &target, route).command, command);
    }
}
