//! The lessons hold what they promise: every manifest is as its group says, and every step does what it says.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/lessons/mod.rs"]
mod lessons;

use std::collections::BTreeSet;

use lessons::{Group, LESSONS, Lesson, Question, Standing, Step};
use svclab::coredns::RecordType;
use svclab::diagnostic::Severity;
use svclab::locale::Language;
use svclab::network::{Route, TraceQuery};
use svclab::{Options, Simulation};

#[test]
fn only_what_is_wrong_has_problems() {
    for lesson in &LESSONS {
        let simulation = simulate(lesson.manifest);
        assert!(!simulation.manifest.objects.is_empty(), "{}", lesson.id);
        match lesson.group {
            Group::Wrong => assert_ne!(problems(&simulation), "none", "{}", lesson.id),
            Group::Course | Group::Applications => {
                let found = &simulation.diagnostics;
                assert!(
                    found.iter().all(|found| found.severity == Severity::Info),
                    "{}: {found:#?}",
                    lesson.id
                );
            }
        }
    }
}

#[test]
fn every_lesson_says_what_to_look_at_and_what_to_change_in_both_languages() {
    for lesson in &LESSONS {
        let english = lesson.text(Language::English);
        let korean = lesson.text(Language::Korean);
        for text in [&english, &korean] {
            assert!(!text.title.is_empty() && !text.idea.is_empty(), "{}", lesson.id);
            assert!(!text.look.is_empty() && !text.try_out.is_empty(), "{}", lesson.id);
        }
        assert_eq!(english.look.len(), korean.look.len(), "{}", lesson.id);
        assert_eq!(english.try_out.len(), korean.try_out.len(), "{}", lesson.id);
    }
}

#[test]
fn an_id_is_there_once_and_groups_stand_together() {
    let ids: BTreeSet<&str> = LESSONS.iter().map(|lesson| lesson.id).collect();
    assert_eq!(ids.len(), LESSONS.len());
    let grouped: Vec<&Lesson> = Group::ALL.into_iter().flat_map(Group::lessons).collect();
    assert_eq!(grouped, LESSONS.iter().collect::<Vec<_>>());
}

