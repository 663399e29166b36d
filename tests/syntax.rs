//! What is said of a text that is no YAML, and what the offered fix makes of it.
#![cfg(not(target_arch = "wasm32"))]

use svclab::diagnostic::Diagnostic;
use svclab::manifest;
use svclab::source::Source;

fn read(text: &str) -> (usize, Vec<Diagnostic>, Source) {
    let source = Source::new(text);
    let (read, found) = manifest::read(&source);
    (read.objects.len(), found, source)
}

fn fixed(text: &str, found: &Diagnostic) -> Option<String> {
    let mut text = text.to_owned();
    for (span, new) in found.fix.as_ref()?.edits.iter().rev() {
        text.replace_range(span.start..span.end, new);
    }
    Some(text)
}

/// Text; the part of it that is marked; the message; the text after the fix, if there is one.
type Case = (&'static str, &'static str, &'static str, Option<&'static str>);

fn check(cases: &[Case]) {
    for (text, marked, message, expected) in cases {
        let (_, found, source) = read(text);
        let said: Vec<String> = found.iter().map(|found| found.message.to_string()).collect();
        assert_eq!(said, [*message], "{text}");
        assert_eq!(source.slice(found[0].span), *marked, "{text}");
        let fixed = fixed(text, &found[0]);
        assert_eq!(fixed.as_deref(), *expected, "{text}");
        // A fix leaves no error of syntax behind.
        let left = fixed.map(|text| read(&text).1).unwrap_or_default();
        assert!(left.iter().all(|found| found.code != "syntax"), "{text}: {left:?}");
    }
}

#[test]
fn what_was_pasted_along() {
    check(&[
        (
            "```yaml\nkind: A\n```\n",
            "```yaml",
            "```yaml marks code in Markdown; it is not YAML",
            Some("kind: A\n"),
        ),
        (
            "The Service:\n```\nkind: A\n```\nand the Pod:\n```\nkind: B\n```\nThat is all.\n",
            "```",
            "``` marks code in Markdown; it is not YAML",
            Some("kind: A\n---\nkind: B\n"),
        ),
        ("kind: A\n```\nDone.\n", "```", "``` marks code in Markdown; it is not YAML", Some("kind: A\n")),
        (
            "$ kubectl get service web -o yaml\napiVersion: v1\nkind: A\n",
            "$ kubectl get service web -o yaml",
            "This line is a shell command, not YAML",
            Some("apiVersion: v1\nkind: A\n"),
        ),
        (
            "root@cp:~# cat <<'EOF' | kubectl apply -f -\nkind: A\nname: b\nEOF\n",
            "root@cp:~# cat <<'EOF' | kubectl apply -f -",
            "This line is a shell command, not YAML",
            Some("kind: A\nname: b\n"),
        ),
        (
            "> kind: A\n> name: b\n",
            ">",
            "Every line begins with >, which is not YAML",
            Some("kind: A\nname: b\n"),
        ),
        (
            "+kind: A\n+name: b\n+\n",
            "+",
            "Every line begins with +, which is not YAML",
            Some("kind: A\nname: b\n\n"),
        ),
        (
            "spec:\n\tports:\n\t- port: 80\n",
            "\t",
            "This line is indented with a tab",
            Some("spec:\n  ports:\n  - port: 80\n"),
        ),
        (
            "kind: A\n  name: b\n  spec:\n    c: d\n",
            "kind: A",
            "All lines but the first are indented by 2 more",
            Some("kind: A\nname: b\nspec:\n  c: d\n"),
        ),
        (
            "  kind: A\n  ---\n  kind: B\n",
            "---",
            "--- parts documents only at the very start of a line",
            Some("kind: A\n---\nkind: B\n"),
        ),
        (
            "a:\n\u{a0}\u{a0}b: c\n  d: e\n",
            "\u{a0}",
            "The space here is not an ordinary one, though it looks like it",
            Some("a:\n  b: c\n  d: e\n"),
        ),
        (
            "이름：값\nkind: A\n",
            "：",
            "This colon is a wide one, which YAML does not know",
            Some("이름: 값\nkind: A\n"),
        ),
        (
            "a: {{ .Values.b }}\n",
            "a: {{ .Values.b }}",
            "The braces {{ }} here belong to a template, not to a finished manifest",
            None,
        ),
    ]);
}

