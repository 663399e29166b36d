//! The words of an expectation, each with its place in the text.

use crate::message;
use crate::message::Message;
use crate::source::Span;

/// Why an expectation cannot be read.
#[derive(Debug)]
pub(super) struct Unreadable {
    pub span: Span,
    pub message: Message,
    pub help: Message,
}

/// One word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    pub text: &'t str,
    pub span: Span,
}

impl Word<'_> {
    /// Says what is wrong with the word, and how an expectation of this kind is written.
    pub fn is_wrong(self, message: Message, usage: &Usage) -> Unreadable {
        Unreadable { span: self.span, message, help: usage.help() }
    }
}

/// How an expectation of a kind is written.
#[derive(Debug)]
pub(super) struct Usage {
    pub form: &'static str,
    pub example: &'static str,
}

impl Usage {
    pub fn help(&self) -> Message {
        message!("Write {form}, such as {example}", form = self.form, example = self.example)
    }
}

/// The words that are not read yet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Words<'t> {
    text: &'t str,
    rest: Span,
}

impl<'t> Words<'t> {
    pub fn new(text: &'t str, span: Span) -> Self {
        Words { text, rest: span }
    }

    /// The next word, if it is this one.
    pub fn next_if(&mut self, is_meant: impl Fn(&str) -> bool) -> Option<Word<'t>> {
        let mut ahead = *self;
        let word = ahead.next().filter(|word| is_meant(word.text))?;
        *self = ahead;
        Some(word)
    }

    /// The next word, or what is missing.
    pub fn need(&mut self, missing: fn() -> Message, usage: &Usage) -> Result<Word<'t>, Unreadable> {
        self.next().ok_or_else(|| Unreadable { span: self.end(), message: missing(), help: usage.help() })
    }

    /// The last word is behind us.
    pub fn nothing_more(&mut self, usage: &Usage) -> Result<(), Unreadable> {
        match self.next() {
            None => Ok(()),
            Some(word) => {
                Err(word.is_wrong(message!("\"{word}\" is one word too many", word = word.text), usage))
            }
        }
    }

    /// All that is left, as it was written.
    pub fn rest(self) -> Word<'t> {
        let start = self.rest.end - self.slice().trim_start().len();
        let span = Span::new(start, self.rest.end);
        Word { text: &self.text[span.start..span.end], span }
    }

    /// The last word, after which something is missing.
    pub fn end(self) -> Span {
        let before = self.text[..self.rest.end].trim_end();
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        Span::new(start, before.len())
    }

    fn slice(self) -> &'t str {
        &self.text[self.rest.start..self.rest.end]
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = Word<'t>;

    fn next(&mut self) -> Option<Word<'t>> {
        let rest = self.rest();
        let length = rest.text.find(char::is_whitespace).unwrap_or(rest.text.len());
        let span = Span::new(rest.span.start, rest.span.start + length);
        self.rest.start = span.end;
        (length > 0).then(|| Word { text: &rest.text[..length], span })
    }
}
