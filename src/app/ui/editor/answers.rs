//! What the page answers when the editor asks about a place in the text, as JSON.

use serde::Serialize;
use svclab::assist::{self, Completion, Hover, Refusal};
use svclab::cluster::Cluster;
use svclab::source::{Source, Span};
use svclab::text;

use super::Edit;

/// Answers a question about a place, counted in UTF-16 code units. `null` where there is nothing to say.
///
/// The text is the editor's own: it may be a letter ahead of what the page knows.
pub fn answer(question: &str, text: &str, units: usize, cluster: &Cluster) -> String {
    let asked = Asked { source: Source::new(text), cluster };
    let offset = asked.source.from_utf16(units);
    match question {
        "complete" => json(&asked.complete(offset)),
        "hover" => json(&asked.hover(offset)),
        "define" => json(&asked.places(offset)),
        "tidy" => json(&asked.tidy()),
        _ => json(&()),
    }
}

struct Asked<'a> {
    source: Source,
    cluster: &'a Cluster,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Completing {
    from: usize,
    to: usize,
    replaces: usize,
    is_value: bool,
    items: Vec<Completion>,
}

#[derive(Serialize)]
struct Hovering {
    from: usize,
    to: usize,
    #[serde(flatten)]
    hover: Hover,
    targets: Vec<Place>,
}

#[derive(Serialize)]
struct Place {
    name: String,
    from: usize,
    to: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Tidied {
    Edits(Vec<Edit>),
    Refused(&'static str),
}

impl Asked<'_> {
    fn complete(&self, offset: usize) -> Option<Completing> {
        let found = assist::complete(&self.source, offset, self.cluster)?;
        let (from, to) = self.utf16(found.word);
        let replaces = self.source.utf16(found.replaces.start);
        Some(Completing { from, to, replaces, is_value: found.is_value, items: found.items })
    }

    fn hover(&self, offset: usize) -> Option<Hovering> {
        let hover = assist::hover(&self.source, offset)?;
        let (from, to) = self.utf16(hover.span);
        Some(Hovering { from, to, hover, targets: self.places(offset) })
    }

    fn places(&self, offset: usize) -> Vec<Place> {
        let place = |target: assist::Target| {
            let (from, to) = self.utf16(target.span);
            Place { name: target.name, from, to }
        };
        assist::definition(&self.source, offset).into_iter().map(place).collect()
    }

    fn tidy(&self) -> Tidied {
        let edit = |(span, insert)| {
            let (from, to) = self.utf16(span);
            Edit { from, to, insert }
        };
        match assist::tidy(&self.source) {
            Ok(edits) => Tidied::Edits(edits.into_iter().map(edit).collect()),
            Err(Refusal::Broken) => Tidied::Refused(BROKEN),
            Err(Refusal::Unsure) => Tidied::Refused(UNSURE),
        }
    }

    fn utf16(&self, span: Span) -> (usize, usize) {
        (self.source.utf16(span.start), self.source.utf16(span.end))
    }
}

/// Why a text is not formatted; the editor puts them into the reader's language.
pub const BROKEN: &str = text!("A broken text is not formatted: mend it first");
/// See [`BROKEN`].
pub const UNSURE: &str = text!("Not formatted: the text might then say something else");

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
