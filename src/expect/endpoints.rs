//! `endpoints [NAMESPACE/]NAME COUNT` and `endpoints [NAMESPACE/]NAME COUNT of COUNT`: how many endpoints of a Service
//! are ready, and of how many.

use super::Failure;
use super::facts::Facts;
use super::words::{Unreadable, Usage, Word, Words};
use crate::cluster::NamespacedName;
use crate::controllers::{Backend, Standing};
use crate::message;
use crate::message::Message;
use crate::source::Span;

const USAGE: Usage =
    Usage { form: "endpoints [NAMESPACE/]SERVICE READY [of ALL]", example: "endpoints shop/web 2 of 3" };

#[derive(Debug)]
pub(super) struct Question {
    service: NamespacedName,
    service_span: Span,
    ready: usize,
    all: Option<usize>,
    expected: Span,
}

impl Question {
    pub fn read(mut words: Words<'_>) -> Result<Self, Unreadable> {
        let service = words.need(|| message!("The Service is missing"), &USAGE)?;
        let (namespace, name) = service.text.split_once('/').unwrap_or(("default", service.text));
        let missing = || message!("The number of ready endpoints is missing");
        let first = words.need(missing, &USAGE)?;
        let ready = number(first)?;
        let mut last = first;
        let all = match words.next_if(|word| word == "of") {
            None => None,
            Some(_) => {
                last = words.need(|| message!("The number of all endpoints is missing"), &USAGE)?;
                Some(number(last)?)
            }
        };
        words.nothing_more(&USAGE)?;
        let expected = Span::new(first.span.start, last.span.end);
        let service_span = service.span;
        Ok(Question { service: NamespacedName::new(namespace, name), service_span, ready, all, expected })
    }

    pub fn judge(&self, facts: &Facts<'_>) -> Result<(), Failure> {
        let Some(service) = facts.cluster.services.get(&self.service) else {
            let NamespacedName { namespace, name } = &self.service;
            let message = message!(
                "There is no Service {name} in namespace {namespace}",
                name = name,
                namespace = namespace
            );
            return Err(Failure { span: self.service_span, message, why: None, actual: None });
        };
        let backends = facts.backends().of(service);
        let count = |is_meant: fn(&Backend) -> bool| backends.iter().filter(|one| is_meant(one)).count();
        let ready = count(|one| one.standing == Standing::Ready);
        let all = count(|one| one.standing <= Standing::NotReady);
        if ready == self.ready && self.all.is_none_or(|expected| expected == all) {
            return Ok(());
        }
        let words = |ready: usize, all: Option<usize>| match all {
            Some(all) => format!("{ready} of {all}"),
            None => ready.to_string(),
        };
        let actual = words(ready, self.all.map(|_| all));
        let message = message!(
            "Ready endpoints of Service {service}: expected {expected}, but it has {actual}",
            expected = words(self.ready, self.all),
            service = self.service,
            actual = actual
        );
        let why = backends.iter().find(|one| one.standing != Standing::Ready).and_then(why);
        Err(Failure { span: self.expected, message, why, actual: Some(actual) })
    }
}

fn number(word: Word<'_>) -> Result<usize, Unreadable> {
    let is_number = !word.text.is_empty() && word.text.bytes().all(|byte| byte.is_ascii_digit());
    let number = word.text.parse().ok().filter(|_| is_number);
    number.ok_or_else(|| word.is_wrong(message!("\"{word}\" is no number", word = word.text), &USAGE))
}

/// Why somebody does not count.
fn why(backend: &Backend) -> Option<Message> {
    let pod = backend.pod.as_ref()?;
    let reason = backend.reasons.first()?.message();
    Some(message!("Pod {pod} does not count: {reason}", pod = pod.name).with_messages("reason", vec![reason]))
}
