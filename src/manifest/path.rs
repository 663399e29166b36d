//! The path of a field as the API server writes it (`field.Path` of apimachinery).

use std::fmt;

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Segment {
    /// A field of an object: `.spec`.
    Field(String),
    /// An item of a list: `[0]`.
    Index(usize),
    /// A value in a map: `[app.kubernetes.io/name]`.
    Key(String),
}

impl Segment {
    /// The name of the field or the key; none for an index.
    pub fn name(&self) -> Option<&str> {
        match self {
            Segment::Field(name) | Segment::Key(name) => Some(name),
            Segment::Index(_) => None,
        }
    }
}

/// A path such as `spec.ports[0].nodePort`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct FieldPath(Vec<Segment>);

impl FieldPath {
    /// The path of a field of the object itself.
    pub fn new(field: &str) -> Self {
        FieldPath::default().child(field)
    }

    /// A field below this one.
    pub fn child(&self, field: &str) -> Self {
        self.with(Segment::Field(field.to_owned()))
    }

    /// An item of the list at this path.
    pub fn index(&self, index: usize) -> Self {
        self.with(Segment::Index(index))
    }

    /// A value of the map at this path.
    pub fn key(&self, key: &str) -> Self {
        self.with(Segment::Key(key.to_owned()))
    }

    /// This path with another one below it.
    pub fn join(&self, below: &FieldPath) -> Self {
        FieldPath(self.0.iter().chain(&below.0).cloned().collect())
    }

    /// The steps from the object down.
    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    fn with(&self, segment: Segment) -> Self {
        let mut path = self.clone();
        path.0.push(segment);
        path
    }
}

impl FromIterator<Segment> for FieldPath {
    fn from_iter<I: IntoIterator<Item = Segment>>(segments: I) -> Self {
        FieldPath(segments.into_iter().collect())
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Field(name) if at == 0 => f.write_str(name)?,
                Segment::Field(name) => write!(f, ".{name}")?,
                Segment::Index(index) => write!(f, "[{index}]")?,
                Segment::Key(key) => write!(f, "[{key}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_the_api_server_writes_it() {
        let path = FieldPath::new("spec").child("ports").index(0).child("nodePort");
        assert_eq!(path.to_string(), "spec.ports[0].nodePort");
        assert_eq!(FieldPath::new("metadata").child("labels").key("a/b").to_string(), "metadata.labels[a/b]");
    }
}
