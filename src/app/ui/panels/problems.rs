//! What is wrong with the text. A click goes to the place.

use svclab::diagnostic::{Diagnostic, Severity};
use svclab::text;
use yew::prelude::*;

use super::super::state::{Action, use_lab};

/// How many findings are listed: more would only make the page slow.
const LISTED: usize = 200;

/// The findings in the order of the text, the worst kind first.
#[component]
pub fn Problems() -> Html {
    let lab = use_lab();
    let language = lab.language;
    let simulation = &lab.run.standing;
    if lab.run.findings().is_empty() {
        let said = match simulation.manifest.objects.is_empty() {
            true => text!("The text holds no objects yet. Write a manifest, paste one, or open a lesson."),
            false => text!("No problems found."),
        };
        return html! { <p class="empty">{ language.text(said) }</p> };
    }
    let mut found: Vec<&Diagnostic> = lab.run.findings().iter().collect();
    found.sort_by_key(|found| found.severity);
    let entry = |found: &&Diagnostic| {
        let onclick = {
            let (dispatcher, span) = (lab.dispatcher(), found.span);
            move |_| dispatcher.dispatch(Action::Reveal(span))
        };
        let line = simulation.source.position(found.span.start).line;
        html! {
            <li>
                <button type="button" data-code={found.code} data-severity={severity_word(found.severity)} {onclick}>
                    <span class={classes!("mark", severity_word(found.severity))}>
                        { language.text(severity_name(found.severity)) }
                    </span>
                    <span class="finding">
                        <span class="message">{ language.say(&found.message) }</span>
                        if let Some(help) = &found.help {
                            <span class="help">{ language.say(help) }</span>
                        }
                    </span>
                    <span class="place">
                        if let Some(object) = &found.object {
                            <span>{ format!("{} {}", object.kind, object.name) }</span>
                        }
                        <span>{ language.say(&svclab::message!("line {line}", line = line)) }</span>
                    </span>
                </button>
            </li>
        }
    };
    let more = found.len().saturating_sub(LISTED);
    html! {
        <>
            <ul class="problems">{ for found.iter().take(LISTED).map(entry) }</ul>
            if more > 0 {
                <p class="empty">{ language.say(&svclab::message!("and {count} more", count = more)) }</p>
            }
        </>
    }
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
