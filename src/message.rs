//! A sentence as data: an English template and the values in it.
//!
//! The English text stands in the code where it is said. Whoever shows it may put the template into another
//! language and fill the same values in, so the core knows no language but its own.

use std::fmt;

use serde::{Serialize, Serializer};

/// A template such as `"Service {name} selects no Pods"` with the value of each name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Message {
    template: &'static str,
    values: Vec<(&'static str, Value)>,
}

/// What stands in a message where its name is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Text(String),
    /// Messages of their own, with commas between them.
    Messages(Vec<Message>),
}

impl Message {
    /// A message; use [`message!`](crate::message!) to write one.
    pub fn new(template: &'static str, values: Vec<(&'static str, String)>) -> Self {
        let values = values.into_iter().map(|(name, text)| (name, Value::Text(text)));
        Message { template, values: values.collect() }
    }

    /// The message with one more value.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name, Value::Text(value.to_string())));
        self
    }

    /// The message with other messages in it.
    pub fn with_messages(mut self, name: &'static str, messages: Vec<Message>) -> Self {
        self.values.push((name, Value::Messages(messages)));
        self
    }

    /// The English template, which names the message.
    pub fn template(&self) -> &'static str {
        self.template
    }

    /// The message with another template, e.g. a translation; `say` does the same for the messages in it.
    pub fn fill(&self, template: &str, say: &dyn Fn(&Message) -> String) -> String {
        let mut out = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(open) = rest.find('{') {
            let (before, from_open) = rest.split_at(open);
            out.push_str(before);
            let value = from_open.find('}').and_then(|close| {
                let name = &from_open[1..close];
                let value = self.values.iter().find(|(known, _)| *known == name)?;
                Some((close, &value.1))
            });
            match value {
                Some((close, value)) => {
                    match value {
                        Value::Text(text) => out.push_str(text),
                        Value::Messages(list) => {
                            out.push_str(&list.iter().map(say).collect::<Vec<_>>().join(", "));
                        }
                    }
                    rest = &from_open[close + 1..];
                }
                None => {
                    out.push('{');
                    rest = &from_open[1..];
                }
            }
        }
        out.push_str(rest);
        out
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.fill(self.template, &Message::to_string))
    }
}

/// A message may be all there is to say of a failure.
impl std::error::Error for Message {}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Writes a [`Message`](crate::message::Message): `message!("no Pod has {label}", label = "app=web")`.
#[macro_export]
macro_rules! message {
    ($template:literal $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::message::Message::new($template, vec![$((stringify!($name), $value.to_string())),*])
    };
}

#[cfg(test)]
mod tests {
    #[test]
    fn values_go_where_their_names_stand() {
        let said = message!("{name} has {count} ports", name = "web", count = 2);
        assert_eq!(said.to_string(), "web has 2 ports");
        assert_eq!(said.fill("{name}: 포트 {count}개", &|_| String::new()), "web: 포트 2개");
    }

    #[test]
    fn messages_stand_in_messages() {
        let said = message!("not ready: {pods}").with_messages("pods", vec![message!("a"), message!("b")]);
        assert_eq!(said.to_string(), "not ready: a, b");
        assert_eq!(said.fill("{pods}", &|inner| inner.to_string().to_uppercase()), "A, B");
    }

    #[test]
    fn values_are_not_filled_again_and_unknown_names_stay() {
        assert_eq!(message!("{a} {b} {", a = "{b}").to_string(), "{b} {b} {");
    }
}
