//! Collections in brackets, and texts in quotes, as far as they have been typed.

use super::outline::{Reader, text_value};
use crate::manifest::{Entry, Node, Value};
use crate::source::Span;

/// As in the outline; brackets nest without indentation, so they need a bound of their own.
const MAX_DEPTH: usize = 100;

/// The value that stands at the reader's place, up to `limit` if it is not closed before.
pub fn value(reader: &mut Reader<'_>, limit: usize) -> Node {
    let start = reader.at;
    reader.depth += 1;
    let value = match letter(reader, limit) {
        _ if reader.depth > MAX_DEPTH => {
            reader.at = limit;
            Value::Null
        }
        Some('{') => map(reader, limit),
        Some('[') => list(reader, limit),
        _ => {
            let (text, span) = scalar(reader, limit);
            reader.depth -= 1;
            return Node { span, is_alias: false, value: text_value(&text) };
        }
    };
    reader.depth -= 1;
    Node { span: Span::new(start, reader.at), is_alias: false, value }
}

fn map(reader: &mut Reader<'_>, limit: usize) -> Value {
    reader.at += 1;
    let mut entries = Vec::new();
    while let Some(letter) = next(reader, limit) {
        match letter {
            '}' => {
                reader.at += 1;
                break;
            }
            ']' => break,
            ',' | ':' | '{' | '[' => {
                reader.at += 1;
                continue;
            }
            _ => {}
        }
        let (key, key_span) = scalar(reader, limit);
        let is_given = next(reader, limit) == Some(':');
        if is_given {
            reader.at += 1;
        }
        let value = match next(reader, limit) {
            Some(letter) if is_given && !matches!(letter, ',' | '}' | ']') => value(reader, limit),
            _ => {
                let at = if is_given { reader.at } else { key_span.end };
                Node { span: Span::new(at, at), is_alias: false, value: Value::Null }
            }
        };
        entries.push(Entry { key, key_span, value });
    }
    Value::Mapping(entries)
}

fn list(reader: &mut Reader<'_>, limit: usize) -> Value {
    reader.at += 1;
    let mut items = Vec::new();
    while let Some(letter) = next(reader, limit) {
        match letter {
            ']' => {
                reader.at += 1;
                break;
            }
            '}' => break,
            ',' | ':' => reader.at += 1,
            _ => items.push(value(reader, limit)),
        }
    }
    Value::Sequence(items)
}

/// A text with the place of what is in its quotes.
fn scalar(reader: &mut Reader<'_>, limit: usize) -> (String, Span) {
    let start = reader.at;
    let rest = &reader.text[start..limit];
    if let Some(quote) = rest.chars().next().filter(|letter| matches!(letter, '"' | '\'')) {
        let line = rest.find('\n').unwrap_or(rest.len());
        let close = closing(rest, quote).unwrap_or(line);
        reader.at = (start + close + 1).min(limit);
        return (rest[1..close.max(1)].to_owned(), Span::new(start + 1, start + close.max(1)));
    }
    let end = plain_end(rest);
    let text = rest[..end].trim_end();
    reader.at = start + end;
    (text.to_owned(), Span::new(start, start + text.len()))
}

/// Where the quote at the beginning is closed.
fn closing(rest: &str, quote: char) -> Option<usize> {
    let mut letters = rest.char_indices().skip(1).peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '\\' if quote == '"' => {
                letters.next();
            }
            '\'' if quote == '\'' && letters.peek().is_some_and(|(_, next)| *next == '\'') => {
                letters.next();
            }
            _ if letter == quote => return Some(at),
            _ => {}
        }
    }
    None
}

fn plain_end(rest: &str) -> usize {
    let mut before = 'x';
    for (at, letter) in rest.char_indices() {
        let ends = match letter {
            ',' | '{' | '}' | '[' | ']' | '\n' => at > 0,
            ':' => at > 0 && rest[at + 1..].chars().next().is_none_or(|next| " \t\r\n,}]".contains(next)),
            '#' => before.is_whitespace(),
            _ => false,
        };
        if ends {
            return at;
        }
        before = letter;
    }
    rest.len()
}

/// The next letter that counts.
fn next(reader: &mut Reader<'_>, limit: usize) -> Option<char> {
    loop {
        let letter = letter(reader, limit)?;
        let starts_word = reader.text[..reader.at].ends_with(char::is_whitespace);
        if letter == '#' && starts_word {
            reader.at = reader.text[reader.at..limit].find('\n').map_or(limit, |at| reader.at + at);
        } else if letter.is_whitespace() {
            reader.at += letter.len_utf8();
        } else {
            return Some(letter);
        }
    }
}

fn letter(reader: &Reader<'_>, limit: usize) -> Option<char> {
    reader.text.get(reader.at..limit)?.chars().next()
}
