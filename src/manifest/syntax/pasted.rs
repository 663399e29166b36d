//! Text that was copied together with something that is no YAML.

use granit_parser::ErrorKind;

use super::{Excerpt, Finding, Line};
use crate::diagnostic::Fix;
use crate::manifest::parse::Fault;
use crate::message;
use crate::source::Span;

/// What the whole document shows, if it shows anything.
pub fn notice(excerpt: &Excerpt) -> Option<Finding> {
    fence(excerpt)
        .or_else(|| quote_marks(excerpt))
        .or_else(|| command(excerpt))
        .or_else(|| template(excerpt))
        .or_else(|| left_out(excerpt))
        .or_else(|| tabs(excerpt))
        .or_else(|| odd_spaces(excerpt))
        .or_else(|| indented_but_for_the_first_line(excerpt))
        .or_else(|| indented_separator(excerpt))
}

/// Markdown's fences. The fix keeps what stands between them.
fn fence(excerpt: &Excerpt) -> Option<Finding> {
    let is_fence = |line: &&Line| line.content().starts_with("```") || line.content().starts_with("~~~");
    let fences: Vec<Line> = excerpt.lines.iter().filter(is_fence).copied().collect();
    let first = *fences.first()?;
    let names_a_language = first.content().len() > 3;
    let begins_the_text = excerpt.lines.iter().find(|line| line.has_content())?.start == first.start;
    let opens = names_a_language || begins_the_text || fences.len().is_multiple_of(2);
    let text_start = excerpt.lines.first()?.start;
    let text_end = excerpt.lines.last()?.next;
    // From outside to inside and back, beginning with what stands before the first block.
    let mut edits = Vec::new();
    let mut outside_from = opens.then_some(text_start);
    for line in &fences {
        outside_from = match outside_from {
            Some(start) => {
                let between = if start == text_start { "" } else { "---\n" };
                edits.push((Span::new(start, line.next), between.to_owned()));
                None
            }
            None => Some(line.start),
        };
    }
    edits.extend(outside_from.map(|start| (Span::new(start, text_end), String::new())));
    Some(Finding {
        span: first.span(),
        message: message!("{fence} marks code in Markdown; it is not YAML", fence = first.content()),
        help: Some(message!("Keep only what stands between the two marks")),
        fix: Some(Fix { title: message!("Remove the marks and what is outside of them"), edits }),
    })
}

/// Every line begins with the mark of a quotation, a diff or a heredoc prompt.
fn quote_marks(excerpt: &Excerpt) -> Option<Finding> {
    let lines = || excerpt.lines.iter().filter(|line| !line.content().is_empty());
    let mark = [">", "+", "|"].into_iter().find(|mark| lines().all(|line| line.text.starts_with(mark)))?;
    let first = lines().next()?;
    let spaced = lines().all(|line| line.text[1..].is_empty() || line.text[1..].starts_with(' '));
    let width = if spaced && mark != "+" { 2 } else { 1 };
    let edits =
        lines().map(|line| (Span::new(line.start, line.start + width.min(line.text.len())), String::new()));
    Some(Finding {
        span: Span::new(first.start, first.start + 1),
        message: message!("Every line begins with {mark}, which is not YAML", mark = mark),
        help: Some(message!("Remove it from each line")),
        fix: Some(Fix { title: message!("Remove it from each line"), edits: edits.collect() }),
    })
}

/// Shell prompts, kubectl calls, here documents.
fn command(excerpt: &Excerpt) -> Option<Finding> {
    let is_command = |line: &&Line| is_command(line.text);
    let first = *excerpt.lines.iter().find(is_command)?;
    let end_mark = excerpt.lines.iter().find_map(|line| here_document(line.text));
    let is_end = |line: &Line| end_mark.is_some_and(|mark| line.content() == mark);
    let edits =
        excerpt.lines.iter().filter(|line| is_command(line) || is_end(line)).map(|line| line.removal());
    Some(Finding {
        span: first.span(),
        message: message!("This line is a shell command, not YAML"),
        help: Some(message!("Keep only the manifest")),
        fix: Some(Fix { title: message!("Remove the command"), edits: edits.collect() }),
    })
}

fn is_command(line: &str) -> bool {
    let has_prompt = ["$ ", "❯ ", "➜ ", "PS C:\\"].iter().any(|prompt| line.starts_with(prompt));
    // user@host:~$ kubectl ...
    let has_host = line.split_once(['$', '#']).is_some_and(|(prompt, _)| {
        prompt.contains('@') && !prompt.contains(": ") && !prompt.contains(['"', '\''])
    });
    let calls = ["kubectl ", "cat <<", "cat >", "k apply "].iter().any(|call| line.starts_with(call));
    has_prompt || has_host || calls
}

/// The word that ends the here document which the line begins.
fn here_document(line: &str) -> Option<&str> {
    let rest = line.split_once("<<")?.1.trim_start_matches('-').trim_start();
    let word = rest.split([' ', '|', '>']).next()?.trim_matches(['\'', '"']);
    (!word.is_empty()).then_some(word)
}

