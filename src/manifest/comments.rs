//! Comments that mean something: `# svclab: allow …`, `# expect: …`.

use super::Manifest;
use super::tree::{Node, Value};
use crate::source::Span;

/// A comment that begins with certain words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Comment {
    /// What stands behind these words, without the white space around it.
    pub said: Span,
    /// The line in which it stands, without its end.
    pub line: Span,
    /// True if nothing else stands in its line.
    pub is_alone: bool,
}

/// The comments of the text that begin with `mark`, in their order. A `#` in a value begins none.
pub fn comments<'a>(
    text: &'a str,
    manifest: &'a Manifest,
    mark: &'a str,
) -> impl Iterator<Item = Comment> + 'a {
    text.match_indices(mark).filter_map(move |(at, _)| {
        let line = line_of(text, at);
        let before = text[line.start..at].trim_end_matches([' ', '\t']).strip_suffix('#')?;
        let begins = before.is_empty() || before.ends_with([' ', '\t']);
        if !begins || before.trim_start().starts_with('#') || is_in_a_value(manifest, at) {
            return None;
        }
        let rest = &text[at + mark.len()..line.end];
        let start = line.end - rest.trim_start().len();
        let said = Span::new(start, start + rest.trim().len());
        Some(Comment { said, line, is_alone: before.trim().is_empty() })
    })
}

/// The line around a place, without its end.
pub fn line_of(text: &str, at: usize) -> Span {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    Span::new(start, text[at..].find('\n').map_or(text.len(), |newline| at + newline))
}

fn is_in_a_value(manifest: &Manifest, at: usize) -> bool {
    manifest.objects.iter().any(|raw| holds_in_a_value(&raw.node, at))
}

/// True for a place in a value of the text, where `#` starts no comment.
fn holds_in_a_value(node: &Node, at: usize) -> bool {
    if node.is_alias || at < node.span.start || at > node.span.end {
        return false;
    }
    match &node.value {
        Value::Mapping(entries) => entries.iter().any(|entry| holds_in_a_value(&entry.value, at)),
        Value::Sequence(items) => items.iter().any(|item| holds_in_a_value(item, at)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::manifest::read;
    use crate::source::Source;

    fn found(text: &str) -> Vec<(&str, bool)> {
        let (manifest, _) = read(&Source::new(text));
        let comments = comments(text, &manifest, "expect:");
        comments.map(|one| (&text[one.said.start..one.said.end], one.is_alone)).collect()
    }

    #[test]
    fn comments_stand_between_values_and_behind_them() {
        assert_eq!(found("# expect: a b \r\n#expect:c\nkind: A"), [("a b", true), ("c", true)]);
        assert_eq!(found("kind: A # expect: a\nspec:\n  # expect: b\n  c: d\n"), [("a", false), ("b", true)]);
        assert_eq!(
            found("kind: A\ndata:\n  a: |\n    # no\n# expect: a\n---\n# expect: b\n"),
            [("a", true), ("b", true)]
        );
    }

    #[test]
    fn values_and_other_comments_hold_none() {
        let text = "kind: A\napiVersion: v1\ndata:\n  a: \"# expect: a\"\n  b: |\n    # expect: b\n  c: x#expect:c\n# say # expect: d\n";
        assert_eq!(found(text), []);
        assert_eq!(found("{\"kind\": \"A\", \"apiVersion\": \"v1\", \"a\": \"x # expect: b\"}"), []);
    }
}
