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
    values: Vec<(&'static str, String)>,
}

impl Message {
    /// A message; use [`message!`](crate::message!) to write one.
    pub fn new(template: &'static str, values: Vec<(&'static str, String)>) -> Self {
        Message { template, values }
    }

    /// The message with one more value.
    pub fn with(mut self, name: &'static str, value: impl fmt::Display) -> Self {
        self.values.push((name, value.to_string()));
        self
    }

    /// The English template, which names the message.
    pub fn template(&self) -> &'static str {
        self.template
    }

    /// The message with another template, e.g. a translation.
    pub fn fill(&self, template: &str) -> String {
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
                    out.push_str(value);
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
        f.write_str(&self.fill(self.template))
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
        assert_eq!(said.fill("{name}: 포트 {count}개"), "web: 포트 2개");
    }

    #[test]
    fn values_are_not_filled_again_and_unknown_names_stay() {
        assert_eq!(message!("{a} {b} {", a = "{b}").to_string(), "{b} {b} {");
    }
}
