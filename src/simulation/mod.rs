//! The facade: one text, everything that follows from it.

mod report;
mod write_down;
mod yaml;

pub use crate::coredns::UnknownOrigin;
pub use report::{
    ChangesReport, CheckReport, DiagnosticReport, DigReport, ExpectationsReport, OutcomeReport,
    ServiceReport, SimulationReport,
};
pub use yaml::{Author, YamlLine};

use std::convert::Infallible;
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use crate::api::ObjectRef;
use crate::changes::{self, Change, ChangeError, Difference, Outcome, PodState, PodsDifference};
use crate::cluster::{Cluster, NamespacedName, Origin, ProxyMode};
use crate::controllers::{Backends, CutOff, Reconciled};
use crate::coredns::{Dig, RecordType, Resolver, Zone};
use crate::diagnostic::{Diagnostic, Severity};
use crate::diagram::scene::Since;
use crate::expect::{self, Judgement};
use crate::kube_proxy::{IpFamily, Rules};
use crate::locale::Language;
use crate::manifest::Manifest;
use crate::message::Message;
use crate::network::{Network, Trace, TraceError, TraceQuery};
use crate::source::Source;
use crate::{apiserver, controllers, coredns, kube_proxy, lint, manifest};

/// What the text does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// True if something gives LoadBalancer Services an address.
    pub load_balancer: bool,
    /// What happens to the cluster once it runs, in this order.
    pub changes: Vec<Change>,
}

impl Default for Options {
    fn default() -> Self {
        Options { load_balancer: true, changes: Vec::new() }
    }
}

/// What happened to a cluster.
#[derive(Debug)]
pub struct Changed {
    /// The cluster as it was, after the controllers have run.
    pub before: Cluster,
    /// What came of each change, in their order.
    pub outcomes: Vec<Outcome>,
}

/// What a cluster makes of one text.
#[derive(Debug)]
pub struct Simulation {
    /// The text.
    pub source: Source,
    /// What the text says, with a span for every key and value.
    pub manifest: Manifest,
    /// What is in the cluster after the controllers have run, and after the changes.
    pub cluster: Cluster,
    /// What happened to it; None if nothing did.
    pub changed: Option<Changed>,
    /// Workloads that got fewer Pods than they ask for.
    pub cut_off: Vec<CutOff>,
    /// Everything there is to say, in the order of the text.
    pub diagnostics: Vec<Diagnostic>,
    /// What came of the expectations of the text, before anything was changed.
    pub expectations: Judgement,
}

impl Simulation {
    /// Runs the whole pipeline on a text.
    pub fn new(text: &str, options: &Options) -> Self {
        let Ok(simulation) = at_once(Simulation::in_slices(text, options, async || Ok::<_, Infallible>(())));
        simulation
    }

    /// Runs the whole pipeline on a text and awaits `pause` between its stages; an error of it ends the work.
    pub async fn in_slices<E>(
        text: &str,
        options: &Options,
        pause: impl AsyncFn() -> Result<(), E>,
    ) -> Result<Self, E> {
        let source = Source::new(text);
        let (manifest, mut diagnostics) = manifest::read(&source);
        pause().await?;
        let (admitted, rejected) = apiserver::admit(&manifest, options.load_balancer);
        diagnostics.extend(rejected);
        pause().await?;
        let reconciled = controllers::reconcile(&admitted);
        pause().await?;
        // What is expected is expected of the cluster of the text, before anything happens to it.
        let expected = expect::expectations(&source, &manifest);
        let is_looked_at = options.changes.is_empty() || !expected.is_empty();
        let mut found = if is_looked_at { lint::lint(&source, &manifest, &reconciled) } else { Vec::new() };
        let expectations = expected.judge(&reconciled.cluster, diagnostics.iter().chain(&found));
        let (reconciled, changed) = change(&admitted, reconciled, &options.changes);
        if changed.is_some() {
            found = lint::lint(&source, &manifest, &reconciled);
        }
        diagnostics.extend(found);
        let mut diagnostics = lint::allow(&source, &manifest, diagnostics);
        diagnostics.extend(expectations.failed.iter().cloned());
        diagnostics.sort_by_key(|found| (found.span, found.severity));
        pause().await?;
        let Reconciled { cluster, cut_off } = reconciled;
        Ok(Simulation { source, manifest, cluster, changed, cut_off, diagnostics, expectations })
    }

