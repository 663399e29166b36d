//! One text with what happens to its cluster, and everything that follows: what is said of it, and what is shown of it.

use std::rc::Rc;

use svclab::api::{Kind, ObjectRef};
use svclab::changes::{Change, Difference};
use svclab::cluster::{Cluster, Origin};
use svclab::diagnostic::{Diagnostic, Fix, Severity};
use svclab::expect;
use svclab::source::Span;
use svclab::{Options, Simulation};

use super::browser::measured;
use crate::last_good::{LastGood, Patched};

/// One text with what happens to its cluster, and everything that follows.
#[derive(Debug)]
pub struct Run {
    /// The text as it stands.
    pub standing: Rc<Simulation>,
    /// The text with broken documents in their last good version: picture and panels show this one.
    pub shown: Rc<Simulation>,
    patched: Option<Patched>,
    last_good: LastGood,
    findings: Vec<Diagnostic>,
    difference: Option<Difference>,
}

/// A text that the person has typed.
pub struct Edit {
    text: String,
    /// Its simulation, where it was made before the edit is told.
    ahead: Option<Rc<Simulation>>,
}

impl Edit {
    /// A text that is simulated when it is told.
    pub fn new(text: String) -> Self {
        Edit { text, ahead: None }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A text that is simulated before it is told, with pauses. An error of a pause ends the work.
    pub async fn ahead<E>(text: String, pause: impl AsyncFn() -> Result<(), E>) -> Result<Self, E> {
        let simulation = Simulation::in_slices(&text, &Options::default(), pause).await?;
        Ok(Edit { text, ahead: Some(Rc::new(simulation)) })
    }
}

/// Two runs are equal if they are the same one: comparing them must cost nothing.
impl PartialEq for Run {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Run {
    /// A text that has nothing to do with the one before.
    pub fn new(text: &str, options: &Options) -> Self {
        let edit = Edit::new(text.to_owned());
        measured("simulate", || Run::with_memory(edit, options, LastGood::default()))
    }

    /// The text after an edit, or in another cluster.
    pub fn next(&self, edit: Edit, options: &Options) -> Self {
        measured("simulate", || Run::with_memory(edit, options, self.last_good.clone()))
    }

    fn with_memory(edit: Edit, options: &Options, mut last_good: LastGood) -> Self {
        let Edit { text, ahead } = edit;
        // What is made ahead is of the usual cluster, to which nothing happens.
        let ahead = ahead.filter(|_| *options == Options::default());
        let standing = ahead.unwrap_or_else(|| Rc::new(Simulation::new(&text, options)));
        let broken: Vec<Span> =
            standing.diagnostics.iter().filter(|found| is_rejection(found)).map(|found| found.span).collect();
        let patched = last_good.update(&text, &broken);
        let shown = match &patched {
            None => standing.clone(),
            Some(patched) => Rc::new(Simulation::new(&patched.text, options)),
        };
        let findings = match &patched {
            None => standing.diagnostics.clone(),
            Some(patched) => findings(&standing, &shown, patched),
        };
        let difference = shown.difference();
        Run { standing, shown, patched, last_good, findings, difference }
    }

    /// What there is to say of the text, in the order of the text.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    /// Where expectations that hold stand in the text as it stands.
    pub fn held(&self) -> Vec<Span> {
        let held = self.shown.expectations.held.iter();
        match &self.patched {
            None => held.copied().collect(),
            Some(patched) => held
                .filter(|span| !patched.is_kept(span.start))
                .map(|span| patched.in_standing(*span))
                .collect(),
        }
    }

    /// What the changes have made of the cluster that is shown; none without changes.
    pub fn difference(&self) -> Option<&Difference> {
        self.difference.as_ref()
    }

    /// The edits that write a change into the text as it stands, if that can be, and the text after them.
    pub fn write_down(&self, change: &Change) -> Option<(Vec<(Span, String)>, String)> {
        let mut edits = self.standing.write_down(change)?;
        edits.sort();
        let mut text = self.text().to_owned();
        for (span, insert) in edits.iter().rev() {
            text.replace_range(span.start..span.end, insert);
        }
        Some((edits, text))
    }

    /// The text as it stands.
    pub fn text(&self) -> &str {
        self.standing.source.text()
    }

    /// What is in the cluster that is shown.
    pub fn cluster(&self) -> &Cluster {
        &self.shown.cluster
    }

