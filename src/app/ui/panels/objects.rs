//! What is in the cluster, as `kubectl get` and `kubectl get -o yaml` show it.

mod yaml;

use svclab::api::{Kind, ObjectRef};
use svclab::cluster::{Cluster, Object, Origin};
use svclab::kubectl;
use svclab::{Author, message, text};
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::super::state::{Action, Lab, use_lab};
use yaml::Yaml;

/// How many objects of a kind are listed: more would only make the page slow.
const LISTED: usize = 100;

/// The kinds, the objects of one of them, and the YAML of the selected one.
#[component]
pub fn Objects() -> Html {
    let lab = use_lab();
    let cluster = lab.run.cluster();
    let selected = lab.selected.as_ref().map(|selected| selected.object.clone());
    let selected = selected.filter(|selected| cluster.get(selected).is_some());
    let kinds: Vec<(Kind, usize)> = Kind::ALL
        .into_iter()
        .map(|kind| (kind, own(cluster, kind).count()))
        .filter(|(kind, count)| {
            *count > 0 || selected.as_ref().is_some_and(|selected| selected.kind == *kind)
        })
        .collect();
    let open = kind_to_show(&lab, selected.as_ref(), &kinds);
    let tab = |(kind, count): &(Kind, usize)| {
        let onclick = {
            let (dispatcher, kind) = (lab.dispatcher(), *kind);
            move |_| dispatcher.dispatch(Action::List(kind))
        };
        html! {
            <button type="button" aria-pressed={(Some(*kind) == open).to_string()} {onclick}>
                { kubectl::Resource::of(*kind).plural }
                { " " }
                <span>{ *count }</span>
            </button>
        }
    };
    let Some(kind) = open else {
        return html! { <p class="empty">{ lab.language.text("The text holds no objects yet. Write a manifest, paste one, or open a lesson.") }</p> };
    };
    html! {
        <div class={classes!("objects", selected.is_some().then_some("chosen"))}>
            <div class="object-list">
                <div class="kinds" role="group" aria-label={lab.language.text("Kinds")}>{ for kinds.iter().map(tab) }</div>
                <List {kind} selected={selected.clone()} />
            </div>
            if let Some(selected) = selected {
                <Yaml object={selected} />
            } else {
                <p class="empty">{ lab.language.text("Choose an object to see it whole.") }</p>
            }
        </div>
    }
}

/// The kind that the reader chose, or that of the selected object; without either, Services if there are any.
fn kind_to_show(lab: &Lab, selected: Option<&ObjectRef>, kinds: &[(Kind, usize)]) -> Option<Kind> {
    let is_there = |wanted: &Kind| kinds.iter().any(|(kind, _)| kind == wanted);
    let wanted = lab.listed.or(selected.map(|selected| selected.kind)).or(Some(Kind::Service));
    wanted.filter(is_there).or(kinds.first().map(|(kind, _)| *kind))
}

/// The objects that are not every cluster's own.
fn own(cluster: &Cluster, kind: Kind) -> impl Iterator<Item = Object<'_>> {
    cluster.list(kind).into_iter().filter(|object| !is_of_cluster(cluster, *object))
}

/// True for what every cluster has, and for what controllers make for it.
fn is_of_cluster(cluster: &Cluster, object: Object<'_>) -> bool {
    let reference = object.reference();
    // Endpoints have no owner but the name of their Service.
    let service = ObjectRef { kind: Kind::Service, ..reference.clone() };
    let owner = object.owner().or((reference.kind == Kind::Endpoints).then_some(service));
    cluster.is_built_in(&reference) || owner.is_some_and(|owner| cluster.is_built_in(&owner))
}

#[derive(PartialEq, Properties)]
struct ListProps {
    kind: Kind,
    selected: Option<ObjectRef>,
}

/// The table that `kubectl get` prints.
#[component]
fn List(props: &ListProps) -> Html {
    let lab = use_lab();
    let cluster = lab.run.cluster();
    let find = use_state_eq(String::new);
    let oninput = {
        let find = find.clone();
        move |event: InputEvent| find.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let is_found = |object: &Object<'_>| object.metadata().name.contains(find.trim());
    let objects: Vec<Object<'_>> = own(cluster, props.kind).filter(is_found).collect();
    let of_cluster = cluster.list(props.kind).into_iter().filter(|object| is_of_cluster(cluster, *object));
    let of_cluster: Vec<Object<'_>> = of_cluster.filter(is_found).collect();
    let hint = lab.language.text("Find by name");
    let more = objects.len().saturating_sub(LISTED);
    html! {
        <>
            if objects.len() > 8 || !find.is_empty() {
                <input class="field" type="search" name="objects-find" placeholder={hint} aria-label={hint}
                    spellcheck="false" autocomplete="off" {oninput} />
            }
            { table(&lab, props, &objects) }
            if more > 0 {
                <p class="empty">{ lab.language.say(&message!("and {count} more", count = more)) }</p>
            }
            if !of_cluster.is_empty() {
                <details>
                    <summary>{ lab.language.say(&message!("{count} that every cluster has", count = of_cluster.len())) }</summary>
                    { table(&lab, props, &of_cluster) }
                </details>
            }
        </>
    }
}

fn table(lab: &Lab, props: &ListProps, objects: &[Object<'_>]) -> Html {
    if objects.is_empty() {
        return Html::default();
    }
    let titles = without_age(props.kind, kubectl::titles(props.kind));
    html! {
        <table class="kubectl">
            <thead><tr>{ for titles.iter().map(|title| html! { <th>{ title.clone() }</th> }) }</tr></thead>
            <tbody>{ for objects.iter().take(LISTED).map(|object| row(lab, props, *object)) }</tbody>
        </table>
    }
}

/// The columns but the age: without a clock there is none.
fn without_age(kind: Kind, mut cells: Vec<String>) -> Vec<String> {
    if let Some(age) = kubectl::titles(kind).iter().position(|title| title == "AGE") {
        cells.remove(age);
    }
    cells
}

fn row(lab: &Lab, props: &ListProps, object: Object<'_>) -> Html {
    let reference = object.reference();
    let is_selected = props.selected.as_ref() == Some(&reference);
    let is_made = *lab.run.cluster().origin(&reference) == Origin::Controller;
    let onclick = {
        let (dispatcher, reference) = (lab.dispatcher(), reference.clone());
        move |_| dispatcher.dispatch(Action::Select(Some(reference.clone())))
    };
    let cells = without_age(props.kind, kubectl::cells(lab.run.cluster(), object));
    let (name, rest) = cells.split_first().map_or(("", &[][..]), |(name, rest)| (name.as_str(), rest));
    let namespace =
        Some(&reference.namespace).filter(|namespace| !["", "default"].contains(&namespace.as_str()));
    html! {
        <tr class={classes!(is_selected.then_some("selected"), is_made.then_some("made"))}>
            <td>
                <button type="button" class="object" aria-pressed={is_selected.to_string()} {onclick}>
                    if let Some(namespace) = namespace {
                        <span class="kind">{ format!("{namespace}/") }</span>
                    }
                    { name.to_owned() }
                </button>
            </td>
            { for rest.iter().map(|cell| html! { <td>{ cell.clone() }</td> }) }
        </tr>
    }
}

/// The text of the page for who wrote something.
fn author(author: Author) -> (&'static str, &'static str) {
    match author {
        Author::Person => (" ", text!("written by you")),
        Author::ApiServer => ("+", text!("added by the API server")),
        Author::Controller => ("*", text!("added by a controller")),
    }
}
