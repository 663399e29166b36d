//! The tree to plain API types, as lenient as Go's decoder: null is absent, and `80.0` is an integer. What the types do
//! not model is kept on the way.
//!
//! There is one deserializer, and it is not generic over anything but the visitor: each further type costs little.

use serde::de::{self, DeserializeOwned, DeserializeSeed, IntoDeserializer, Visitor};
use serde::forward_to_deserialize_any;

use serde_json::Value as Json;

use super::path::{FieldPath, Segment};
use super::rest;
use super::tree::{Entry, Node, Value, whole};
use crate::source::Span;

/// A value of the wrong type. [`schema`](super::schema) finds them first, and has words for them.
#[derive(Debug, Clone, PartialEq)]
pub struct WrongType {
    /// Its path; of a value in a map, the path of the map.
    pub path: FieldPath,
    /// Where it stands.
    pub span: Span,
}

/// Decodes the tree of an object into its type. The second is what stands in fields that the type does not have; null
/// if nothing does. In a list, each item's stands at its place, `{}` where there is none.
pub fn decode<T: DeserializeOwned>(node: &Node) -> Result<(T, Json), WrongType> {
    let mut rest = Json::Null;
    let object = T::deserialize(Decoder { node, rest: &mut rest }).map_err(|mut error| {
        error.path.reverse();
        WrongType { path: error.path.into_iter().collect(), span: error.span.unwrap_or(node.span) }
    })?;
    Ok((object, rest::without_header(rest)))
}

/// An error on its way up; its path grows from the value to the object.
#[derive(Debug)]
struct Error {
    path: Vec<Segment>,
    span: Option<Span>,
}

impl Error {
    fn at(node: &Node) -> Self {
        Error { path: Vec::new(), span: Some(node.span) }
    }

    fn within(mut self, segment: Segment, node: &Node) -> Self {
        self.path.push(segment);
        self.span.get_or_insert(node.span);
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a value of the wrong type")
    }
}

impl std::error::Error for Error {}

impl de::Error for Error {
    fn custom<T: std::fmt::Display>(_: T) -> Self {
        Error { path: Vec::new(), span: None }
    }
}

struct Decoder<'de, 'r> {
    node: &'de Node,
    /// Takes what the type of the value does not have.
    rest: &'r mut Json,
}

impl Decoder<'_, '_> {
    fn integer(&self) -> Result<i64, Error> {
        match self.node.value {
            Value::Null => Ok(0),
            ref value => whole(value).ok_or_else(|| Error::at(self.node)),
        }
    }
}

impl<'de> de::Deserializer<'de> for Decoder<'de, '_> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Float(number) if whole(&self.node.value).is_none() => visitor.visit_f64(*number),
            Value::Int(_) | Value::Float(_) => self.deserialize_i64(visitor),
            Value::String(text) => visitor.visit_borrowed_str(text),
            Value::Sequence(_) => self.deserialize_seq(visitor),
            Value::Mapping(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Null => visitor.visit_bool(false),
            Value::Bool(value) => visitor.visit_bool(value),
            _ => Err(Error::at(self.node)),
        }
    }

    fn deserialize_i32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match i32::try_from(self.integer()?) {
            Ok(value) => visitor.visit_i32(value),
            Err(_) => Err(Error::at(self.node)),
        }
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_i64(self.integer()?)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Null => visitor.visit_borrowed_str(""),
            Value::String(text) => visitor.visit_borrowed_str(text),
            _ => Err(Error::at(self.node)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Null => visitor.visit_seq(Items { items: &[], index: 0, rest: self.rest }),
            Value::Sequence(items) => visitor.visit_seq(Items { items, index: 0, rest: self.rest }),
            _ => Err(Error::at(self.node)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Null => visitor.visit_map(Pairs { entries: &[], value: None }),
            Value::Mapping(entries) => visitor.visit_map(Pairs { entries, value: None }),
            _ => Err(Error::at(self.node)),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Null | Value::Mapping(_) => {
                rest::unmodelled(self.node, fields, self.rest);
                visitor.visit_map(Fields { node: self.node, fields, value: None, rest: self.rest })
            }
            _ => Err(Error::at(self.node)),
        }
    }

    forward_to_deserialize_any! {
        i8 i16 i128 u8 u16 u32 u64 u128 f32 f64 char bytes byte_buf unit unit_struct newtype_struct tuple
        tuple_struct enum identifier ignored_any
    }
}

/// The items of a list.
struct Items<'de, 'r> {
    items: &'de [Node],
    index: usize,
    rest: &'r mut Json,
}

impl<'de> de::SeqAccess<'de> for Items<'de, '_> {
    type Error = Error;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some(node) = self.items.get(self.index) else { return Ok(None) };
        let index = self.index;
        self.index += 1;
        let mut rest = Json::Null;
        let item = seed
            .deserialize(Decoder { node, rest: &mut rest })
            .map_err(|error| error.within(Segment::Index(index), node))?;
        rest::add_item(self.rest, index, rest);
        Ok(Some(item))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.items.len() - self.index)
    }
}

/// The entries of a map whose keys are free. An error in it is the map's.
struct Pairs<'de> {
    entries: &'de [Entry],
    value: Option<&'de Node>,
}

impl<'de> de::MapAccess<'de> for Pairs<'de> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        let Some((entry, rest)) = self.entries.split_first() else { return Ok(None) };
        self.entries = rest;
        self.value = Some(&entry.value);
        seed.deserialize(entry.key.as_str().into_deserializer()).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let Some(node) = self.value.take() else { return Err(de::Error::custom("a value without a key")) };
        // A map of free keys is modelled as a whole.
        seed.deserialize(Decoder { node, rest: &mut Json::Null }).map_err(|mut error| {
            error.span.get_or_insert(node.span);
            error
        })
    }
}

/// The fields that a type has, as far as they are given. Of a field that stands twice, the last counts.
struct Fields<'de, 'r> {
    node: &'de Node,
    fields: &'static [&'static str],
    value: Option<&'de Entry>,
    rest: &'r mut Json,
}

impl<'de> de::MapAccess<'de> for Fields<'de, '_> {
    type Error = Error;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Error> {
        while let Some((field, rest)) = self.fields.split_first() {
            self.fields = rest;
            let given = self.node.entry(field).filter(|entry| entry.value.value != Value::Null);
            if let Some(entry) = given {
                self.value = Some(entry);
                return seed.deserialize((*field).into_deserializer()).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Error> {
        let Some(entry) = self.value.take() else { return Err(de::Error::custom("a value without a key")) };
        let mut rest = Json::Null;
        let value = seed
            .deserialize(Decoder { node: &entry.value, rest: &mut rest })
            .map_err(|error| error.within(Segment::Field(entry.key.clone()), &entry.value))?;
        rest::add_field(self.rest, &entry.key, rest);
        Ok(value)
    }
}