    /// True if something is rejected, or an expectation does not hold.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(|found| found.severity == Severity::Error)
    }

    /// The worst of what is found; what the text expects is not bad.
    pub fn worst(&self) -> Option<Severity> {
        let unexpected = self.diagnostics.iter().filter(|found| !self.expectations.expects(found));
        unexpected.map(|found| found.severity).min()
    }

    /// The diagnostics with lines and columns.
    pub fn check(&self) -> CheckReport {
        self.check_in(Language::English)
    }

    /// The diagnostics with lines and columns, in a reader's language.
    pub fn check_in(&self, language: Language) -> CheckReport {
        let diagnostics = self.diagnostics.iter().map(|found| DiagnosticReport::new(found, self, language));
        CheckReport {
            diagnostics: diagnostics.collect(),
            expectations: ExpectationsReport::new(&self.expectations),
        }
    }

    /// What the cluster's DNS answers. Many questions at once are cheaper here than through [`Self::dig`].
    pub fn zone(&self) -> Zone<'_> {
        Zone::new(&self.cluster)
    }

    /// Looks a name up. With `from` (`pod:NAMESPACE/NAME`, `node:NAME`) as that one's resolver does it, without it
    /// as an absolute name.
    pub fn dig(&self, from: Option<&str>, name: &str, record_type: RecordType) -> Result<Dig, UnknownOrigin> {
        let resolver = match from {
            Some(from) => Resolver::of(&self.cluster, from)?,
            None => Resolver::absolute(),
        };
        Ok(coredns::dig(&self.zone(), &resolver, name, record_type))
    }

    /// Why a look-up did not give what was asked for, in one sentence; None if it did.
    pub fn explain(&self, dig: &Dig) -> Option<Message> {
        coredns::explain(&self.zone(), dig)
    }

    /// Where a program on musl, the C library of Alpine images, gets to know something else, in one sentence.
    pub fn musl_differs(&self, dig: &Dig) -> Option<Message> {
        coredns::musl_differs(&self.zone(), dig)
    }

    /// A look-up as JSON; with `explain`, with the reason why it did not give what was asked for.
    pub fn dig_report(&self, dig: Dig, explain: bool) -> DigReport {
        DigReport::new(self, dig, explain)
    }

    /// The network, ready to answer questions. Many questions at once are cheaper here than through [`Self::trace`].
    pub fn network(&self) -> Network<'_> {
        Network::new(&self.cluster)
    }

    /// Who stands behind each Service, and why others do not.
    pub fn backends(&self) -> Backends<'_> {
        Backends::new(&self.cluster)
    }

    /// Where a connection goes.
    pub fn trace(&self, query: &TraceQuery) -> Result<Trace, TraceError> {
        self.network().trace(query)
    }

    /// What kube-proxy programs on a node; without a mode, in the one that the cluster is set up with. None if there
    /// is no such node.
    pub fn rules(&self, node: &str, mode: Option<ProxyMode>, family: IpFamily) -> Option<Rules> {
        let mode = mode.unwrap_or(self.cluster.settings.proxy.mode);
        kube_proxy::rules(&self.cluster, node, mode, family)
    }

    /// Why one of the changes could not happen, if so.
    pub fn impossible_change(&self) -> Option<&ChangeError> {
        self.changed
            .iter()
            .flat_map(|changed| &changed.outcomes)
            .find_map(|outcome| outcome.result.as_ref().err())
    }

    /// What the changes have made of the cluster; None without changes.
    pub fn difference(&self) -> Option<Difference> {
        let before = &self.changed.as_ref()?.before;
        Some(Difference::new(&Network::new(before), &self.network()))
    }

    /// What the changes have made of the Pods, for a picture of before and after.
    pub fn since(&self) -> Since {
        let Some(Changed { before, .. }) = &self.changed else { return Since::default() };
        let pods = PodsDifference::new(before, &self.cluster);
        let name = |pod: &ObjectRef| NamespacedName::new(pod.namespace.clone(), pod.name.clone());
        let names = |list: &[PodState]| list.iter().map(|one| name(&one.pod)).collect();
        let gone = pods.removed.iter().map(|one| name(&one.pod));
        let gone = gone.filter_map(|name| before.pods.get(&name).map(|pod| (name, pod.clone())));
        Since { came: names(&pods.added), changed: names(&pods.changed), gone: gone.collect() }
    }

    /// The changes, what came of each, and the [difference](Self::difference); None without changes.
    pub fn changes(&self) -> Option<ChangesReport> {
        Some(ChangesReport::new(&self.changed.as_ref()?.outcomes, self.difference()?))
    }

    /// An object as `kubectl get -o yaml` prints it, each line with its author. None if there is no such object.
    pub fn yaml_lines(&self, object: &ObjectRef) -> Option<Vec<YamlLine>> {
        let json = self.cluster.get(object)?.to_json(&self.cluster);
        let written = match self.cluster.origin(object) {
            Origin::Text { index, .. } => self.manifest.objects.get(*index).map(|raw| raw.node.to_json()),
            Origin::Controller | Origin::BuiltIn => None,
        };
        Some(yaml::lines(&json, written.as_ref()))
    }

    /// Everything, as one value.
    pub fn report(&self) -> SimulationReport {
        SimulationReport::new(self)
    }
}

/// What a future gives that never waits.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => unreachable!("nothing in it waits"),
    }
}

/// Lets the changes happen. Without any, nothing is copied and nothing runs again.
fn change(admitted: &Cluster, reconciled: Reconciled, changes: &[Change]) -> (Reconciled, Option<Changed>) {
    if changes.is_empty() {
        return (reconciled, None);
    }
    let (after, outcomes) = changes::run(admitted, &reconciled, changes);
    (after, Some(Changed { before: reconciled.cluster, outcomes }))
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    const TEXT: &str = "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {ports: [{port: 80}], selector: {a: b}}\n";

    #[test]
    fn slices_make_what_is_made_at_once() {
        let pauses = Cell::new(0);
        let pause = async || {
            pauses.set(pauses.get() + 1);
            Ok::<_, Infallible>(())
        };
        let Ok(sliced) = at_once(Simulation::in_slices(TEXT, &Options::default(), pause));
        let whole = Simulation::new(TEXT, &Options::default());
        let json = |simulation: &Simulation| serde_json::to_string(&simulation.report()).expect("plain data");
        assert_eq!(json(&sliced), json(&whole));
        assert_eq!(pauses.get(), 4);
    }

    #[test]
    fn a_pause_may_end_the_work() {
        let ended = at_once(Simulation::in_slices(TEXT, &Options::default(), async || Err("typed on")));
        assert_eq!(ended.err(), Some("typed on"));
    }
}
