//! One run: what was asked for, each cluster in turn, the sum.

use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

use svclab::cluster::ProxyMode;

use crate::judge::{Case, Report};
use crate::{agent, mutants, scripts};

/// The word with which the program starts itself in a namespace of its own.
const INSIDE: &str = "inside";
const MODES: [&str; 2] = ["iptables", "nftables"];
/// Clusters that are judged at the same time.
const AT_ONCE: usize = 4;

/// Runs what the arguments ask for.
pub fn run() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        [agent::WORD] => {
            agent::serve();
            ExitCode::SUCCESS
        }
        [INSIDE, modes, pattern @ ..] => judge(modes, pattern.first().copied().unwrap_or_default()),
        [modes, ..] if *modes == "both" || MODES.contains(modes) => go_inside(&words),
        _ => {
            println!("SKIPPED kernel: it wants root, and to be asked: cargo xtask test --only kernel");
            ExitCode::SUCCESS
        }
    }
}

/// Becomes the same program in a network namespace of its own: from there the machine's own network is out of reach.
fn go_inside(words: &[&str]) -> ExitCode {
    let program = std::env::current_exe().unwrap_or_default();
    let error = Command::new("unshare").arg("--net").arg(program).arg(INSIDE).args(words).exec();
    println!("kernel: unshare: {error}");
    ExitCode::FAILURE
}

fn judge(modes: &str, pattern: &str) -> ExitCode {
    let all = Case::all();
    let mut holds = true;
    for mode in MODES.into_iter().filter(|mode| [*mode, "both"].contains(&modes)) {
        let cases: Vec<&Case> = all.iter().filter(|case| case.name.contains(pattern)).collect();
        holds &= judge_clusters(mode, &cases);
        if pattern.is_empty() {
            holds &= mutants::are_found_out(mode, &all) & scripts_load(mode);
        }
    }
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn judge_clusters(mode: &str, cases: &[&Case]) -> bool {
    let start = Instant::now();
    let reports = each(cases, |case| {
        let report = case.examine(mode, None, &|rules| rules).unwrap_or_else(Report::failed);
        tell(mode, case, &report);
        report
    });
    let Report { questions, connections, differences } = Report::sum(reports);
    println!(
        "kernel, {mode}: {} clusters, {questions} questions, {connections} connections, {} differences, {:.0} s",
        cases.len(),
        differences.len(),
        start.elapsed().as_secs_f64()
    );
    differences.is_empty()
}

/// Does some pieces of work at the same time, in order. Most of the time is spent waiting for silence.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let waiting = Mutex::new(items.iter());
    let next = || waiting.lock().expect("nobody panics with the lock").next();
    thread::scope(|scope| {
        let worker = || std::iter::from_fn(next).map(&work).collect::<Vec<R>>();
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(worker)).collect();
        workers.into_iter().flat_map(|worker| worker.join().expect("no work panics")).collect()
    })
}

fn tell(mode: &str, case: &Case, report: &Report) {
    let Report { questions, connections, differences } = report;
    let verdict = if differences.is_empty() { "as traced" } else { "NOT AS TRACED" };
    let differences: String = differences.iter().map(|difference| format!("\n    {difference}")).collect();
    println!(
        "{mode} {}: {questions} questions, {connections} connections, {verdict}{differences}",
        case.name
    );
}

fn scripts_load(mode: &str) -> bool {
    let loaded =
        scripts::load_all(if mode == "iptables" { ProxyMode::Iptables } else { ProxyMode::Nftables });
    match &loaded {
        Ok(count) => println!("kernel, {mode}: {count} scripts of rules load"),
        Err(why) => println!("kernel, {mode}: rules do NOT LOAD: {why}"),
    }
    loaded.is_ok()
}
