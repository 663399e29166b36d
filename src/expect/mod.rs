//! Comments that say what must come of the text: `# expect: trace pod:shop/client web:80 delivered`.
//!
//! An expectation speaks of the cluster that the text makes, before anything is changed in it. One that holds is
//! counted; one that does not, or cannot be read, is an error at its words. docs/expect.md is the page for people.

mod dig;
mod endpoints;
mod facts;
mod finding;
mod trace;
mod words;

use crate::cluster::Cluster;
use crate::diagnostic::{Diagnostic, Fix, Severity};
use crate::manifest::{Manifest, chunks, comments};
use crate::message;
use crate::message::Message;
use crate::source::{Source, Span};
use facts::Facts;
use words::{Unreadable, Words};

/// What a comment begins with.
const MARK: &str = "expect:";
/// What is not as expected.
const FAILED: &str = "expectation-failed";
/// What cannot be read.
const UNREADABLE: &str = "expectation-unreadable";
/// More expectations than these are not looked at, as every one is asked again at every key.
pub const MAX_EXPECTATIONS: usize = 100;
/// A longer one is not read.
pub const MAX_LENGTH: usize = 1_000;

/// True for what is said of an expectation: it is an error, and nothing of the manifests is rejected.
pub fn is_about_expectation(found: &Diagnostic) -> bool {
    [FAILED, UNREADABLE].contains(&found.code)
}

/// The expectations of a text.
#[derive(Debug, Default)]
pub struct Expectations {
    list: Vec<Expectation>,
    unreadable: Vec<Diagnostic>,
}

/// What came of the expectations of a text.
#[derive(Debug, Clone, Default)]
pub struct Judgement {
    /// The words of those that hold, in the order of the text.
    pub held: Vec<Span>,
    /// What is said of the others.
    pub failed: Vec<Diagnostic>,
    /// Findings that are expected: code, severity, and the part of the text.
    findings: Vec<(String, Severity, Span)>,
}

impl Judgement {
    /// True if the text expects nothing.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty() && self.failed.is_empty()
    }

    /// True for a finding that the text expects.
    pub fn expects(&self, found: &Diagnostic) -> bool {
        self.findings.iter().any(|(code, severity, part)| {
            *code == found.code && *severity == found.severity && finding::is_in(*part, found)
        })
    }
}

#[derive(Debug)]
struct Expectation {
    /// All its words.
    span: Span,
    document: usize,
    question: Question,
}

#[derive(Debug)]
enum Question {
    Trace(trace::Question),
    Dig(dig::Question),
    Endpoints(endpoints::Question),
    Finding(finding::Question),
}

/// Why an expectation does not hold.
#[derive(Debug)]
struct Failure {
    /// The words at fault.
    span: Span,
    message: Message,
    /// Why, where that is known.
    why: Option<Message>,
    /// What to write there instead for it to hold, if that can be said in its words.
    actual: Option<String>,
}

/// The expectations in the comments of a text.
pub fn expectations(source: &Source, manifest: &Manifest) -> Expectations {
    let text = source.text();
    let mut found = Expectations::default();
    let mut parts = Vec::new();
    for (count, comment) in comments(text, manifest, MARK).enumerate() {
        if parts.is_empty() {
            parts = parts_of(text);
        }
        let index = parts.partition_point(|part| part.end <= comment.said.start);
        let part = parts[index];
        let is_here = |start: usize| (part.start..part.end).contains(&start);
        let in_part = manifest.objects.iter().find(|raw| is_here(raw.span.start));
        let document = in_part.map_or(index, |raw| raw.document);
        if count == MAX_EXPECTATIONS {
            found.unreadable.push(unreadable(document, too_many(comment.said)));
            break;
        }
        let said = without_remark(text, comment.said);
        match read(text, said, part) {
            Ok(question) => found.list.push(Expectation { span: said, document, question }),
            Err(wrong) => found.unreadable.push(unreadable(document, wrong)),
        }
    }
    found
}

/// What stands between lines of `---`. What is missing at the end of the text is missing in the last part.
fn parts_of(text: &str) -> Vec<Span> {
    let parts = chunks(text).into_iter();
    parts.map(|part| Span::new(part.start, part.end + usize::from(part.end == text.len()))).collect()
}

