//! What holds of every text, however broken: an answer, spans that lie in it, the same answer again.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;

use svclab::api::{Deployment, Pod, Service};
use svclab::assist;
use svclab::cluster::Cluster;
use svclab::diagnostic::Diagnostic;
use svclab::manifest::{self, FieldPath, Node, RawObject, Value};

use svclab::source::{Source, Span};
use svclab::{Options, Simulation};

/// Pieces that make up manifests, good and bad.
const PIECES: &[&str] = &[
    "apiVersion: v1\n",
    "kind: Service\n",
    "kind: List\nitems:\n",
    "apiVersion: apps/v1\nkind: Deployment\n",
    "metadata:\n",
    "  name: 서비스\n",
    "spec:\n",
    "  ports:\n",
    "  - port: \"80\"\n",
    "    targetPort: on\n",
    "  selectors: {a: 1, ",
    "}",
    "]",
    "- ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "---\n",
    "...\n",
    "```yaml\n",
    "```\n",
    "> ",
    "$ kubectl apply -f - <<EOF\n",
    "&a ",
    "*a ",
    "<<: ",
    "? ",
    ": ",
    "|\n",
    "'",
    "\"",
    "!!int ",
    "{{ .a }}",
    "@",
    "：",
    "\u{a0}",
    "\u{feff}",
    "😀",
    "#",
    "{\"a\": 0x1F}\n",
    "[1, 1e3, ~",
    "%YAML 1.1\n",
];

fn any_text() -> impl Strategy<Value = String> {
    let pieces =
        prop::collection::vec(prop::sample::select(PIECES), 0..40).prop_map(|pieces| pieces.concat());
    let cut = (pieces, any::<prop::sample::Index>()).prop_map(|(text, at)| {
        let at = at.index(text.len() + 1);
        (0..=at).rev().find_map(|at| text.get(..at)).unwrap_or_default().to_owned()
    });
    prop_oneof![4 => cut, 1 => any::<String>()]
}

fn decode(object: &RawObject) -> Vec<Diagnostic> {
    let found = match object.subject.kind.as_str() {
        "Service" => manifest::decode::<Service>(object).err(),
        "Deployment" => manifest::decode::<Deployment>(object).err(),
        _ => manifest::decode::<Pod>(object).err(),
    };
    found.unwrap_or_default()
}

fn spans_of(node: &Node, spans: &mut Vec<Span>) {
    spans.push(node.span);
    match &node.value {
        Value::Sequence(items) => items.iter().for_each(|item| spans_of(item, spans)),
        Value::Mapping(entries) => entries.iter().for_each(|entry| {
            spans.push(entry.key_span);
            spans_of(&entry.value, spans);
        }),
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn spans_lie_in_the_text_and_reading_is_repeatable(text in any_text()) {
        let source = Source::new(text.as_str());
        let (read, mut found) = manifest::read(&source);
        let again = manifest::read(&source);
        prop_assert!((&read, &found) == (&again.0, &again.1));
        let mut spans = Vec::new();
        for object in &read.objects {
            found.extend(decode(object));
            spans.push(object.span);
            spans_of(&object.node, &mut spans);
            let path = FieldPath::new("spec").child("ports").index(1).child("nodePort");
            spans.push(manifest::locate(&object.node, &path));
        }
        for diagnostic in &found {
            spans.push(diagnostic.span);
            let edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
            let mut behind = 0;
            for (span, _) in edits {
                prop_assert!(behind <= span.start, "edits overlap: {:?}", diagnostic);
                behind = span.end;
                spans.push(*span);
            }
        }
        for Span { start, end } in spans {
            prop_assert!(text.get(start..end).is_some(), "{start}..{end} of {text:?}");
        }
    }

    #[test]
    fn the_same_text_gives_the_same_bytes(text in any_text()) {
        let answer = || {
            let simulation = Simulation::new(&text, &Options::default());
            for Span { start, end } in simulation.diagnostics.iter().map(|found| found.span) {
                prop_assert!(text.get(start..end).is_some(), "{start}..{end} of {text:?}");
            }
            Ok(serde_json::to_vec(&simulation.check()).expect("JSON"))
        };
        prop_assert_eq!(answer()?, answer()?);
    }

    #[test]
    fn an_editor_gets_an_answer_at_every_place(text in any_text(), at in any::<prop::sample::Index>()) {
        let source = Source::new(text);
        let offset = source.from_utf16(at.index(source.text().len() + 1));
        let found = assist::complete(&source, offset, &Cluster::default());
        let word = found.map_or(Span::new(offset, offset), |found| found.word);
        prop_assert!(word.touches(offset));
        assist::hover(&source, offset);
        for target in assist::definition(&source, offset) {
            prop_assert!(source.text().get(target.span.start..target.span.end).is_some());
        }
        if let Ok(edits) = assist::tidy(&source) {
            prop_assert!(edits.is_sorted_by(|(before, _), (after, _)| before.end <= after.start));
        }
    }

    #[test]
    fn positions_go_both_ways(text in any::<String>(), at in any::<prop::sample::Index>()) {
        let source = Source::new(text.as_str());
        let offset = (0..=at.index(text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        prop_assert_eq!(source.utf16(offset), text[..offset].encode_utf16().count());
        prop_assert_eq!(source.from_utf16(source.utf16(offset)), offset);
    }
}
