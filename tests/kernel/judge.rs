//! The judge: asks the kernel what `trace` was asked, cluster by cluster.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use svclab::network::Client;
use svclab::{Options, Simulation};

use crate::lab::{Alter, Lab};
use crate::question::{Finding, Question};

/// A line of a manifest that is a question.
const QUESTION: &str = "#? ";

/// A cluster of tests/kernel.
pub struct Case {
    pub name: String,
    text: String,
}

/// What came of a cluster.
#[derive(Default)]
pub struct Report {
    pub questions: usize,
    pub connections: usize,
    pub differences: Vec<String>,
}

impl Report {
    /// Of a cluster that cannot be judged.
    pub fn failed(why: String) -> Self {
        Report { differences: vec![format!("it cannot be judged: {why}")], ..Report::default() }
    }

    /// Of several clusters.
    pub fn sum(reports: Vec<Report>) -> Self {
        let mut sum = Report::default();
        for report in reports {
            sum.questions += report.questions;
            sum.connections += report.connections;
            sum.differences.extend(report.differences);
        }
        sum
    }
}

impl Case {
    /// Every cluster of tests/kernel, by name.
    pub fn all() -> Vec<Case> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kernel");
        let files = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let mut paths: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "yaml"));
        paths.sort();
        let case = |path: &PathBuf| Case {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            text: fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        };
        paths.iter().map(case).collect()
    }

    /// Builds the cluster with kube-proxy in a mode, and asks its questions, or only one. Fails if it cannot be built.
    pub fn examine(&self, mode: &str, only: Option<&str>, alter: Alter<'_>) -> Result<Report, String> {
        const WRITTEN: &str = "\nmode: iptables\n";
        if !self.text.contains(WRITTEN) {
            return Err("its KubeProxyConfiguration has no line `mode: iptables`".to_owned());
        }
        let text = self.text.replace(WRITTEN, &format!("\nmode: {mode}\n"));
        let simulation = Simulation::new(&text, &Options::default());
        if simulation.has_errors() {
            return Err(format!("it has errors: {:#?}", simulation.diagnostics));
        }
        let words = self.text.lines().filter_map(|line| line.strip_prefix(QUESTION));
        let words = words.filter(|words| only.is_none_or(|only| only == *words));
        let questions: Vec<Question> =
            words.map(|words| Question::new(words, &simulation)).collect::<Result<_, _>>()?;
        let clients: BTreeMap<String, Client> = questions
            .iter()
            .map(|question| (question.query.from.to_string(), question.query.from.clone()))
            .collect();
        let clients: Vec<Client> = clients.into_values().collect();
        let mut lab = Lab::build(&simulation, &clients, alter)?;
        let mut findings = together(&mut lab, &questions, &simulation)?;
        for question in questions.iter().filter(|question| question.is_alone()) {
            let home = home(&lab, question, &simulation)?;
            findings.push(question.ask_alone(&mut lab, &home, &simulation)?);
        }
        Ok(Report {
            questions: findings.len(),
            connections: findings.iter().map(|finding| finding.connections).sum(),
            differences: findings.into_iter().filter_map(|finding| finding.difference).collect(),
        })
    }
}

/// The questions that do not disturb each other: each client asks its own, all clients at the same time.
fn together(lab: &mut Lab, questions: &[Question], simulation: &Simulation) -> Result<Vec<Finding>, String> {
    let mut by_home: BTreeMap<String, Vec<&Question>> = BTreeMap::new();
    for question in questions.iter().filter(|question| !question.is_alone()) {
        by_home.entry(home(lab, question, simulation)?).or_default().push(question);
    }
    thread::scope(|scope| {
        let mut asking = Vec::new();
        for (name, namespace) in &mut lab.namespaces {
            let Some(questions) = by_home.remove(name) else { continue };
            asking.push(scope.spawn(move || {
                questions.iter().map(|question| question.ask(namespace)).collect::<Result<Vec<_>, _>>()
            }));
        }
        let mut findings = Vec::new();
        for client in asking {
            findings.extend(client.join().map_err(|_| "a question has panicked")??);
        }
        Ok(findings)
    })
}

fn home(lab: &Lab, question: &Question, simulation: &Simulation) -> Result<String, String> {
    let home = lab.map.home(&question.query.from, simulation);
    home.ok_or_else(|| format!("{}: nobody asks from there", question.words))
}
