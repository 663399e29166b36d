//! The lessons of the course hold what they promise.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/lessons.rs"]
mod lessons;

use lessons::LESSONS;
use svclab::diagnostic::Severity;
use svclab::locale::Language;
use svclab::{Options, Simulation};

#[test]
fn every_lesson_is_admitted_without_an_error() {
    for lesson in &LESSONS {
        let simulation = Simulation::new(lesson.manifest, &Options::default());
        let errors: Vec<_> =
            simulation.diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", lesson.id);
        assert!(!simulation.manifest.objects.is_empty(), "{}", lesson.id);
    }
}

#[test]
fn broken_lessons_have_warnings_and_the_others_have_none() {
    for lesson in &LESSONS {
        let simulation = Simulation::new(lesson.manifest, &Options::default());
        let warnings: Vec<_> = simulation
            .diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Warning)
            .map(|found| found.message.to_string())
            .collect();
        assert_eq!(!warnings.is_empty(), lesson.id.starts_with("broken-"), "{}: {warnings:#?}", lesson.id);
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
