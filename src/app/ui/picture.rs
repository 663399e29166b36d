//! The picture.

use yew::prelude::*;

#[component]
pub fn Picture() -> Html {
    html! {}
}
#[component]
pub fn Embed() -> Html {
    html! {}
}
