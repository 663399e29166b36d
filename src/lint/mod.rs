//! What is accepted but will not do what it seems to. One rule, one file.
//!
//! A rule looks at the finished cluster and says what is certain from the text, with the value at fault. It names the
//! object and the field; where that stands in the text, and what a change to it looks like there, is found out at the
//! edge (`place`, `repair`).
//!
//! The first comment of a rule's file is its page (`page`): what it is about, why, where it comes from, and two
//! manifests, one about which the rule speaks and the nearest one about which it does not.

mod allow;
mod facts;
mod finding;
mod mentions;
mod page;
mod place;
mod repair;
mod templates;
mod tree;

/// The table of a section: its rules, and the text of their files, from which their pages come. Whoever shows no page
/// carries no text.
macro_rules! rules {
    ($($file:ident),* $(,)?) => {
        pub(super) const RULES: &[&super::Rule] = &[$(&$file::RULE),*];
        pub(super) const FILES: &[&str] = &[$(include_str!(concat!(stringify!($file), ".rs"))),*];
    };
}

mod endpoints;
mod names;
mod playground;
mod pointers;
mod ports;
mod reach;
mod readiness;
mod reading;
mod selection;
mod versions;

pub use allow::allow;
pub(crate) use finding::To;
pub use page::{Page, page};
pub(crate) use repair::edit;

use facts::Facts;
use finding::Finding;

use crate::controllers::Reconciled;
use crate::diagnostic::{Diagnostic, Severity};
use crate::manifest::Manifest;
use crate::source::Source;

/// What there is to find.
#[derive(Debug)]
pub struct Rule {
    /// A stable kebab-case word.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What a real cluster shows of it, as people search for it.
    pub symptom: &'static str,
    /// How it is found. None if another room says it when it reads or admits the text.
    check: Option<Check>,
}

type Check = fn(&Facts<'_>, &mut Vec<Finding>);

/// The rules by section, in the order in which they look.
const SECTIONS: &[&[&Rule]] = &[
    selection::RULES,
    ports::RULES,
    readiness::RULES,
    reach::RULES,
    names::RULES,
    endpoints::RULES,
    pointers::RULES,
    versions::RULES,
    playground::RULES,
    reading::RULES,
];

/// Every rule.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    SECTIONS.iter().copied().flatten().copied()
}

/// The rule of a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    rules().find(|rule| rule.code == code)
}

/// Everything that the rules find in a cluster whose controllers have run. What is about objects that every cluster
/// has is left out.
pub fn lint(source: &Source, manifest: &Manifest, reconciled: &Reconciled) -> Vec<Diagnostic> {
    let facts = Facts::new(manifest, reconciled);
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for rule in rules() {
        let Some(check) = rule.check else { continue };
        let mut findings = Vec::new();
        check(&facts, &mut findings);
        diagnostics
            .extend(findings.into_iter().filter_map(|found| place::place(&facts, source, rule, found)));
    }
    // The Pods of one workload share its text: what is said of all of them is said once.
    diagnostics.dedup();
    diagnostics
}
