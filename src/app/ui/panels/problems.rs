//! What is wrong with the text, object by object: what it is, what a cluster would show of it, and how to mend it.

use svclab::diagnostic::{Diagnostic, Severity, Subject};
use svclab::{lint, message, text};
use yew::prelude::*;

use super::super::state::{Action, Lab, use_lab};

/// How many findings are listed: more would only make the page slow.
const LISTED: usize = 200;

/// The findings by object, the objects in the order of the text.
#[component]
pub fn Problems() -> Html {
    let lab = use_lab();
    let language = lab.language;
    let found = lab.run.findings();
    if found.is_empty() {
        return match lab.run.standing.manifest.objects.is_empty() {
            true => {
                let said =
                    text!("The text holds no objects yet. Write a manifest, paste one, or open a lesson.");
                html! { <p class="empty">{ language.text(said) }</p> }
            }
            false => html! {
                <p class="empty">
                    { language.text(text!("Nothing wrong that can be seen from the text.")) }
                    <span class="help">
                        { language.text(text!("Whether a program listens on its port, and on which address, no manifest says.")) }
                    </span>
                </p>
            },
        };
    }
    let more = found.len().saturating_sub(LISTED);
    html! {
        <>
            { for groups(&found[..found.len() - more]).into_iter().map(|group| group_html(&lab, &group)) }
            if more > 0 {
                <p class="empty">{ language.say(&message!("and {count} more", count = more)) }</p>
            }
        </>
    }
}

/// What is found about one object, or about text that is none.
struct Group<'a> {
    object: Option<&'a Subject>,
    findings: Vec<&'a Diagnostic>,
}

/// In each group the worst comes first.
fn groups(found: &[Diagnostic]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for finding in found {
        let object = finding.object.as_ref();
        match groups.iter_mut().find(|group| group.object.map(key) == object.map(key)) {
            Some(group) => group.findings.push(finding),
            None => groups.push(Group { object, findings: vec![finding] }),
        }
    }
    for group in &mut groups {
        group.findings.sort_by_key(|finding| finding.severity);
    }
    groups
}

/// Who is meant: an object without a namespace may be one of the default namespace.
fn key(object: &Subject) -> (&str, &str, &str) {
    (&object.kind, shown_namespace(object), &object.name)
}

fn shown_namespace(object: &Subject) -> &str {
    if object.namespace == "default" { "" } else { &object.namespace }
}

fn group_html(lab: &Lab, group: &Group<'_>) -> Html {
    let title = match group.object {
        None => lab.language.text(text!("Text")).to_owned(),
        Some(object) => match shown_namespace(object) {
            "" => format!("{} {}", object.kind, object.name),
            namespace => format!("{} {namespace}/{}", object.kind, object.name),
        },
    };
    html! {
        <section class="problems">
            <h3>{ title }</h3>
            <ul>{ for group.findings.iter().map(|finding| finding_html(lab, finding)) }</ul>
        </section>
    }
}

fn finding_html(lab: &Lab, found: &Diagnostic) -> Html {
    let language = lab.language;
    let severity = severity_word(found.severity);
    let line = lab.run.standing.source.position(found.span.start).line;
    let reveal = {
        let (dispatcher, span) = (lab.dispatcher(), found.span);
        move |_| dispatcher.dispatch(Action::Reveal(span))
    };
    let rule = lint::rule(found.code);
    html! {
        <li data-code={found.code} data-severity={severity}>
            <button type="button" class="finding" onclick={reveal}>
                <span class={classes!("mark", severity)}>{ language.text(severity_name(found.severity)) }</span>
                <span class="message">{ language.say(&found.message) }</span>
                <span class="line">{ language.say(&message!("line {line}", line = line)) }</span>
            </button>
            <div class="advice">
                if let Some(help) = &found.help {
                    <p>{ language.say(help) }</p>
                }
                if let Some(rule) = rule {
                    <p class="symptom">
                        <span>{ language.text(text!("In a cluster")) }</span>
                        { language.text(rule.symptom) }
                    </p>
                }
                <p class="ways">
                    if let Some(fix) = &found.fix {
                        <button type="button" class="fix" onclick={mend(lab, fix.edits.clone())}>
                            { language.say(&fix.title) }
                        </button>
                    }
                    if rule.is_some() {
                        <a href={format!("rules/{}.html", found.code)} target="_blank" rel="noopener">
                            { found.code }
                        </a>
                    } else {
                        <code>{ found.code }</code>
                    }
                </p>
            </div>
        </li>
    }
}

fn mend(lab: &Lab, edits: Vec<(svclab::source::Span, String)>) -> Callback<MouseEvent> {
    let dispatcher = lab.dispatcher();
    Callback::from(move |_| dispatcher.dispatch(Action::Fix(edits.clone())))
}

/// The word of a severity in the style sheet.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "info",
    }
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => text!("Error"),
        Severity::Warning => text!("Warning"),
        Severity::Info => text!("Note"),
    }
}
