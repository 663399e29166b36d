//! What has become of the endpoints of a Service since something happened: the marks at their rows, and rows for those
//! that are gone. The words and signs are those of the list above the picture.

use svclab::api::ObjectRef;
use svclab::changes::{Difference, Endpoint, ServiceDifference};
use svclab::controllers::Backend;
use svclab::text;
use yew::prelude::*;

use super::LISTED;
use crate::ui::state::Lab;
use crate::what_if::words::short;

/// What has become of a Service; None if nothing has happened to its endpoints.
#[derive(Clone, Copy)]
pub struct Since<'a>(&'a ServiceDifference);

#[derive(Clone, Copy)]
struct Mark {
    class: &'static str,
    sign: &'static str,
    word: &'static str,
}

const LEFT: Mark = Mark { class: "left", sign: "−", word: text!("left") };
const JOINED: Mark = Mark { class: "joined", sign: "+", word: text!("joined") };
const STAYED: Mark = Mark { class: "stayed", sign: "=", word: text!("stayed") };

impl<'a> Since<'a> {
    pub fn of(difference: Option<&'a Difference>, service: &ObjectRef) -> Option<Self> {
        difference?.services.iter().find(|one| one.service == *service).map(Since)
    }

    fn sorts(self) -> [(Mark, &'a [Endpoint]); 3] {
        let Since(ServiceDifference { left, joined, stayed, .. }) = self;
        [(LEFT, left), (JOINED, joined), (STAYED, stayed)]
    }

    /// `−1 left +1 joined =2 stayed`
    pub fn counts(self, lab: &Lab) -> Html {
        let count = |(mark, list): (Mark, &[Endpoint])| {
            html! {
                <span class={classes!("since", mark.class)}>
                    { format!("{}{} ", mark.sign, list.len()) }{ lab.language.text(mark.word) }
                </span>
            }
        };
        html! { <>{ for self.sorts().into_iter().map(count) }</> }
    }

    /// The mark of somebody who is listed.
    pub fn mark(self, lab: &Lab, backend: &Backend) -> Html {
        let found = self.sorts().into_iter().find(|(_, list)| list.iter().any(|one| is_of(one, backend)));
        found.map_or_else(Html::default, |(mark, _)| show(lab, mark))
    }

    /// Those that left and are not listed any more.
    pub fn gone(self, lab: &Lab, listed: &[Backend]) -> Html {
        let is_gone = |one: &&Endpoint| !listed.iter().any(|backend| is_of(one, backend));
        let gone = self.0.left.iter().filter(is_gone).take(LISTED);
        html! { <>{ for gone.map(|endpoint| row(lab, endpoint)) }</> }
    }
}

fn is_of(endpoint: &Endpoint, backend: &Backend) -> bool {
    match (&endpoint.pod, &backend.pod) {
        (Some(one), Some(other)) => one == other,
        (None, None) => backend.addresses.contains(&endpoint.address),
        _ => false,
    }
}

fn show(lab: &Lab, mark: Mark) -> Html {
    html! { <span class={classes!("since", mark.class)}>{ mark.sign }{ " " }{ lab.language.text(mark.word) }</span> }
}

fn row(lab: &Lab, endpoint: &Endpoint) -> Html {
    let language = lab.language;
    html! {
        <tr class="gone" data-standing="gone">
            <td class="narrow"><span class="state gone">{ language.text("gone") }</span>{ show(lab, LEFT) }</td>
            <td>
                { match &endpoint.pod {
                    Some(pod) => short(pod),
                    None => language.text("an address written by hand").to_owned(),
                } }
                { for endpoint.why.as_ref().map(|why| html! { <span class="why">{ language.say(why) }</span> }) }
            </td>
            <td><code>{ endpoint.address.to_string() }</code></td>
            <td class="narrow" />
        </tr>
    }
}
