//! The page's components. [`state`] is the one place where anything changes; components read it and send actions.

mod bar;
mod browser;
mod editor;
mod files_menu;
mod language;
mod lesson;
mod lessons_menu;
mod local_files;
mod memory;
mod panels;
mod picture;
mod run;
mod settings;
mod share;
mod splitter;
mod state;
mod typing;
mod what_if;

use svclab::text;
use yew::prelude::*;

use bar::Bar;
use browser::Listener;
use editor::Editor;
use lesson::LessonCard;
use local_files::LocalFiles;
use memory::use_memory;
use panels::Panels;
use picture::Picture;
use splitter::{Direction, Splitter};
use state::{Action, Lab, View, use_lab};
use what_if::Menu;

/// Puts the page into the element that holds its first paint, once it can speak the reader's language.
pub fn run() {
    language::when_fetched(browser::language(), || {
        match browser::by_id("app") {
            Some(root) => yew::Renderer::<App>::with_root(root.into()).render(),
            None => yew::Renderer::<App>::new().render(),
        };
    });
}

/// The page.
#[component]
fn App() -> Html {
    let lab: Lab = use_reducer(share::opening_state);
    use_hash(&lab);
    use_document(&lab);
    html! {
        <ContextProvider<Lab> context={lab}>
            <Page />
        </ContextProvider<Lab>>
    }
}

/// Opens the link in the address whenever it changes.
#[hook]
fn use_hash(lab: &Lab) {
    let dispatcher = lab.dispatcher();
    use_effect_with((), move |()| {
        let follow = move |_| {
            share::followed_link().into_iter().for_each(|action| dispatcher.dispatch(action));
        };
        let listener = web_sys::window().map(|window| Listener::new(&window, "hashchange", follow));
        move || drop(listener)
    });
}

/// Tells the document its language and theme.
#[hook]
fn use_document(lab: &Lab) {
    use_effect_with((lab.language, lab.theme), |(language, theme)| {
        if let Some(root) = browser::root() {
            let _ = root.set_attribute("lang", language.tag());
            let _ = root.set_attribute("data-theme", theme.word());
        }
    });
}

#[component]
fn Page() -> Html {
    let lab = use_lab();
    use_memory(&lab);
    let view = match lab.view {
        View::Text => "text",
        View::Picture => "picture",
    };
    html! {
        <div class="page" data-view={view}>
            <Bar />
            <Views />
            <Notice />
            <main class="columns">
                <section class="text-pane" aria-label={lab.language.text("Manifests")}>
                    <LessonCard />
                    <Editor />
                </section>
                <Splitter name="columns" direction={Direction::Columns} />
                <div class="picture-pane">
                    <Picture />
                    <Splitter name="rows" direction={Direction::Rows} />
                    <Panels />
                </div>
                <Menu />
            </main>
            <LocalFiles />
        </div>
    }
}

/// On a narrow page: text or picture.
#[component]
fn Views() -> Html {
    let lab = use_lab();
    let button = |view: View, label: &'static str| {
        let onclick = {
            let dispatcher = lab.dispatcher();
            move |_| dispatcher.dispatch(Action::View(view))
        };
        html! {
            <button type="button" aria-pressed={(lab.view == view).to_string()} {onclick}>
                { lab.language.text(label) }
            </button>
        }
    };
    html! {
        <nav class="views" aria-label={lab.language.text("Views")}>
            { button(View::Text, text!("Text")) }
            { button(View::Picture, text!("Picture")) }
        </nav>
    }
}

/// What the reader should hear about the page itself.
#[component]
fn Notice() -> Html {
    let lab = use_lab();
    let Some(notice) = lab.notice else { return Html::default() };
    let close = {
        let dispatcher = lab.dispatcher();
        move |_| dispatcher.dispatch(Action::Notice(None))
    };
    let label = lab.language.text("Close");
    html! {
        <div class="notice" role="alert">
            <p>{ lab.language.text(notice) }</p>
            <button type="button" class="icon" aria-label={label} title={label} onclick={close}>{ "×" }</button>
        </div>
    }
}
