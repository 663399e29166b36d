//! Lines that are mistyped: a colon, a space, a quote or a bracket is missing, or the indentation is off.

use granit_parser::ErrorKind;

use super::{Excerpt, Finding, Line};
use crate::diagnostic::Fix;
use crate::manifest::parse::Fault;
use crate::message;
use crate::source::Span;

/// What is wrong with the line of the fault or the one before it, if that is plain to see.
pub fn notice(excerpt: &Excerpt) -> Option<Finding> {
    let Fault::Yaml(kind) = &excerpt.broken.fault else { return None };
    match kind {
        ErrorKind::MappingValueNotAllowed | ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            space_behind_colon(excerpt)
                .or_else(|| colon(excerpt))
                .or_else(|| second_colon(excerpt))
                .or_else(|| too_deep(excerpt))
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::DocumentIndicatorInQuotedScalar => quote(excerpt),
        ErrorKind::UnexpectedCharacter { character: '@' | '`' | '%' } => first_character(excerpt),
        ErrorKind::UnknownAnchor | ErrorKind::MissingAnchorOrAliasName => star(excerpt),
        _ => bracket(excerpt),
    }
}

/// `type:NodePort`
fn space_behind_colon(excerpt: &Excerpt) -> Option<Finding> {
    let (line, colon) = [excerpt.line(), excerpt.line_before()].into_iter().flatten().find_map(|line| {
        let content = line.content().trim_start_matches("- ");
        let (name, value) = content.split_once(':')?;
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let is_tight = !content.contains(": ") && !value.is_empty() && !value.starts_with(['/', ':']);
        let colon = line.span().end - content.len() + name.len();
        (is_name && is_tight).then_some((line, colon))
    })?;
    Some(Finding {
        span: line.span(),
        message: message!("A space is missing behind the colon of {line}", line = line.content()),
        help: Some(message!("A field is written as name: value")),
        fix: Some(Fix {
            title: message!("Add the space"),
            edits: vec![(Span::new(colon + 1, colon + 1), " ".to_owned())],
        }),
    })
}

/// `type NodePort`
fn colon(excerpt: &Excerpt) -> Option<Finding> {
    let lacks_colon =
        |line: &Line| !line.text.contains(':') && !line.content().starts_with(['-', '{', '[', '"', '\'']);
    let at_fault = excerpt.line()?;
    // The parser may have taken the line for the first half of a key, and given up at the colon of the next.
    let before = excerpt.line_before().filter(|line| line.indent() == at_fault.indent());
    let line = [Some(at_fault), before].into_iter().flatten().find(lacks_colon)?;
    let content = line.content();
    let fix = content.split_once(' ').map(|(name, _)| {
        let at = line.span().start + name.len();
        Fix { title: message!("Add the colon"), edits: vec![(Span::new(at, at), ":".to_owned())] }
    });
    Some(Finding {
        span: line.span(),
        message: message!("A colon is missing in {line}", line = content),
        help: Some(message!("A field is written as name: value")),
        fix,
    })
}

/// `note: see: there`
fn second_colon(excerpt: &Excerpt) -> Option<Finding> {
    let line = excerpt.line()?;
    let (name, value) = line.content().split_once(": ")?;
    let has_second = value.contains(": ") || value.ends_with(':');
    if !has_second || value.contains(['"', '\'', '#', '\\']) || name.contains(['"', '\'', '{', '[']) {
        return None;
    }
    let end = line.span().end;
    let start = end - value.trim_start().len();
    let span = Span::new(start, end);
    Some(Finding {
        span,
        message: message!("There is a second colon in the value {value}", value = value.trim_start()),
        help: Some(message!("Put the value in quotes, or begin a new line for the second field")),
        fix: Some(quoted(span)),
    })
}

/// A line under one that has a value already.
fn too_deep(excerpt: &Excerpt) -> Option<Finding> {
    let line = excerpt.line()?;
    let before = excerpt.line_before().filter(|before| before.indent() < line.indent())?;
    let ends_there = excerpt.line_after().is_none_or(|after| after.indent() <= before.indent());
    let surplus = Span::new(line.start + before.indent(), line.start + line.indent());
    Some(Finding {
        span: line.span(),
        message: message!(
            "{line} is indented deeper than {before}, which has a value already",
            line = line.content(),
            before = before.content()
        ),
        help: Some(message!("Indent both alike, or remove the value above")),
        fix: ends_there.then(|| Fix {
            title: message!("Indent it like the line above"),
            edits: vec![(surplus, String::new())],
        }),
    })
}

fn quote(excerpt: &Excerpt) -> Option<Finding> {
    let start = excerpt.broken.span.start;
    let mark = excerpt.text[start..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let rest = excerpt.text[start..].split(['\n', '\r']).next()?.trim_end();
    let end = start + rest.len();
    Some(Finding {
        span: Span::new(start, end),
        message: message!("The quote {mark} that is opened here is never closed", mark = mark),
        help: Some(message!("Add the closing quote")),
        fix: Some(Fix {
            title: message!("Close the quote at the end of the line"),
            edits: vec![(Span::new(end, end), mark.to_string())],
        }),
    })
}

/// `@`, a backtick and `%` cannot begin a value.
fn first_character(excerpt: &Excerpt) -> Option<Finding> {
    let span = excerpt.visible();
    let value = &excerpt.text[span.start..span.end];
    let character = value.chars().next()?;
    let can_be_quoted = !value.contains(['"', '\\', '#', ',', '}', ']']) && !value.contains(": ");
    Some(Finding {
        span,
        message: message!("A value cannot begin with {character}", character = character),
        help: Some(message!("Put the value in quotes")),
        fix: can_be_quoted.then(|| quoted(span)),
    })
}

/// `*.example.com`
fn star(excerpt: &Excerpt) -> Option<Finding> {
    let start = excerpt.broken.span.start;
    let value = excerpt.text[start..].split([' ', ',', '\n', '\r', '}', ']']).next()?;
    if !value.starts_with('*') {
        return None;
    }
    let span = Span::new(start, start + value.len());
    Some(Finding {
        span,
        message: message!("A * begins an alias in YAML, and {value} has no anchor before it", value = value),
        help: Some(message!("Put the value in quotes if the star belongs to it")),
        fix: (!value.contains('"')).then(|| quoted(span)),
    })
}

/// A bracket that is open where the parser gave up, lines later or at the end.
fn bracket(excerpt: &Excerpt) -> Option<Finding> {
    let span = excerpt.broken.bracket?;
    let opened = excerpt.text.get(span.start..span.end).filter(|text| *text == "{" || *text == "[")?;
    let line = excerpt.lines.iter().rev().find(|line| line.start <= span.start)?;
    let is_on_its_line = excerpt.broken.span.start < line.start + line.text.trim_end().len();
    if is_on_its_line {
        return None;
    }
    let end = line.span().end;
    let closing = if opened == "{" { "}" } else { "]" };
    Some(Finding {
        span: Span::new(span.start, end),
        message: message!("The bracket {bracket} that is opened here is never closed", bracket = opened),
        help: Some(message!("Add the closing bracket {bracket}", bracket = closing)),
        fix: Some(Fix {
            title: message!("Close the bracket at the end of the line"),
            edits: vec![(Span::new(end, end), closing.to_owned())],
        }),
    })
}

fn quoted(span: Span) -> Fix {
    let mark = |at: usize| (Span::new(at, at), "\"".to_owned());
    Fix { title: message!("Put the value in quotes"), edits: vec![mark(span.start), mark(span.end)] }
}
