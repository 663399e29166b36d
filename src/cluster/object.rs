//! An object of any kind, and its JSON.

use serde::Serialize;
use serde_json::{Map, Value};

use super::{Cluster, Origin};
use crate::api::{
    CronJob, DaemonSet, Deployment, EndpointSlice, Endpoints, Job, Kind, Namespace, Node, ObjectMeta,
    ObjectRef, Pod, ReplicaSet, ReplicationController, Service, StatefulSet,
};

/// An object of any kind.
#[derive(Debug, Clone, Copy)]
#[allow(missing_docs)] // each is the kind of its name
pub enum Object<'a> {
    Namespace(&'a Namespace),
    Node(&'a Node),
    Service(&'a Service),
    Pod(&'a Pod),
    Endpoints(&'a Endpoints),
    EndpointSlice(&'a EndpointSlice),
    Deployment(&'a Deployment),
    ReplicaSet(&'a ReplicaSet),
    ReplicationController(&'a ReplicationController),
    StatefulSet(&'a StatefulSet),
    DaemonSet(&'a DaemonSet),
    Job(&'a Job),
    CronJob(&'a CronJob),
}

impl<'a> Object<'a> {
    /// Its kind.
    pub fn kind(self) -> Kind {
        match self {
            Object::Namespace(_) => Kind::Namespace,
            Object::Node(_) => Kind::Node,
            Object::Service(_) => Kind::Service,
            Object::Pod(_) => Kind::Pod,
            Object::Endpoints(_) => Kind::Endpoints,
            Object::EndpointSlice(_) => Kind::EndpointSlice,
            Object::Deployment(_) => Kind::Deployment,
            Object::ReplicaSet(_) => Kind::ReplicaSet,
            Object::ReplicationController(_) => Kind::ReplicationController,
            Object::StatefulSet(_) => Kind::StatefulSet,
            Object::DaemonSet(_) => Kind::DaemonSet,
            Object::Job(_) => Kind::Job,
            Object::CronJob(_) => Kind::CronJob,
        }
    }

    /// Its metadata.
    pub fn metadata(self) -> &'a ObjectMeta {
        match self {
            Object::Namespace(object) => &object.metadata,
            Object::Node(object) => &object.metadata,
            Object::Service(object) => &object.metadata,
            Object::Pod(object) => &object.metadata,
            Object::Endpoints(object) => &object.metadata,
            Object::EndpointSlice(object) => &object.metadata,
            Object::Deployment(object) => &object.metadata,
            Object::ReplicaSet(object) => &object.metadata,
            Object::ReplicationController(object) => &object.metadata,
            Object::StatefulSet(object) => &object.metadata,
            Object::DaemonSet(object) => &object.metadata,
            Object::Job(object) => &object.metadata,
            Object::CronJob(object) => &object.metadata,
        }
    }

    /// Its kind, namespace and name.
    pub fn reference(self) -> ObjectRef {
        let metadata = self.metadata();
        ObjectRef::new(self.kind(), metadata.namespace.clone().unwrap_or_default(), metadata.name.clone())
    }

    /// The object that a controller made it for.
    pub fn owner(self) -> Option<ObjectRef> {
        let metadata = self.metadata();
        let owner = metadata.owner_references.iter().find(|owner| owner.controller == Some(true))?;
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == owner.kind)?;
        Some(ObjectRef::new(kind, metadata.namespace.clone().unwrap_or_default(), owner.name.clone()))
    }

    /// The object as the API server returns it, with what the person wrote in fields that svclab does not model.
    /// Keys are in alphabetical order, as kubectl prints them.
    pub fn to_json(self, cluster: &Cluster) -> Value {
        let mut json = match self {
            Object::Namespace(object) => to_json(object),
            Object::Node(object) => to_json(object),
            Object::Service(object) => to_json(object),
            Object::Pod(object) => to_json(object),
            Object::Endpoints(object) => to_json(object),
            Object::EndpointSlice(object) => to_json(object),
            Object::Deployment(object) => to_json(object),
            Object::ReplicaSet(object) => to_json(object),
            Object::ReplicationController(object) => to_json(object),
            Object::StatefulSet(object) => to_json(object),
            Object::DaemonSet(object) => to_json(object),
            Object::Job(object) => to_json(object),
            Object::CronJob(object) => to_json(object),
        };
        match (cluster.origin(&self.reference()), self.kind()) {
            (Origin::Text { rest, .. }, _) => merge(&mut json, rest),
            (Origin::Controller, Kind::Pod) => {
                merge_at(&mut json, &["spec"], template_rest(cluster, self, "/spec"))
            }
            (Origin::Controller, Kind::ReplicaSet) => {
                merge_at(&mut json, &["spec", "template"], template_rest(cluster, self, ""));
            }
            _ => {}
        }
        if let Value::Object(map) = &mut json {
            map.insert("apiVersion".into(), self.kind().api_version().into());
            map.insert("kind".into(), self.kind().name().into());
        }
        json
    }
}

/// What the person wrote at a place of the template that a controller made an object from, in fields that svclab does
/// not model.
fn template_rest<'a>(cluster: &'a Cluster, made: Object<'a>, place: &str) -> Option<&'a Value> {
    let owner = made.owner()?;
    match cluster.origin(&owner) {
        Origin::Text { rest, .. } => rest.pointer(&format!("/spec/template{place}")),
        // A Pod's ReplicaSet was made for a Deployment.
        _ if owner.kind == Kind::ReplicaSet => template_rest(cluster, cluster.get(&owner)?, place),
        _ => None,
    }
}

/// Adds `rest` to what stands under some keys.
fn merge_at(json: &mut Value, keys: &[&str], rest: Option<&Value>) {
    let target = keys.iter().try_fold(json, |inner, key| inner.get_mut(key));
    if let (Some(target), Some(rest)) = (target, rest) {
        merge(target, rest);
    }
}

/// The JSON of an API value. Nothing, empty lists and empty maps are left out, as `omitempty` does; an object without
/// fields stays, as `{}`.
pub fn to_json<T: Serialize>(value: &T) -> Value {
    // Serializing plain data with string keys into a Value cannot fail.
    let mut json = serde_json::to_value(value).unwrap_or_default();
    prune(&mut json);
    json
}

fn prune(json: &mut Value) {
    match json {
        Value::Object(map) => {
            map.retain(|_, value| !is_empty(value));
            map.values_mut().for_each(prune);
        }
        Value::Array(items) => items.iter_mut().for_each(prune),
        _ => {}
    }
}

fn is_empty(json: &Value) -> bool {
    match json {
        Value::Null => true,
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Adds what `rest` has and `json` has not; items of lists meet by position.
fn merge(json: &mut Value, rest: &Value) {
    match (json, rest) {
        (Value::Object(map), Value::Object(rest)) => {
            for (key, value) in rest {
                match map.get_mut(key) {
                    Some(known) => merge(known, value),
                    None => {
                        map.insert(key.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(items), Value::Array(rest)) => {
            for (item, value) in items.iter_mut().zip(rest) {
                merge(item, value);
            }
        }
        (json @ Value::Null, rest) => *json = rest.clone(),
        _ => {}
    }
}

/// A `v1.List` of objects, as `kubectl get -o json` prints several.
pub fn list_json(items: Vec<Value>) -> Value {
    let mut list = Map::new();
    list.insert("apiVersion".into(), "v1".into());
    list.insert("items".into(), Value::Array(items));
    list.insert("kind".into(), "List".into());
    list.insert("metadata".into(), serde_json::json!({"resourceVersion": ""}));
    Value::Object(list)
}