    /// True if what is shown is older than the text.
    pub fn is_stale(&self) -> bool {
        self.patched.is_some()
    }

    /// True if the object is shown as an older text says.
    pub fn is_kept(&self, object: &ObjectRef) -> bool {
        let Some(patched) = &self.patched else { return false };
        self.shown_span(object).is_some_and(|span| patched.is_kept(span.start))
    }

    /// The object in whose text a cursor stands, counted in UTF-16 code units.
    pub fn object_at(&self, units: usize) -> Option<ObjectRef> {
        let standing = self.standing.source.from_utf16(units);
        let offset = self.patched.as_ref().map_or(standing, |patched| patched.in_patched(standing));
        let objects = &self.shown.manifest.objects;
        let index = objects.iter().position(|object| object.span.touches(offset))?;
        self.cluster().origins.iter().find_map(|(object, origin)| match origin {
            Origin::Text { index: at, .. } if *at == index => Some(object.clone()),
            _ => None,
        })
    }

    /// Where the text that made an object stands, in UTF-16 code units: of a Pod that a controller made, the
    /// workload's.
    pub fn place_of(&self, object: &ObjectRef) -> Option<(usize, usize)> {
        let shown = self.shown_span(object)?;
        Some(self.utf16(self.patched.as_ref().map_or(shown, |patched| patched.in_standing(shown))))
    }

    /// A span of the text as it stands in UTF-16 code units.
    pub fn utf16(&self, span: Span) -> (usize, usize) {
        let source = &self.standing.source;
        (source.utf16(span.start), source.utf16(span.end))
    }

    /// The object that shows an object in the picture: of an EndpointSlice, its Service.
    pub fn drawn_for(&self, object: &ObjectRef) -> ObjectRef {
        let slice = Some(object).filter(|object| object.kind == Kind::EndpointSlice);
        let labels = slice.and_then(|slice| self.cluster().get(slice)).map(|slice| &slice.metadata().labels);
        match labels.and_then(|labels| labels.get("kubernetes.io/service-name")) {
            Some(service) => ObjectRef::new(Kind::Service, object.namespace.clone(), service.clone()),
            None => object.clone(),
        }
    }

    fn shown_span(&self, object: &ObjectRef) -> Option<Span> {
        let written = self.written_for(object)?;
        match self.cluster().origin(&written) {
            Origin::Text { index, .. } => Some(self.shown.manifest.objects.get(*index)?.span),
            _ => None,
        }
    }

    /// The object itself if the person wrote it, otherwise the one it was made for.
    pub fn written_for(&self, object: &ObjectRef) -> Option<ObjectRef> {
        let mut object = object.clone();
        // A CronJob's Pod is four steps away from the text; more would be a circle.
        for _ in 0..5 {
            if matches!(self.cluster().origin(&object), Origin::Text { .. }) {
                return Some(object);
            }
            object = self.cluster().get(&object)?.owner()?;
        }
        None
    }
}

/// True for what makes an object stay out of the cluster. Of an expectation that does not hold, nothing does.
pub fn is_rejection(found: &Diagnostic) -> bool {
    found.severity == Severity::Error && !expect::is_about_expectation(found)
}

/// What is wrong with the text as it stands, and what there is to say of what is shown: that a Service has lost its Pods
/// because their document is being edited is not worth a word.
fn findings(standing: &Simulation, shown: &Simulation, patched: &Patched) -> Vec<Diagnostic> {
    let errors = standing.diagnostics.iter().filter(|found| is_rejection(found)).cloned();
    let others = shown.diagnostics.iter();
    let others = others.filter(|found| !is_rejection(found) && !patched.is_kept(found.span.start));
    let others = others.map(|found| Diagnostic {
        span: patched.in_standing(found.span),
        fix: found.fix.as_ref().and_then(|fix| in_standing(fix, patched)),
        ..found.clone()
    });
    let mut findings: Vec<Diagnostic> = errors.chain(others).collect();
    findings.sort_by_key(|found| (found.span, found.severity));
    findings
}

/// A fix of the patched text for the text as it stands; none where it would change what stands otherwise there.
fn in_standing(fix: &Fix, patched: &Patched) -> Option<Fix> {
    if fix.edits.iter().any(|(span, _)| patched.is_kept(span.start)) {
        return None;
    }
    let edits = fix.edits.iter().map(|(span, insert)| (patched.in_standing(*span), insert.clone()));
    Some(Fix { title: fix.title.clone(), edits: edits.collect() })
}
