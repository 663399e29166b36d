//! `dig [from CLIENT] NAME [TYPE] ANSWER`: what the cluster's DNS answers. Without a client the name is absolute.

use std::net::IpAddr;

use super::Failure;
use super::facts::Facts;
use super::words::{Unreadable, Usage, Word, Words};
use crate::coredns::{self, Dig, RecordType, Resolver, Status};
use crate::message;
use crate::message::Message;
use crate::source::Span;

const USAGE: Usage = Usage {
    form: "dig [from CLIENT] NAME [TYPE] RECORD[, RECORD]|NXDOMAIN|NODATA|SERVFAIL|REFUSED|external",
    example: "dig web.shop.svc.cluster.local 10.96.0.20",
};

#[derive(Debug)]
pub(super) struct Question {
    from: Option<(String, Span)>,
    name: String,
    record_type: RecordType,
    expected: Answer,
    span: Span,
}

/// What comes back, in words.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// No records, and why.
    Nothing(&'static str),
    /// The data of records, in order.
    Records(Vec<String>),
}

/// The words for an answer without records.
const NOTHING: [&str; 5] = ["NXDOMAIN", "NODATA", "SERVFAIL", "REFUSED", "external"];

impl Answer {
    /// The word for an answer without records.
    pub fn nothing(word: &str) -> Option<Self> {
        NOTHING.into_iter().find(|known| known.eq_ignore_ascii_case(word)).map(Answer::Nothing)
    }

    /// What a resolver said, as far as it is of a type.
    pub fn of(dig: &Dig, record_type: RecordType) -> Self {
        let is_asked = |of: RecordType| of == record_type || record_type == RecordType::Any;
        let records = dig.answer.iter().map(|record| &record.data);
        let mut data: Vec<String> = records
            .filter(|data| is_asked(data.record_type()))
            .map(|data| normal(&data.to_string()))
            .collect();
        match dig.status {
            Status::NoError if !data.is_empty() => {
                data.sort();
                Answer::Records(data)
            }
            Status::NoError if dig.external => Answer::Nothing("external"),
            Status::NoError => Answer::Nothing("NODATA"),
            Status::NxDomain => Answer::Nothing("NXDOMAIN"),
            Status::ServFail => Answer::Nothing("SERVFAIL"),
            Status::Refused => Answer::Nothing("REFUSED"),
        }
    }

    pub fn words(&self) -> String {
        match self {
            Answer::Nothing(word) => (*word).to_owned(),
            Answer::Records(data) => data.join(", "),
        }
    }
}

impl Question {
    pub fn read(mut words: Words<'_>) -> Result<Self, Unreadable> {
        let from = match words.next_if(|word| matches!(word, "from" | "--from")) {
            None => None,
            Some(_) => Some(words.need(|| message!("The client is missing"), &USAGE)?),
        };
        let name = words.need(|| message!("The name is missing"), &USAGE)?.text.to_owned();
        let asked = words.next_if(|word| word.parse::<RecordType>().is_ok());
        let record_type = asked.and_then(|word| word.text.parse().ok()).unwrap_or(RecordType::A);
        words.clone().need(|| message!("The expected answer is missing"), &USAGE)?;
        let rest = words.rest();
        let expected = answer(rest, record_type)?;
        let from = from.map(|from| (from.text.to_owned(), from.span));
        Ok(Question { from, name, record_type, expected, span: rest.span })
    }

    pub fn judge(&self, facts: &Facts<'_>) -> Result<(), Failure> {
        let resolver = match &self.from {
            None => Resolver::absolute(),
            Some((from, span)) => Resolver::of(facts.cluster, from).map_err(|unknown| {
                let message =
                    message!("Expected an answer on {name}, but nobody can ask: {why}", name = self.name)
                        .with_messages("why", vec![unknown.message()]);
                Failure { span: *span, message, why: None, actual: None }
            })?,
        };
        let dig = coredns::dig(facts.zone(), &resolver, &self.name, self.record_type);
        let actual = Answer::of(&dig, self.record_type);
        if actual == self.expected {
            return Ok(());
        }
        let message = message!(
            "Expected {expected} for {name} {asked}, but the answer is {actual}",
            expected = self.expected.words(),
            name = self.name,
            asked = self.record_type,
            actual = actual.words()
        );
        let why: Option<Message> = coredns::explain(facts.zone(), &dig);
        Err(Failure { span: self.span, message, why, actual: Some(actual.words()) })
    }
}

fn answer(rest: Word<'_>, record_type: RecordType) -> Result<Answer, Unreadable> {
    if let Some(nothing) = Answer::nothing(rest.text) {
        return Ok(nothing);
    }
    let is_address = matches!(record_type, RecordType::A | RecordType::Aaaa);
    // Of addresses a space is enough between two.
    let is_between = |letter: char| letter == ',' || is_address && letter.is_whitespace();
    let items = rest.text.split(is_between).map(str::trim).filter(|item| !item.is_empty());
    let mut data = Vec::new();
    for item in items {
        let fits = match item.parse() {
            Ok(IpAddr::V4(_)) => record_type == RecordType::A,
            Ok(IpAddr::V6(_)) => record_type == RecordType::Aaaa,
            Err(_) => !is_address,
        };
        if is_address && !fits {
            let message = message!(
                "\"{answer}\" is no answer to a question of type {asked}",
                answer = item,
                asked = record_type
            );
            return Err(rest.is_wrong(message, &USAGE));
        }
        data.push(normal(item));
    }
    data.sort();
    Ok(Answer::Records(data))
}

/// Record data as people compare it: addresses in their shortest form, names in lower case, one space between parts.
fn normal(data: &str) -> String {
    if data.starts_with('"') {
        return data.to_owned();
    }
    let part = |part: &str| match part.parse::<IpAddr>() {
        Ok(ip) => ip.to_string(),
        Err(_) => part.to_ascii_lowercase().trim_end_matches('.').to_owned(),
    };
    data.split_whitespace().map(part).collect::<Vec<_>>().join(" ")
}