#[test]
fn what_was_left_out() {
    let left_out = "... stands here for something that was left out";
    check(&[
        ("a:\n  b: c\n  ...\n  d: e\n", "...", left_out, Some("a:\n  b: c\n  d: e\n")),
        ("a:\n- b: c\n  ...\n- d: e\n", "...", left_out, Some("a:\n- b: c\n- d: e\n")),
        ("a: {}\n  ...\nb: c\n", "...", left_out, Some("a: {}\nb: c\n")),
        ("a: b\n…\nc: d\n", "…", "… stands here for something that was left out", Some("a: b\nc: d\n")),
    ]);
    let (objects, found, source) = read("apiVersion: v1\nkind: A\n# and so on ...\n...\nspec: {}\n");
    assert_eq!((objects, found.len(), found[0].code), (1, 1, "not-an-object"));
    assert_eq!((source.slice(found[0].span), found[0].span.start), ("...", 39));
}

#[test]
fn what_was_mistyped() {
    check(&[
        (
            "spec:\n  type NodePort\n  ports: []\n",
            "type NodePort",
            "A colon is missing in type NodePort",
            Some("spec:\n  type: NodePort\n  ports: []\n"),
        ),
        (
            "spec:\n  ports: []\n  type NodePort\n",
            "type NodePort",
            "A colon is missing in type NodePort",
            Some("spec:\n  ports: []\n  type: NodePort\n"),
        ),
        (
            "spec:\n  type:NodePort\n  ports: []\n",
            "type:NodePort",
            "A space is missing behind the colon of type:NodePort",
            Some("spec:\n  type: NodePort\n  ports: []\n"),
        ),
        (
            "a: {b: c}\n- d: e\n",
            "- d: e",
            "The indentation of this line fits none of the lines above it",
            None,
        ),
        (
            "a:\n  b: c\n    d: e\nf: g\n",
            "d: e",
            "d: e is indented deeper than b: c, which has a value already",
            Some("a:\n  b: c\n  d: e\nf: g\n"),
        ),
        ("a: b: c\n", "b: c", "There is a second colon in the value b: c", Some("a: \"b: c\"\n")),
        (
            "ports:\n    - port: 80\n   name: x\n",
            "name: x",
            "The indentation of this line fits none of the lines above it",
            None,
        ),
        (
            "a: \"b\nc: d\n",
            "\"b",
            "The quote \" that is opened here is never closed",
            Some("a: \"b\"\nc: d\n"),
        ),
        ("a: \"b\" c\nd: e\n", "c", "Something follows here behind the closing quote", None),
        (
            "a: {b: c\nd: e\n",
            "{b: c",
            "The bracket { that is opened here is never closed",
            Some("a: {b: c}\nd: e\n"),
        ),
        (
            "a: [b, c\nd: e\n",
            "[b, c",
            "The bracket [ that is opened here is never closed",
            Some("a: [b, c]\nd: e\n"),
        ),
        ("a: {b: c d: e}\n", ": e}", "A comma or the closing bracket is missing before this", None),
        ("a: {b: c]\n", "{b: c]", "The bracket { is closed by ]", None),
        ("a: @b\n", "@b", "A value cannot begin with @", Some("a: \"@b\"\n")),
        (
            "a: *.example.com\n",
            "*.example.com",
            "A * begins an alias in YAML, and *.example.com has no anchor before it",
            Some("a: \"*.example.com\"\n"),
        ),
        ("a: - b\n", "- b", "A list cannot begin on the line of its name", None),
        ("a: \"b\"#c\n", "#c", "A space is missing before the # of this comment", None),
        (
            "a: b\n\u{feff}c: d\n",
            "\u{feff}",
            "An invisible byte order mark stands here",
            Some("a: b\nc: d\n"),
        ),
        ("a: \u{1}b\n", "\u{1}", "An invisible control character stands here", Some("a: b\n")),
        ("a: \"\\d\"\n", "\"\\d\"", "A backslash in double quotes begins an escape, and this is none", None),
    ]);
}