fn too_many(span: Span) -> Unreadable {
    let message =
        message!("Only the first {limit} expectations of a text are checked", limit = MAX_EXPECTATIONS);
    let help = message!("Split the text into several files, and check each by itself");
    Unreadable { span, message, help }
}

/// An expectation may be explained: `# expect: endpoints web 2 # one is not ready`.
fn without_remark(text: &str, said: Span) -> Span {
    let words = &text[said.start..said.end];
    let end = words.find(" #").map_or(words, |at| words[..at].trim_end()).len();
    Span::new(said.start, said.start + end)
}

fn read(text: &str, said: Span, part: Span) -> Result<Question, Unreadable> {
    let mut words = Words::new(text, said);
    if said.end - said.start > MAX_LENGTH {
        let message = message!("An expectation of more than {limit} bytes is not read", limit = MAX_LENGTH);
        let help = message!("Write several shorter ones");
        return Err(Unreadable { span: said, message, help });
    }
    let verb = words.next();
    match verb.map(|verb| verb.text) {
        Some("trace") => trace::Question::read(words).map(Question::Trace),
        Some("dig") => dig::Question::read(words).map(Question::Dig),
        Some("endpoints") => endpoints::Question::read(words).map(Question::Endpoints),
        Some("error") => finding::Question::read(words, Severity::Error, part).map(Question::Finding),
        Some("warning") => finding::Question::read(words, Severity::Warning, part).map(Question::Finding),
        Some("info") => finding::Question::read(words, Severity::Info, part).map(Question::Finding),
        _ => {
            let message = match verb {
                Some(verb) => message!("\"{word}\" is nothing that can be expected", word = verb.text),
                None => message!("This comment does not say what is expected"),
            };
            let help = message!("Expect one of trace, dig, endpoints, error, warning and info");
            let span = verb.map_or_else(|| words.end(), |verb| verb.span);
            Err(Unreadable { span, message, help })
        }
    }
}

impl Expectations {
    /// True if the text expects nothing.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty() && self.unreadable.is_empty()
    }

    /// Asks a cluster whose controllers have run, about whose text all this was found.
    pub fn judge<'a>(self, cluster: &Cluster, found: impl Iterator<Item = &'a Diagnostic>) -> Judgement {
        let found = if self.list.is_empty() { Vec::new() } else { found.collect() };
        let facts = Facts::new(cluster, found);
        let mut judgement = Judgement { failed: self.unreadable, ..Judgement::default() };
        for one in self.list {
            let outcome = match &one.question {
                Question::Trace(question) => question.judge(&facts),
                Question::Dig(question) => question.judge(&facts),
                Question::Endpoints(question) => question.judge(&facts),
                Question::Finding(question) => question.judge(&facts),
            };
            match outcome {
                Err(failure) => judgement.failed.push(failed(one.document, failure)),
                Ok(()) => {
                    judgement.held.push(one.span);
                    if let Question::Finding(question) = one.question {
                        judgement.findings.push((question.code, question.severity, question.part));
                    }
                }
            }
        }
        judgement
    }
}

fn failed(document: usize, failure: Failure) -> Diagnostic {
    let Failure { span, message, why, actual } = failure;
    let help = why.unwrap_or_else(|| message!("Mend the manifests, or expect what is"));
    let fix = actual.map(|actual| Fix {
        title: message!("Expect what is: {actual}", actual = actual),
        edits: vec![(span, actual)],
    });
    diagnostic(FAILED, document, span, message, help, fix)
}

fn unreadable(document: usize, wrong: Unreadable) -> Diagnostic {
    diagnostic(UNREADABLE, document, wrong.span, wrong.message, wrong.help, None)
}

fn diagnostic(
    code: &'static str,
    document: usize,
    span: Span,
    message: Message,
    help: Message,
    fix: Option<Fix>,
) -> Diagnostic {
    Diagnostic {
        severity: Severity::Error,
        code,
        reason: None,
        message,
        help: Some(help),
        object: None,
        path: None,
        document,
        span,
        fix,
    }
}