/// A Helm chart's template.
fn template(excerpt: &Excerpt) -> Option<Finding> {
    let line = excerpt.line().filter(|line| line.text.contains("{{"))?;
    Some(Finding {
        span: line.span(),
        message: message!("The braces {{ }} here belong to a template, not to a finished manifest"),
        help: Some(message!("Paste what helm template prints")),
        fix: None,
    })
}

/// `...` where somebody left lines out.
fn left_out(excerpt: &Excerpt) -> Option<Finding> {
    let is_ellipsis = |line: &Line| matches!(line.content(), "..." | "…" | "- ..." | "[...]");
    let line = [excerpt.line(), excerpt.line_before()].into_iter().flatten().find(is_ellipsis)?;
    Some(Finding {
        span: line.span(),
        message: message!("{dots} stands here for something that was left out", dots = line.content()),
        help: Some(message!("Write out what is missing, or remove the line")),
        fix: Some(Fix { title: message!("Remove the line"), edits: vec![line.removal()] }),
    })
}

/// Tabs where YAML wants spaces. The fix replaces them in every line.
fn tabs(excerpt: &Excerpt) -> Option<Finding> {
    let Fault::Yaml(
        ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInPlainScalar,
    ) = excerpt.broken.fault
    else {
        return None;
    };
    let indented = |line: &&Line| line.text[..line.indent()].contains('\t');
    let line = excerpt.lines.iter().find(indented)?;
    let edits = excerpt.lines.iter().filter(indented).map(|line| {
        let indent = &line.text[..line.indent()];
        (Span::new(line.start, line.start + indent.len()), indent.replace('\t', "  "))
    });
    Some(Finding {
        span: Span::new(line.start, line.start + line.indent()),
        message: message!("This line is indented with a tab"),
        help: Some(message!("YAML is indented with spaces only")),
        fix: Some(Fix { title: message!("Replace each tab with two spaces"), edits: edits.collect() }),
    })
}

/// Spaces and colons that only look like those of YAML: from web pages, from an East Asian keyboard.
fn odd_spaces(excerpt: &Excerpt) -> Option<Finding> {
    let odd = |line: &Line| {
        let indent =
            line.text[..line.indent()].char_indices().find(|(_, c)| !matches!(c, ' ' | '\t' | '\u{feff}'));
        let colon = line.text.char_indices().find(|(_, c)| *c == '：').filter(|_| !line.text.contains(": "));
        indent.or(colon).map(|(at, c)| (Span::new(line.start + at, line.start + at + c.len_utf8()), c))
    };
    let (span, character) = excerpt.lines.iter().find_map(odd)?;
    let edits = excerpt.lines.iter().flat_map(|line| {
        let replaced = |(at, c): (usize, char)| {
            let new = match c {
                '：' => ": ",
                '\u{3000}' => "  ",
                _ => " ",
            };
            (Span::new(line.start + at, line.start + at + c.len_utf8()), new.to_owned())
        };
        line.text.char_indices().filter(move |(_, c)| *c == character).map(replaced)
    });
    let message = match character {
        '：' => message!("This colon is a wide one, which YAML does not know"),
        _ => message!("The space here is not an ordinary one, though it looks like it"),
    };
    Some(Finding {
        span,
        message,
        help: Some(message!("Write it with the ordinary key of the keyboard")),
        fix: Some(Fix { title: message!("Replace it everywhere"), edits: edits.collect() }),
    })
}

/// The copy began behind the indentation of the first line.
fn indented_but_for_the_first_line(excerpt: &Excerpt) -> Option<Finding> {
    let mut lines = excerpt.lines.iter().filter(|line| line.has_content() && line.content() != "---");
    let first = lines.next()?;
    let second = lines.next()?;
    let is_at_second_line = excerpt.line()?.start == second.start;
    let surplus =
        lines.clone().chain([second]).map(|line| line.indent()).min()?.checked_sub(first.indent())?;
    if !is_at_second_line || surplus == 0 || !matches!(excerpt.broken.fault, Fault::Yaml(_)) {
        return None;
    }
    let behind_first = excerpt.lines.iter().filter(|line| line.start > first.start);
    Some(Finding {
        span: first.span(),
        message: message!("All lines but the first are indented by {count} more", count = surplus),
        help: Some(message!("Indent the first line like the others, or the others like the first")),
        fix: Some(Fix {
            title: message!("Indent the others like the first"),
            edits: behind_first.map(|line| dedent(line, surplus)).collect(),
        }),
    })
}

/// `---` is no separator when it is indented with the rest of the text.
fn indented_separator(excerpt: &Excerpt) -> Option<Finding> {
    let separator = excerpt.lines.iter().find(|line| line.indent() > 0 && line.content() == "---")?;
    let width = separator.indent();
    let is_whole = excerpt.lines.iter().all(|line| line.content().is_empty() || line.indent() >= width);
    let edits = match is_whole {
        true => excerpt.lines.iter().map(|line| dedent(line, width)).collect(),
        false => vec![dedent(separator, width)],
    };
    Some(Finding {
        span: separator.span(),
        message: message!("--- parts documents only at the very start of a line"),
        help: Some(message!("Remove the spaces that the text is indented by")),
        fix: Some(Fix { title: message!("Remove the indentation"), edits }),
    })
}

fn dedent(line: &Line, width: usize) -> (Span, String) {
    (Span::new(line.start, line.start + width.min(line.indent())), String::new())
}
