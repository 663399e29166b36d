//! The results as JSON, in the words of the public contract.

use serde::Serialize;
use serde_json::{Value, json};

use super::Simulation;
use crate::KUBERNETES_VERSION;
use crate::api::{Kind, ObjectRef, Service};
use crate::changes::{Change, Difference, Outcome};
use crate::controllers::{Backend, Backends};
use crate::coredns::{Dig, Record};
use crate::diagnostic::{Diagnostic, Reason, Severity, Subject};
use crate::diagram::{self, LayoutOptions, Scene, SceneOptions};
use crate::expect::Judgement;
use crate::locale::Language;
use crate::message::Message;
use crate::network::{Network, ServiceView};
use crate::source::Range;

/// `svclab check -o json`
#[derive(Debug, Clone, Serialize)]
pub struct CheckReport {
    /// In the order of the text.
    pub diagnostics: Vec<DiagnosticReport>,
    /// What came of the comments that say what is expected; None if there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expectations: Option<ExpectationsReport>,
}

/// How many expectations of a text hold.
#[derive(Debug, Clone, Serialize)]
pub struct ExpectationsReport {
    /// Those that hold.
    pub held: usize,
    /// The others, each of them one of the diagnostics.
    pub failed: usize,
}

impl ExpectationsReport {
    pub(super) fn new(judgement: &Judgement) -> Option<Self> {
        let report = ExpectationsReport { held: judgement.held.len(), failed: judgement.failed.len() };
        (!judgement.is_empty()).then_some(report)
    }
}

/// A [`Diagnostic`] with its place in lines and columns.
#[derive(Debug, Clone, Serialize)]
pub struct DiagnosticReport {
    /// `error`, `warning` or `info`.
    pub severity: Severity,
    /// A stable kebab-case word.
    pub code: &'static str,
    /// For `invalid-field`: the API machinery's cause.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// One sentence that stands alone.
    pub message: String,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// True if the text expects it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub expected: bool,
    /// The object that is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub object: Option<Subject>,
    /// The field as the API server writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// 0-based index of the YAML document.
    pub document: usize,
    /// The key or value that is meant.
    pub range: Range,
    /// Where that starts, in UTF-16 code units, as JavaScript counts.
    pub from: usize,
    /// Where it ends, likewise.
    pub to: usize,
}

impl DiagnosticReport {
    pub(super) fn new(found: &Diagnostic, simulation: &Simulation, language: Language) -> Self {
        let source = &simulation.source;
        DiagnosticReport {
            severity: found.severity,
            code: found.code,
            reason: found.reason,
            message: language.say(&found.message),
            help: found.help.as_ref().map(|help| language.say(help)),
            expected: simulation.expectations.expects(found),
            object: found.object.clone(),
            path: found.path.clone(),
            document: found.document,
            range: source.range(found.span),
            from: source.utf16(found.span.start),
            to: source.utf16(found.span.end),
        }
    }
}

/// `svclab dig`
#[derive(Debug, Clone, Serialize)]
pub struct DigReport {
    /// The answer.
    #[serde(flatten)]
    pub dig: Dig,
    /// Why it is not what was asked for, if that was to be explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// What a program on musl gets to know, where that is something else.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub musl: Option<String>,
}

impl DigReport {
    pub(super) fn new(simulation: &Simulation, dig: Dig, explain: bool) -> Self {
        let explanation = simulation.explain(&dig).filter(|_| explain);
        let musl = simulation.musl_differs(&dig);
        let text = |message: Option<Message>| message.map(|message| message.to_string());
        DigReport { dig, explanation: text(explanation), musl: text(musl) }
    }
}