#[test]
fn every_line_to_try_can_be_tried_and_every_step_does_what_it_says() {
    let mut wrong = Vec::new();
    for lesson in &LESSONS {
        let text = lesson.text(Language::English);
        for (at, line) in text.try_out.iter().enumerate() {
            match line.step {
                Some(step) => wrong.extend(check(lesson, &format!("try {}", at + 1), step)),
                None => wrong.push(format!("{}: try {} does nothing", lesson.id, at + 1)),
            }
        }
        for (at, line) in text.look.iter().enumerate() {
            let Some(step) = line.step else { continue };
            assert_eq!(step.edit(), None, "{}: look {} changes the text", lesson.id, at + 1);
            wrong.extend(check(lesson, &format!("look {}", at + 1), step));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a step promises and does not hold.
fn check(lesson: &Lesson, name: &str, step: Step) -> Vec<String> {
    let mut wrong = Vec::new();
    let before = simulate(lesson.manifest);
    let mut expect = |what: &str, promised: &str, is: String| {
        if promised != is {
            wrong.push(format!("{} {name}: {what} {promised}, but it is {is}", lesson.id));
        }
    };
    let after = match edited(lesson, step) {
        Ok(text) => simulate(&text),
        Err(why) => return vec![format!("{} {name}: {why}", lesson.id)],
    };
    if let Some((question, verdict)) = step.field("was").and_then(|was| was.rsplit_once(' ')) {
        expect("was", verdict, verdict_of(&routes(&before, question)));
    }
    if let Some((question, verdict)) = step.field("show").and_then(|show| show.rsplit_once(' ')) {
        let routes = routes(&after, question);
        expect("show", verdict, verdict_of(&routes));
        let endpoints = || routes.iter().flat_map(|route| &route.endpoints);
        if let Some(nodes) = step.field("nodes") {
            expect(
                "nodes",
                nodes,
                words(endpoints().filter_map(|endpoint| endpoint.node.as_deref().map(str::to_owned))),
            );
        }
        if let Some(families) = step.field("families") {
            let family = |route: &Route| if route.address.is_ipv6() { "6" } else { "4" }.to_owned();
            expect("families", families, words(routes.iter().map(family)));
        }
        if let Some(workloads) = step.field("to") {
            let pods: BTreeSet<String> = endpoints()
                .filter_map(|endpoint| endpoint.pod.as_ref())
                .map(|pod| pod.name.to_string())
                .collect();
            // A Pod's name begins with its workload's.
            let is_met = |workload: &str| pods.iter().any(|pod| pod.starts_with(workload));
            let is_promised = |pod: &String| workloads.split(' ').any(|workload| pod.starts_with(workload));
            let holds = workloads.split(' ').all(is_met) && pods.iter().all(is_promised);
            expect("to", workloads, if holds { workloads.to_owned() } else { format!("{pods:?}") });
        }
    }
    if let Some(Question::Dig { from, name, record_type }) = step.question() {
        let kind: RecordType = record_type.parse().expect("a type");
        let dig = after.dig(Some(from), name, kind);
        expect(
            "dig",
            "a known client",
            dig.map_or_else(|_| from.to_owned(), |_| "a known client".to_owned()),
        );
    }
    if let Some((service, counts)) = step.field("ready").and_then(|ready| ready.split_once(' ')) {
        expect("ready", counts, format!("{} -> {}", ready(&before, service), ready(&after, service)));
    }
    if let Some(codes) = step.field("problems") {
        expect("problems", codes, problems(&after));
    }
    wrong
}

/// The manifest after the step's edit, which can be taken back.
fn edited(lesson: &Lesson, step: Step) -> Result<String, &'static str> {
    let mut text = lesson.manifest.to_owned();
    let Some(edit) = step.edit() else { return Ok(text) };
    let Standing::Open(place, insert) = edit.standing(&text) else {
        return Err("the lines to change must be there once");
    };
    text.replace_range(place, &insert);
    let Standing::Made(place, back) = edit.standing(&text) else {
        return Err("the edit cannot be taken back");
    };
    let mut undone = text.clone();
    undone.replace_range(place, &back);
    if undone == lesson.manifest { Ok(text) } else { Err("taken back, the text is another one") }
}

fn simulate(text: &str) -> Simulation {
    Simulation::new(text, &Options::default())
}

fn routes(simulation: &Simulation, question: &str) -> Vec<Route> {
    let (from, to) = question.split_once(' ').expect("FROM TO VERDICT");
    let query =
        TraceQuery { from: from.parse().expect("a client"), via: None, to: to.parse().expect("a target") };
    simulation.trace(&query).unwrap_or_else(|error| panic!("{question}: {error}")).routes
}

/// The verdict of all routes, or `unresolved`.
fn verdict_of(routes: &[Route]) -> String {
    let verdicts = words(routes.iter().map(|route| format!("{:?}", route.verdict).to_lowercase()));
    if verdicts.is_empty() { "unresolved".to_owned() } else { verdicts }
}

fn ready(simulation: &Simulation, service: &str) -> usize {
    let slices = simulation.cluster.endpoint_slices.values();
    let of_service = slices.filter(|slice| {
        slice.metadata.labels.get("kubernetes.io/service-name").is_some_and(|name| name == service)
    });
    let is_ready = |endpoint: &&svclab::api::Endpoint| endpoint.conditions.ready != Some(false);
    of_service.flat_map(|slice| &slice.endpoints).filter(is_ready).count()
}

/// The codes of what is said of the text, or `none`.
fn problems(simulation: &Simulation) -> String {
    let codes = words(simulation.diagnostics.iter().map(|found| found.code.to_owned()));
    if codes.is_empty() { "none".to_owned() } else { codes }
}

/// Each word once, in order.
fn words(list: impl Iterator<Item = String>) -> String {
    list.collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>().join(" ")
}
