//! What kube-proxy programs on a node, as its tools read it.

mod listing;

use std::rc::Rc;

use svclab::api::{Kind, ObjectRef, SmolStr};
use svclab::cluster::{Cluster, NamespacedName, ProxyMode};
use svclab::kube_proxy::{self, IpFamily};
use svclab::locale::Language;
use svclab::message;
use svclab::text;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::super::state::{Action, RulesQuestion, Scope, State, use_lab};
use crate::rule_rows::RuleRows;
use crate::targets::short;
use listing::Listing;

/// From how many Services on the page shows the rules of one alone until it is asked for all.
const MANY_SERVICES: usize = 200;
/// How many Services and nodes are offered: a longer list helps nobody to choose.
const MOST: usize = 500;

/// The choice of rules, then their text.
#[component]
pub fn Rules() -> Html {
    let lab = use_lab();
    let shown = Shown::new(&lab);
    let rows =
        use_memo((lab.run.clone(), shown.clone()), |(run, shown)| shown.rows(run.cluster()).map(Rc::new));
    let Some(rows) = (*rows).clone() else {
        return html! { <p class="empty">{ lab.language.text("There is no node yet.") }</p> };
    };
    let selected = lab.selected.as_ref().map(|selected| lab.run.drawn_for(&selected.object));
    let service = selected.filter(|selected| selected.kind == Kind::Service);
    html! {
        <div class="rules">
            <Form {shown} />
            <Listing {rows} {service} wish={lab.rules.wish.clone()} />
        </div>
    }
}

/// Which rules are shown, completed from what there is.
#[derive(Debug, Clone, PartialEq)]
struct Shown {
    node: String,
    mode: ProxyMode,
    family: IpFamily,
    /// The Service whose rules alone are shown.
    service: Option<ObjectRef>,
}

impl Shown {
    fn new(state: &State) -> Self {
        let (cluster, question) = (state.run.cluster(), &state.rules);
        let node = cluster.nodes.get_key_value(question.node.as_str()).map(|(name, _)| name);
        let is_worker = |name: &&SmolStr| cluster.nodes[name.as_str()].spec.taints.is_empty();
        let first = || cluster.nodes.keys().find(is_worker).or(cluster.nodes.keys().next());
        let service = match &question.scope {
            Scope::Service(service) => Some(service.clone()).filter(|service| cluster.get(service).is_some()),
            Scope::Fitting if cluster.services.len() >= MANY_SERVICES => fitting(state),
            Scope::Fitting | Scope::All => None,
        };
        Shown {
            node: node.or_else(first).map(ToString::to_string).unwrap_or_default(),
            mode: question.mode.unwrap_or(cluster.settings.proxy.mode),
            family: if question.ipv6 { IpFamily::Ipv6 } else { IpFamily::Ipv4 },
            service,
        }
    }

    fn rows(&self, cluster: &Cluster) -> Option<RuleRows> {
        let rules = match &self.service {
            Some(service) => kube_proxy::rules_of(cluster, service, &self.node, self.mode, self.family),
            None => kube_proxy::rules(cluster, &self.node, self.mode, self.family),
        };
        Some(RuleRows::new(rules?.listing()))
    }
}

/// The selected Service, or any of the text.
fn fitting(state: &State) -> Option<ObjectRef> {
    let cluster = state.run.cluster();
    let selected = state.selected.as_ref().map(|selected| state.run.drawn_for(&selected.object));
    let mut services = cluster.services.keys().map(reference);
    selected
        .filter(|selected| selected.kind == Kind::Service)
        .or_else(|| services.find(|service| !cluster.is_built_in(service)))
}

fn reference(name: &NamespacedName) -> ObjectRef {
    ObjectRef::new(Kind::Service, name.namespace.clone(), name.name.clone())
}

#[derive(PartialEq, Properties)]
struct FormProps {
    shown: Shown,
}

#[component]
fn Form(props: &FormProps) -> Html {
    let lab = use_lab();
    let (shown, cluster) = (&props.shown, lab.run.cluster());
    let select =
        |label: &'static str, name: &'static str, change: fn(&mut RulesQuestion, &str), options: Html| {
            let (dispatcher, question) = (lab.dispatcher(), lab.rules.clone());
            let onchange = move |event: Event| {
                let mut question = RulesQuestion { wish: None, ..question.clone() };
                change(&mut question, &event.target_unchecked_into::<HtmlSelectElement>().value());
                dispatcher.dispatch(Action::Rules(question));
            };
            html! {
                <label>
                    <span>{ lab.language.text(label) }</span>
                    <select class="field" {name} {onchange}>{ options }</select>
                </label>
            }
        };
    let option = |value: &str, label: String, is_chosen: bool| {
        html! { <option value={value.to_owned()} selected={is_chosen}>{ label }</option> }
    };
    let node = |name: &SmolStr| option(name, name.to_string(), shown.node == *name);
    let mode = |(mode, word): (ProxyMode, &'static str)| {
        option(word, mode_label(lab.language, cluster, mode, word), shown.mode == mode)
    };
    let family = |family: IpFamily| option(family.name(), family.name().to_owned(), shown.family == family);
    let service = |name: &NamespacedName| {
        option(&name.to_string(), short(name), shown.service.as_ref() == Some(&reference(name)))
    };
    html! {
        <form class="question rules-question" onsubmit={|event: SubmitEvent| event.prevent_default()}>
            { select(text!("Node"), "rules-node", |question, node| question.node = node.to_owned(),
                cluster.nodes.keys().take(MOST).map(node).collect()) }
            { select(text!("Mode"), "rules-mode", |question, word| question.mode = mode_of(word),
                MODES.into_iter().map(mode).collect()) }
            { select(text!("Family"), "rules-family", |question, family| question.ipv6 = family == IpFamily::Ipv6.name(),
                IpFamily::ALL.into_iter().map(family).collect()) }
            { select(text!("Rules of"), "rules-of", |question, name| question.scope = scope_of(name), html! {
                <>
                    { option("", lab.language.text("All Services").to_owned(), shown.service.is_none()) }
                    { for cluster.services.keys().take(MOST).map(service) }
                </>
            }) }
        </form>
    }
}

const MODES: [(ProxyMode, &str); 2] = [(ProxyMode::Iptables, "iptables"), (ProxyMode::Nftables, "nftables")];

fn mode_of(word: &str) -> Option<ProxyMode> {
    MODES.into_iter().find(|(_, known)| *known == word).map(|(mode, _)| mode)
}

fn mode_label(language: Language, cluster: &Cluster, mode: ProxyMode, word: &str) -> String {
    match cluster.settings.proxy.mode == mode {
        true => language.say(&message!("{mode}, as set up", mode = word)),
        false => word.to_owned(),
    }
}

fn scope_of(name: &str) -> Scope {
    match name.split_once('/') {
        Some((namespace, name)) => Scope::Service(ObjectRef::new(Kind::Service, namespace, name)),
        None => Scope::All,
    }
}
