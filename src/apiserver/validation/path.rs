//! A path that costs nothing until something is wrong.

use crate::manifest::FieldPath;

/// A field's path as a chain of borrowed steps, like Go's `field.Path`: rules walk every field of every object, and
/// only a broken rule needs the path as a value.
#[derive(Debug, Clone, Copy)]
pub struct Path<'a> {
    parent: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy)]
enum Step<'a> {
    Field(&'a str),
    Index(usize),
    Key(&'a str),
}

impl<'a> Path<'a> {
    /// A field of the object itself.
    pub fn new(field: &'a str) -> Self {
        Path { parent: None, step: Step::Field(field) }
    }

    /// A field below this one.
    pub fn child(&'a self, field: &'a str) -> Self {
        Path { parent: Some(self), step: Step::Field(field) }
    }

    /// An item of the list at this path.
    pub fn index(&'a self, index: usize) -> Self {
        Path { parent: Some(self), step: Step::Index(index) }
    }

    /// A value of the map at this path.
    pub fn key(&'a self, key: &'a str) -> Self {
        Path { parent: Some(self), step: Step::Key(key) }
    }
}

impl From<Path<'_>> for FieldPath {
    fn from(path: Path<'_>) -> Self {
        let parent = path.parent.map(|parent| FieldPath::from(*parent)).unwrap_or_default();
        match path.step {
            Step::Field(field) => parent.child(field),
            Step::Index(index) => parent.index(index),
            Step::Key(key) => parent.key(key),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn becomes_the_path_of_its_steps() {
        let path = FieldPath::from(Path::new("spec").child("ports").index(0).child("port"));
        assert_eq!(path.to_string(), "spec.ports[0].port");
    }
}
