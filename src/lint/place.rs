//! From an object and a path to a place in the text.

use super::facts::Facts;
use super::finding::{About, Finding, Repair};
use super::{Rule, repair};
use crate::api::{Kind, ObjectRef};
use crate::cluster::Origin;
use crate::diagnostic::{Diagnostic, Fix, Subject};
use crate::manifest::{FieldPath, RawObject, locate};
use crate::source::Source;

/// Places a finding: at its object, or at the workload that made it. None if it is not in the text.
pub(super) fn place(facts: &Facts<'_>, source: &Source, rule: &Rule, found: Finding) -> Option<Diagnostic> {
    let (raw, object, path) = written(facts, &found.about, &found.path)?;
    Some(Diagnostic {
        severity: rule.severity,
        code: rule.code,
        reason: None,
        message: found.message,
        help: Some(found.help),
        object: Some(object.as_ref().map_or_else(|| raw.subject.clone(), Subject::from)),
        path: Some(path.to_string()),
        document: raw.document,
        span: locate(&raw.node, &path),
        fix: found.repair.and_then(|repair| fix(facts, source, repair)),
    })
}

/// What was written to get an object, and where a field of it stands there.
fn written<'a>(
    facts: &Facts<'a>,
    about: &About,
    path: &FieldPath,
) -> Option<(&'a RawObject, Option<ObjectRef>, FieldPath)> {
    let (object, path) = match about {
        About::Written(index) => return Some((facts.manifest.objects.get(*index)?, None, path.clone())),
        About::Object(pod) if pod.kind == Kind::Pod => facts.written_as(pod, path),
        About::Object(object) => (object.clone(), path.clone()),
    };
    let Origin::Text { index, .. } = facts.cluster.origin(&object) else { return None };
    Some((facts.manifest.objects.get(*index)?, Some(object), path))
}

/// The edits of a repair; none if one of its changes cannot be made safely in this text.
fn fix(facts: &Facts<'_>, source: &Source, repair: Repair) -> Option<Fix> {
    let mut edits = Vec::new();
    for change in &repair.changes {
        let (raw, _, path) = written(facts, &change.about, &change.path)?;
        edits.push(repair::edit(source.text(), &raw.node, &path, &change.to)?);
    }
    edits.sort();
    let overlap = edits.windows(2).any(|pair| pair[1].0.start < pair[0].0.end);
    (!overlap).then_some(Fix { title: repair.title, edits })
}
