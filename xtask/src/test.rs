//! `cargo xtask test`: the steps, and what came of them.

mod steps;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use crate::console::{begin, say, spoken};
use crate::machine::Machine;
use crate::tools::Tool;
use steps::{STEPS, Step};

/// What came of a step.
enum Outcome {
    Ok,
    Failed(String),
    Skipped(String),
}

/// Prints the steps.
pub fn list() {
    for step in STEPS {
        println!("{:12} {} ({})", step.name, step.what, step.about);
    }
}

/// The steps that the words after `test` name, with the steps that these need; all of them if no words are given.
pub fn choose(arguments: &[&str]) -> Result<Vec<&'static Step>, String> {
    let mut names = BTreeSet::new();
    let mut rest = arguments;
    while let Some((first, others)) = rest.split_first() {
        let (name, others) = match (first, others) {
            (&"--only", [name, others @ ..]) => (name, others),
            _ => return Err(format!("test takes --only STEP or --list, not {}", rest.join(" "))),
        };
        let step = STEPS.iter().find(|step| step.name == *name).ok_or_else(|| {
            let known: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
            format!("there is no step {name}: the steps are {}", known.join(", "))
        })?;
        names.extend([Some(step.name), step.after].into_iter().flatten());
        rest = others;
    }
    Ok(STEPS.iter().filter(|step| names.is_empty() || names.contains(step.name)).collect())
}

/// Runs the steps, all of them even when some fail, and fails if any did.
pub fn run(machine: &mut Machine, steps: &[&'static Step]) -> Result<(), String> {
    let start = Instant::now();
    let needed: BTreeSet<Tool> = steps.iter().flat_map(|step| step.needs).copied().collect();
    machine.provide(&needed.into_iter().collect::<Vec<_>>())?;
    let mut report = vec![format!("setup {}", spoken(start.elapsed()))];
    let mut failed: Vec<(&str, String)> = Vec::new();
    for step in steps {
        let (outcome, time) = attempt(machine, step, &failed);
        let word = match outcome {
            Outcome::Ok => "ok",
            Outcome::Skipped(reason) => {
                say(&format!("SKIPPED {}: {reason}", step.name));
                "SKIPPED"
            }
            Outcome::Failed(reason) => {
                say(&format!("FAILED {}: {reason}", step.name));
                failed.push((step.name, reason));
                "FAILED"
            }
        };
        report.push(format!("{} {word} {}", step.name, spoken(time)));
    }
    eprintln!();
    for (name, reason) in &failed {
        say(&format!("{name} failed: {reason}; again: cargo xtask test --only {name}"));
    }
    say(&format!("{}; all in {}", report.join(", "), spoken(start.elapsed())));
    if failed.is_empty() { Ok(()) } else { Err(format!("{} of {} steps failed", failed.len(), steps.len())) }
}

fn attempt(machine: &Machine, step: &Step, failed: &[(&str, String)]) -> (Outcome, Duration) {
    begin(&format!("{}: {}", step.name, step.what), step.about);
    let start = Instant::now();
    let outcome = if let Some(reason) = machine.lacking(step.needs) {
        if step.optional { Outcome::Skipped(reason.to_owned()) } else { Outcome::Failed(reason.to_owned()) }
    } else if let Some((before, _)) = failed.iter().find(|(name, _)| Some(*name) == step.after) {
        Outcome::Skipped(format!("{before} failed"))
    } else {
        (step.run)(machine).map_or_else(Outcome::Failed, |()| Outcome::Ok)
    };
    (outcome, start.elapsed())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(arguments: &[&str]) -> Vec<&'static str> {
        choose(arguments).expect("known steps").iter().map(|step| step.name).collect()
    }

    #[test]
    fn a_step_brings_the_one_it_needs() {
        assert_eq!(names(&["--only", "e2e", "--only", "format"]), ["format", "page", "e2e"]);
        assert_eq!(names(&[]).len(), STEPS.len());
    }

    #[test]
    fn an_unknown_step_is_told_the_known_ones() {
        let reason = choose(&["--only", "x"]).err().expect("there is no step x");
        assert!(reason.contains("format, clippy"), "{reason}");
    }
}
