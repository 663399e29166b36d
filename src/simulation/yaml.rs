//! An object as YAML, with the author of each line.

use std::fmt::Write;

use serde_json::{Map, Value};

use crate::manifest::means_a_text;

/// A line of an object's YAML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlLine {
    /// The line, without its line break.
    pub text: String,
    /// Who wrote it.
    pub author: Author,
}

/// Who wrote a line of an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Author {
    /// The person.
    Person,
    /// The API server, on admission: defaults, addresses, ports.
    ApiServer,
    /// A controller, the scheduler or the kubelet.
    Controller,
}

/// The lines of an object's YAML, as `kubectl get -o yaml` prints them. `written` is what the person wrote of it; none
/// if somebody else made it.
pub(super) fn lines(object: &Value, written: Option<&Value>) -> Vec<YamlLine> {
    let mut writer = Writer { lines: Vec::new(), path: Vec::new(), is_made: written.is_none() };
    writer.value(object, written, Start::new(0));
    writer.lines
}

struct Writer<'v> {
    lines: Vec<YamlLine>,
    /// True for an object that no person wrote.
    is_made: bool,
    /// The keys down to where the writer is.
    path: Vec<&'v str>,
}

/// How a value begins: how far its keys stand in, and what stands before the first of them.
struct Start {
    indent: usize,
    first: Option<String>,
}

impl Start {
    fn new(indent: usize) -> Self {
        Start { indent, first: None }
    }

    /// What stands before a line.
    fn take(&mut self) -> String {
        self.first.take().unwrap_or_else(|| " ".repeat(self.indent))
    }
}

impl<'v> Writer<'v> {
    fn value(&mut self, value: &'v Value, written: Option<&Value>, start: Start) {
        match value {
            Value::Object(map) if !map.is_empty() => self.map(map, written, start),
            Value::Array(items) if !items.is_empty() => self.list(items, written, start),
            scalar => self.scalar("", scalar, written, start),
        }
    }

    fn map(&mut self, map: &'v Map<String, Value>, written: Option<&Value>, mut start: Start) {
        for (key, value) in map {
            let written = written.and_then(|written| written.get(key)).filter(|written| !written.is_null());
            self.path.push(key);
            let before = start.take();
            let name = text(key, 0);
            if is_scalar(value) {
                let start = Start { indent: start.indent, first: Some(before) };
                self.scalar(&format!("{name}: "), value, written, start);
            } else {
                self.line(format!("{before}{name}:"), written);
                // The items of a list stand no further in than its key.
                let indent = start.indent + if value.is_array() { 0 } else { 2 };
                self.value(value, written, Start::new(indent));
            }
            self.path.pop();
        }
    }

    fn list(&mut self, items: &'v [Value], written: Option<&Value>, mut start: Start) {
        for (at, item) in items.iter().enumerate() {
            let written = written.and_then(|written| written.get(at));
            let first = Some(start.take() + "- ");
            self.value(item, written, Start { indent: start.indent + 2, first });
        }
    }

    fn scalar(&mut self, key: &str, value: &Value, written: Option<&Value>, mut start: Start) {
        let shown = match value {
            Value::String(string) => text(string, start.indent + if key.is_empty() { 0 } else { 2 }),
            other => other.to_string(),
        };
        let whole = format!("{}{key}{shown}", start.take());
        whole.split('\n').for_each(|line| self.line(line.to_owned(), written));
    }

    fn line(&mut self, text: String, written: Option<&Value>) {
        let author = match written {
            Some(_) => Author::Person,
            None if self.is_made => Author::Controller,
            None => added_by(&self.path),
        };
        self.lines.push(YamlLine { text, author });
    }
}

/// Who adds a field that the person left out. A status is no business of those who write an object: on creation the API
/// server drops it (`PrepareForCreate` of each kind's strategy), so whoever fills it in is a controller or the kubelet.
fn added_by(path: &[&str]) -> Author {
    match path {
        ["status", ..] | ["spec", "nodeName"] => Author::Controller,
        _ => Author::ApiServer,
    }
}

fn is_scalar(value: &Value) -> bool {
    match value {
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => true,
    }
}