/// `svclab simulate`
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SimulationReport {
    /// The Kubernetes version that is simulated.
    pub version: &'static str,
    /// In the order of the text.
    pub diagnostics: Vec<DiagnosticReport>,
    /// What is in the cluster after the controllers have run, as the API server returns it.
    pub objects: Vec<Value>,
    /// Those of the objects that every cluster has.
    pub built_in: Vec<ObjectRef>,
    /// Every record of the cluster's zone, each with the objects it comes from.
    pub dns_records: Vec<Value>,
    /// What there is to show of each Service.
    pub services: Vec<ServiceReport>,
    /// What is drawn, and where.
    pub diagram: Value,
    /// What happened, and what came of it; None if nothing happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub changes: Option<ChangesReport>,
}

/// `svclab what-if -o json`
#[derive(Debug, Clone, Serialize)]
pub struct ChangesReport {
    /// The changes, in their order.
    pub list: Vec<OutcomeReport>,
    /// What they have made of the cluster.
    #[serde(flatten)]
    pub difference: Difference,
}

/// A change, with what there is to know of it or why it could not happen.
#[derive(Debug, Clone, Serialize)]
pub struct OutcomeReport {
    /// The change.
    #[serde(flatten)]
    pub change: Change,
    /// One sentence on what it did, or why it did nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Message>,
    /// Why it could not happen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<Message>,
    /// What to do about that.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Message>,
}

impl ChangesReport {
    pub(super) fn new(outcomes: &[Outcome], difference: Difference) -> Self {
        let list = outcomes.iter().map(|Outcome { change, result }| OutcomeReport {
            change: change.clone(),
            note: result.as_ref().ok().cloned(),
            error: result.as_ref().err().map(|error| error.message.clone()),
            help: result.as_ref().err().and_then(|error| error.help.clone()),
        });
        ChangesReport { list: list.collect(), difference }
    }
}

/// What there is to show of a Service: the ways in, and the Pods behind it.
#[derive(Debug, Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ServiceReport {
    /// The ways in.
    #[serde(flatten)]
    pub view: ServiceView,
    /// Every Pod that the selector picks and every address that was written by hand, those who count first; then
    /// the Pods of the namespace that the selector misses by least.
    pub backends: Vec<Backend>,
    /// How many more Pods of the namespace the selector does not pick.
    pub not_listed: usize,
}

/// How many Pods that a Service does not select are reported with it.
const NOT_SELECTED_LISTED: usize = 100;

impl ServiceReport {
    fn new(network: &Network<'_>, backends: &Backends<'_>, service: &Service) -> Self {
        let mut list = backends.of(service);
        let passed_over = backends.passed_over(service, NOT_SELECTED_LISTED);
        list.extend(passed_over.nearest);
        ServiceReport { view: network.service_view(service), backends: list, not_listed: passed_over.others }
    }
}

impl SimulationReport {
    pub(super) fn new(simulation: &Simulation) -> Self {
        let cluster = &simulation.cluster;
        let objects: Vec<_> = Kind::ALL.into_iter().flat_map(|kind| cluster.list(kind)).collect();
        let (network, backends) = (simulation.network(), simulation.backends());
        let services = cluster.services.values();
        SimulationReport {
            version: KUBERNETES_VERSION,
            diagnostics: simulation.check().diagnostics,
            objects: objects.iter().map(|object| object.to_json(cluster)).collect(),
            built_in: objects
                .iter()
                .map(|object| object.reference())
                .filter(|object| cluster.is_built_in(object))
                .collect(),
            dns_records: simulation.zone().records().iter().map(Record::to_json_with_owner).collect(),
            services: services.map(|service| ServiceReport::new(&network, &backends, service)).collect(),
            diagram: diagram(simulation),
            changes: simulation.changes(),
        }
    }
}

/// What is drawn (`scene`) and where (`layout`).
fn diagram(simulation: &Simulation) -> Value {
    let options = SceneOptions { since: simulation.since(), ..SceneOptions::default() };
    let scene = Scene::new(&simulation.cluster, &options);
    let layout = diagram::layout(&scene, &LayoutOptions::default());
    json!({"scene": scene, "layout": layout})
}
