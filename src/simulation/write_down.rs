//! A change to the running cluster as a change to the text, where the text can say the same.

use serde_json::json;

use super::Simulation;
use crate::api::Kind;
use crate::changes::Change;
use crate::cluster::{Object, Origin};
use crate::lint::{self, To};
use crate::manifest::{self, FieldPath, Node, RawObject, Value};
use crate::source::Span;

impl Simulation {
    /// The edits after which the text itself says what a change says: replicas, a cordoned Node, a Pod that is not ready
    /// or not there. None where it cannot: what a controller made, what no field of a manifest says, and what leaves no
    /// simple edit.
    pub fn write_down(&self, change: &Change) -> Option<Vec<(Span, String)>> {
        let written = self.written(change)?;
        let set = |path: FieldPath, to: serde_json::Value| {
            lint::edit(self.source.text(), &written.node, &path, &To::Value(to)).map(|edit| vec![edit])
        };
        match change {
            Change::Scale { replicas, .. } => set(FieldPath::new("spec").child("replicas"), json!(replicas)),
            // In a text that says so from the start, the scheduler would have put its Pods elsewhere.
            Change::Cordon { node } if self.holds_scheduled(node) => None,
            Change::Cordon { .. } => set(FieldPath::new("spec").child("unschedulable"), json!(true)),
            Change::Unready { .. } => {
                let (path, to) = not_ready(&written.node)?;
                set(path, to)
            }
            Change::DeletePod { .. } => Some(vec![(self.whole_document(written)?, String::new())]),
            Change::Terminate { .. } | Change::NodeDown { .. } | Change::NodeLost { .. } => None,
        }
    }

    /// True if a Pod is on the node that a scheduler put there.
    fn holds_scheduled(&self, node: &str) -> bool {
        let here = self.cluster.pods.values().filter(|pod| pod.spec.node_name.as_deref() == Some(node));
        // Pods of a DaemonSet tolerate it.
        here.map(Object::Pod).any(|pod| pod.owner().is_none_or(|owner| owner.kind != Kind::DaemonSet))
    }

    /// The object of a change as the person wrote it.
    fn written(&self, change: &Change) -> Option<&RawObject> {
        let before = self.changed.as_ref().map_or(&self.cluster, |changed| &changed.before);
        match before.origin(&change.object()) {
            Origin::Text { index, .. } => self.manifest.objects.get(*index),
            Origin::Controller | Origin::BuiltIn => None,
        }
    }

    /// The document of an object that has one for itself.
    fn whole_document(&self, object: &RawObject) -> Option<Span> {
        let text = self.source.text();
        let part = manifest::around(text, object.span.start);
        let is_bare = |text: &str| {
            let mut lines = text.lines().map(str::trim);
            lines.all(|line| {
                line.is_empty() || line.starts_with('#') || line.starts_with("---") || line == "..."
            })
        };
        let (before, after) =
            (text.get(part.start..object.span.start)?, text.get(object.span.end..part.end)?);
        (is_bare(before) && is_bare(after)).then(|| Span::new(part.start, part.end))
    }
}

/// The field to set so that a Pod is not ready, and what to set it to.
fn not_ready(pod: &Node) -> Option<(FieldPath, serde_json::Value)> {
    let conditions = FieldPath::new("status").child("conditions");
    let list = pod.get("status").and_then(|status| status.get("conditions"));
    let Some(list) = list else { return Some((conditions, json!([{"type": "Ready", "status": "False"}]))) };
    let Value::Sequence(list) = &list.value else { return None };
    let is_ready = |condition: &Node| condition.get("type").and_then(Node::as_str) == Some("Ready");
    Some((conditions.index(list.iter().position(is_ready)?).child("status"), json!("False")))
}