/// A string as a YAML scalar, as go-yaml writes it for kubectl: plain where that is safe, in quotes where it could be
/// taken for something else, as a block where it has several lines.
fn text(text: &str, indent: usize) -> String {
    if text.contains('\n') && is_block(text) {
        return block(text, indent);
    }
    // JSON's quotes are YAML's.
    if text.chars().any(char::is_control) || !means_a_text(text) || is_date(text) {
        return Value::from(text).to_string();
    }
    if is_plain(text) { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}

/// True if a block keeps the text as it is.
fn is_block(text: &str) -> bool {
    let is_clean = |letter: char| letter == '\n' || !letter.is_control();
    text.chars().all(is_clean) && !text.starts_with([' ', '\n']) && !text.trim().is_empty()
}

fn block(text: &str, indent: usize) -> String {
    let mut block = match (text.ends_with('\n'), text.ends_with("\n\n")) {
        (_, true) => "|+".to_owned(),
        (true, false) => "|".to_owned(),
        (false, false) => "|-".to_owned(),
    };
    for line in text.strip_suffix('\n').unwrap_or(text).split('\n') {
        let width = if line.is_empty() { 0 } else { indent };
        // Writing to a String cannot fail.
        let _ = write!(block, "\n{:width$}{line}", "");
    }
    block
}

/// True if no letter of the text means anything to YAML where it stands.
fn is_plain(text: &str) -> bool {
    let is_dash = |first: char| ['-', '?', ':'].contains(&first);
    let starts_well = match text.strip_prefix(is_dash) {
        Some(rest) => !rest.is_empty() && !rest.starts_with([' ', '-']),
        None => !text.starts_with(|first: char| " !\"#%&'*,>@[]`{|}.".contains(first)),
    };
    starts_well && !text.contains(": ") && !text.contains(" #") && !text.ends_with([':', ' '])
}

/// True for what go-yaml would read as a date.
fn is_date(text: &str) -> bool {
    let (year, rest) = text.split_at_checked(4).unwrap_or_default();
    rest.starts_with('-') && year.chars().all(|digit| digit.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::Source;

    fn text_of(lines: &[YamlLine]) -> String {
        lines.iter().map(|line| format!("{}\n", line.text)).collect()
    }

    #[test]
    fn lines_are_those_of_kubectl() {
        let object = json!({
            "apiVersion": "v1",
            "data": {"on": "yes", "port": "8080", "when": "2024-01-01", "star": "*", "text": "a: b", "empty": "", "it": "it's"},
            "lines": "one\ntwo\n",
            "list": [1, "two", {"a": true, "b": [null, {}]}, [["x"]]],
            "none": {},
        });
        assert_eq!(
            text_of(&lines(&object, None)),
            "apiVersion: v1\ndata:\n  empty: \"\"\n  it: it's\n  \"on\": \"yes\"\n  port: \"8080\"\n  star: '*'\n  text: 'a: b'\n  \
             when: \"2024-01-01\"\nlines: |\n  one\n  two\nlist:\n- 1\n- two\n- a: true\n  b:\n  - null\n  - {}\n- - - x\nnone: {}\n"
        );
    }

    #[test]
    fn what_is_written_is_read_as_the_same() {
        for text in [
            "",
            " ",
            "a",
            "yes",
            "~",
            "0x1F",
            "1e3",
            "-1",
            ".5",
            "-",
            "- a",
            "-a",
            "--- a",
            "?",
            "? a",
            ":",
            ":a",
            "a:",
            "a: b",
            "a #b",
            "#",
            "'",
            "it's",
            "\"",
            "a\tb",
            "\t",
            "*",
            "&a",
            "!",
            "%",
            "@",
            "`",
            "|",
            ">",
            "{}",
            "[]",
            ",",
            "a\nb",
            "a\n",
            "a\n\nb\n\n",
            " a\nb",
            "\na",
            "\n",
            "a \nb ",
            "한국어",
            "\u{0}",
            "...",
            "2024-01-01",
            "<<",
            "=",
            "a\\b",
            "\u{2028}",
            "a\n b\n",
        ] {
            let object = json!({"apiVersion": "v1", "kind": "Pod", "k": text, "list": [text, {"in": text}]});
            let yaml = text_of(&lines(&object, None));
            let (read, wrong) = crate::manifest::read(&Source::new(&yaml));
            assert!(wrong.is_empty(), "{text:?}: {yaml}{wrong:?}");
            assert_eq!(read.objects[0].node.to_json(), object, "{yaml}");
        }
    }

    #[test]
    fn every_line_has_its_author() {
        use Author::{ApiServer, Controller, Person};
        let written = json!({"kind": "Pod", "spec": {"ports": [{"port": 80}], "type": null}});
        let object = json!({
            "kind": "Pod",
            "metadata": {"uid": "x"},
            "spec": {"nodeName": "a", "ports": [{"port": 80, "protocol": "TCP"}, {"port": 81}], "type": "ClusterIP"},
            "status": {"phase": "Running"},
        });
        let authors: Vec<(String, Author)> =
            lines(&object, Some(&written)).into_iter().map(|line| (line.text, line.author)).collect();
        let expected = [
            ("kind: Pod", Person),
            ("metadata:", ApiServer),
            ("  uid: x", ApiServer),
            ("spec:", Person),
            ("  nodeName: a", Controller),
            ("  ports:", Person),
            ("  - port: 80", Person),
            ("    protocol: TCP", ApiServer),
            ("  - port: 81", ApiServer),
            ("  type: ClusterIP", ApiServer),
            ("status:", Controller),
            ("  phase: Running", Controller),
        ];
        let expected: Vec<(String, Author)> =
            expected.into_iter().map(|(line, author)| (line.to_owned(), author)).collect();
        assert_eq!(authors, expected);
        assert!(lines(&object, None).iter().all(|line| line.author == Controller));
    }
}
