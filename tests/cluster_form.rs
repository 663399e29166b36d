//! The form of the cluster: what it writes, the simulation reads, and what is usual again leaves nothing behind.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/cluster_form/mod.rs"]
mod cluster_form;

use cluster_form::{ClusterForm, Place};
use svclab::cluster::ProxyMode;
use svclab::{Options, Simulation};

const SERVICE: &str =
    "# mine\napiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n";
const SETTINGS: &str = "apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking:\n  # the office's\n  dnsDomain: corp.example\n";

fn simulate(text: &str) -> Simulation {
    Simulation::new(text, &Options::default())
}

fn form(text: &str) -> ClusterForm {
    ClusterForm::of(&simulate(text).cluster)
}

/// The text after the form was changed and written.
fn write(text: &str, change: impl FnOnce(&mut ClusterForm)) -> String {
    let simulation = simulate(text);
    let mut wanted = ClusterForm::of(&simulation.cluster);
    change(&mut wanted);
    let mut edits = wanted.edits(&simulation).expect("a form without mistakes");
    let mut written = text.to_owned();
    edits.reverse();
    for (span, insert) in edits {
        written.replace_range(span.start..span.end, &insert);
    }
    let after = simulate(&written);
    assert!(!after.has_errors(), "{written}\n{:#?}", after.diagnostics);
    assert_eq!(ClusterForm::of(&after.cluster), wanted, "{written}");
    written
}

fn dual_stack(form: &mut ClusterForm) {
    form.pod_subnet = "20.96.0.0/12,fd00:20::/56".into();
    form.service_subnet = "10.96.0.0/12,fd00:10::/112".into();
}

#[test]
fn nothing_changed_is_nothing_written() {
    assert_eq!(write(SERVICE, |_| ()), SERVICE);
}

#[test]
fn settings_are_added_at_the_end_and_leave_nothing_when_they_are_usual_again() {
    let written = write(SERVICE, |form| {
        dual_stack(form);
        form.mode = ProxyMode::Nftables;
        form.workers = "3".into();
        form.zones = "2".into();
    });
    assert!(written.starts_with(SERVICE), "{written}");
    let usual = form("");
    assert_eq!(write(&written, |form| *form = usual), SERVICE);
}

#[test]
fn an_empty_text_becomes_settings_and_empty_again() {
    let written = write("", |form| form.mode = ProxyMode::Nftables);
    assert_eq!(
        written,
        "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: nftables\n"
    );
    assert_eq!(write(&written, |form| form.mode = ProxyMode::Iptables), "");
}

#[test]
fn a_document_that_is_there_is_changed_where_it_stands() {
    let text = format!("{SETTINGS}---\n{SERVICE}");
    let written = write(&text, dual_stack);
    assert_eq!(written.matches("kind: ClusterConfiguration").count(), 1, "{written}");
    assert!(written.contains("  # the office's\n"), "{written}");
    let usual = form("");
    let back = write(&written, |form| {
        form.pod_subnet = usual.pod_subnet;
        form.service_subnet = usual.service_subnet;
    });
    assert_eq!(back, text);
}

#[test]
fn json_stays_json() {
    let text = r#"{"apiVersion": "kubeadm.k8s.io/v1beta4", "kind": "ClusterConfiguration", "networking": {"dnsDomain": "a.b"}}"#;
    let written = write(text, dual_stack);
    assert!(written.contains(r#""networking": {"podSubnet": "20.96.0.0/12,fd00:20::/56", "#), "{written}");
    let usual = form("");
    assert_eq!(
        write(&written, |form| (form.pod_subnet, form.service_subnet) =
            (usual.pod_subnet, usual.service_subnet)),
        text
    );
}

#[test]
fn nodes_of_ones_own_keep_what_they_say() {
    let node = "apiVersion: v1\nkind: Node\nmetadata:\n  name: big\n  annotations:\n    rack: \"7\"\n";
    let written = write(node, |form| {
        form.workers = "2".into();
        form.zones = "2".into();
    });
    assert!(written.contains("    rack: \"7\"\n"), "{written}");
    assert!(
        written.contains("name: worker-1\n  labels:\n    topology.kubernetes.io/zone: zone-2\n"),
        "{written}"
    );
    assert_eq!(write(&written, |form| (form.workers, form.zones) = ("1".into(), "0".into())), node);
}

#[test]
fn mistakes_are_said_at_their_fields() {
    let places = |change: &dyn Fn(&mut ClusterForm)| -> Vec<Place> {
        let simulation = simulate("");
        let mut wanted = ClusterForm::of(&simulation.cluster);
        change(&mut wanted);
        wanted.edits(&simulation).expect_err("a mistake").into_iter().map(|(place, _)| place).collect()
    };
    assert_eq!(places(&|form| form.workers = "many".into()), [Place::Workers]);
    assert_eq!(places(&|form| form.zones = "3".into()), [Place::Zones], "more zones than nodes");
    assert_eq!(places(&|form| form.pod_subnet = "10.0.0".into()), [Place::PodSubnet]);
    assert_eq!(
        places(&|form| form.service_subnet = "10.0.0.0/16,10.1.0.0/16".into()),
        [Place::ServiceSubnet]
    );
    assert_eq!(
        places(&|form| form.service_subnet = "20.96.0.0/16".into()),
        [Place::ServiceSubnet],
        "overlap"
    );
    assert_eq!(places(&|form| form.service_subnet = "fd00::/112".into()), [Place::ServiceSubnet], "families");
}
