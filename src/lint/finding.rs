//! What a rule finds, before anyone knows where it stands in the text.

use serde_json::Value;

use crate::api::ObjectRef;
use crate::manifest::FieldPath;
use crate::message::Message;

/// What a rule finds.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Finding {
    pub about: About,
    pub path: FieldPath,
    pub message: Message,
    pub help: Message,
    pub repair: Option<Repair>,
}

/// The object that is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum About {
    /// An object of the text, or a Pod that a workload of the text makes.
    Object(ObjectRef),
    /// The object at this position of [`Manifest::objects`](crate::manifest::Manifest::objects): one of a kind that
    /// is read and not simulated.
    Written(usize),
}

/// A safe change to the text that mends the finding.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Repair {
    /// What it does, e.g. `Change to web`.
    pub title: Message,
    pub changes: Vec<Change>,
}

/// One value of one object.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Change {
    pub about: About,
    pub path: FieldPath,
    pub to: To,
}

/// What becomes of a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum To {
    /// This value; a field that is not there is added.
    Value(Value),
    /// Nothing: the field goes, key and value.
    Nothing,
}

impl Finding {
    pub fn new(about: impl Into<About>, path: FieldPath, message: Message, help: Message) -> Self {
        Finding { about: about.into(), path, message, help, repair: None }
    }

    pub fn with(self, repair: impl Into<Option<Repair>>) -> Self {
        Finding { repair: repair.into(), ..self }
    }
}

impl Repair {
    /// Gives a field this value.
    pub fn set(title: Message, about: impl Into<About>, path: FieldPath, value: impl Into<To>) -> Self {
        Repair { title, changes: Vec::new() }.and_set(about, path, value)
    }

    /// Takes a field away.
    pub fn remove(title: Message, about: impl Into<About>, path: FieldPath) -> Self {
        Repair::set(title, about, path, To::Nothing)
    }

    /// Gives one more field a value.
    pub fn and_set(mut self, about: impl Into<About>, path: FieldPath, value: impl Into<To>) -> Self {
        self.changes.push(Change { about: about.into(), path, to: value.into() });
        self
    }
}

impl From<ObjectRef> for About {
    fn from(object: ObjectRef) -> Self {
        About::Object(object)
    }
}

impl From<&str> for To {
    fn from(text: &str) -> Self {
        To::Value(text.into())
    }
}

impl From<i32> for To {
    fn from(number: i32) -> Self {
        To::Value(number.into())
    }
}
