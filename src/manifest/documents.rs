//! A text cut into its YAML documents, each read by itself: one that is broken takes no other with it.

use std::ops::Range;

use granit_parser::ErrorKind;

use super::budget::Budget;
use super::parse::{self, Broken, Fault};
use super::tree::Node;
use crate::source::Span;

/// One document: what it says, or why it cannot be read.
pub struct Document {
    /// The text between two lines of `---` in which it stands.
    pub chunk: Range<usize>,
    /// The line of `...` that ends the document before it in the same chunk.
    pub dots: Option<Span>,
    /// What it says.
    pub content: Result<Node, Broken>,
}

/// Reads the documents of the text in order, until there are too many. One without content is there too, and is null.
pub fn documents(text: &str, mut budget: Budget) -> Vec<Document> {
    let mut found = Vec::new();
    for chunk in chunks(text) {
        let mut contents = Vec::new();
        read_chunk(text, &chunk, &mut budget, &mut contents);
        let is_last = matches!(contents.last(), Some(Err(Broken { fault: Fault::TooMuch, .. })));
        let mut before = None;
        for content in contents {
            let span = content.as_ref().map_or_else(|broken| broken.span, |node| node.span);
            let dots = before.and_then(|end| dots(text, end..span.start));
            before = Some(span.end);
            found.push(Document { chunk: chunk.clone(), dots, content });
        }
        if is_last {
            break;
        }
    }
    found
}

/// The text between lines of `---`, as `YAMLReader` of apimachinery cuts it before it reads any YAML. Comments and
/// directives before the first `---` belong to what follows it.
pub fn chunks(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut has_content = false;
    let mut at = 0;
    for line in text.split_inclusive(['\n', '\r']) {
        let words = line.trim_start_matches('\u{feff}').trim();
        if is_separator(line) {
            if has_content {
                found.push(start..at);
                start = at;
            }
            has_content = true;
        } else if !words.is_empty() && !words.starts_with(['#', '%']) {
            has_content = true;
        }
        at += line.len();
    }
    found.push(start..text.len());
    found
}

/// The part between two lines of `---` around a place of the text, with the line that begins it; of the first part, which
/// none begins, with the line that ends it. Taken out, it leaves the others as they are.
pub fn around(text: &str, at: usize) -> Range<usize> {
    let chunks = chunks(text);
    let index = chunks.iter().position(|chunk| at < chunk.end).unwrap_or(chunks.len() - 1);
    let chunk = chunks[index].clone();
    let own_line = text[chunk.clone()].split_inclusive(['\n', '\r']).any(is_separator);
    match chunks.get(index + 1).filter(|_| index == 0 && !own_line) {
        Some(next) => {
            let line = text[next.clone()].split_inclusive('\n').next().unwrap_or_default();
            chunk.start..next.start + line.len()
        }
        None => chunk,
    }
}

fn is_separator(line: &str) -> bool {
    line.trim_start_matches('\u{feff}')
        .strip_prefix("---")
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r']))
}

/// The line of `...` in a part of the text.
fn dots(text: &str, part: Range<usize>) -> Option<Span> {
    let at = part.start + text.get(part.clone())?.find("\n...")? + 1;
    Some(Span::new(at, at + "...".len()))
}

/// A chunk usually holds one document; more if `...` ends them, or if JSON objects follow each other,
/// each on a new line.
fn read_chunk(text: &str, chunk: &Range<usize>, budget: &mut Budget, found: &mut Vec<Result<Node, Broken>>) {
    let mut start = chunk.start;
    loop {
        let before = found.len();
        match parse::read(&text[start..chunk.end], start, budget, found) {
            Ok(()) => return,
            Err(Broken { fault: Fault::Yaml(ErrorKind::ExpectedDocumentStart), span, .. })
                if found.len() > before
                    && text[..span.start].ends_with('\n')
                    && text[span.start..].starts_with('{') =>
            {
                start = span.start;
            }
            Err(broken) => return found.push(Err(broken)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_dashes_part_documents() {
        let cases: [(&str, &[&str]); 8] = [
            ("a: 1\n---\nb: 2\n", &["a: 1\n", "---\nb: 2\n"]),
            ("# c\n---\na: 1\n---\n", &["# c\n---\na: 1\n", "---\n"]),
            ("%YAML 1.1\n---\na: 1\n", &["%YAML 1.1\n---\na: 1\n"]),
            ("a: 1\r\n--- # c\r\nb: 2", &["a: 1\r\n", "--- # c\r\nb: 2"]),
            ("a: |\n  ---\n ---\n----\n", &["a: |\n  ---\n ---\n----\n"]),
            ("\u{feff}---\na: 1\n", &["\u{feff}---\na: 1\n"]),
            ("--- {a: 1}\n--- {b: 2}\n", &["--- {a: 1}\n", "--- {b: 2}\n"]),
            ("", &[""]),
        ];
        for (text, expected) in cases {
            let found: Vec<&str> = chunks(text).into_iter().map(|chunk| &text[chunk]).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }

    #[test]
    fn a_document_is_taken_out_with_its_line() {
        for (text, at, rest) in [
            ("a: 1\n---\nb: 2\n", 0, "b: 2\n"),
            ("a: 1\n---\nb: 2\n", 10, "a: 1\n"),
            ("a: 1\n--- # c\nb: 2\n---\nc: 3\n", 14, "a: 1\n---\nc: 3\n"),
            ("---\na: 1\n---\nb: 2\n", 4, "---\nb: 2\n"),
            ("a: 1\n", 0, ""),
            ("", 0, ""),
        ] {
            let part = around(text, at);
            assert_eq!(format!("{}{}", &text[..part.start], &text[part.end..]), rest, "{text:?}");
        }
    }

    #[test]
    fn a_broken_document_removes_only_itself() {
        let found = documents("a: 1\n---\nb: [1\n---\nc: 3\n", Budget::new());
        assert_eq!(
            found.iter().map(|document| document.content.is_ok()).collect::<Vec<_>>(),
            [true, false, true]
        );
    }

    #[test]
    fn what_comes_before_the_end_of_the_budget_is_read() {
        for (text, read) in [("a: 1\n---\n", 8), ("a: [1, 2, 3, 4]\n---\n", 7), ("@\n---\n", 0)] {
            let found = documents(&text.repeat(100), Budget::of(200));
            assert_eq!(found.iter().filter(|document| document.content.is_ok()).count(), read, "{text}");
            let last = found.last().and_then(|document| document.content.as_ref().err());
            assert_eq!(last.map(|broken| &broken.fault), Some(&Fault::TooMuch), "{text}");
        }
    }

    #[test]
    fn json_objects_may_follow_each_other() {
        let found = documents("{\"a\": 1}\n{\"b\": 2}\n\n{\n\"c\": 3}\n", Budget::new());
        assert_eq!(
            found.iter().map(|document| document.content.is_ok()).collect::<Vec<_>>(),
            [true, true, true]
        );
    }
}
