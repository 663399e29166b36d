//! The page's components. [`state`] is the one place where anything changes; components read it and send actions.

mod bar;
mod browser;
mod editor;
mod files_menu;
mod language;
mod lesson;
mod lessons_menu;
mod local_files;
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
use panels::Panels;
use picture::{Embed, Picture};
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

/// The page, or the picture alone where the document says `data-mode="embed"`.
#[component]
fn App() -> Html {
    let lab: Lab = use_reducer(share::opening_state);
    use_hash(&lab);
    use_document(&lab);
    html! {
        <ContextProvider<Lab> context={lab}>
            if browser::is_embed() {
                <Embed />
            } else {
                <Page />
            }
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

/// Bytes of text that a browser remembers for a page without asking its reader.
const MOST_REMEMBERED: usize = 2_000_000;

/// Writes down what survives a reload. From then on the text is no longer the one of a link in the address.
#[hook]
fn use_memory(lab: &Lab) {
    let (is_own, changes) = (lab.own, lab.changes.clone());
    use_effect_with((lab.run.clone(), lab.lesson, lab.load_balancer), move |(run, lesson, load_balancer)| {
        if !is_own {
            return;
        }
        match run.text() {
            text if text.len() > MOST_REMEMBERED => browser::forget(browser::TEXT_KEY),
            text => browser::remember(browser::TEXT_KEY, text),
        }
        match serde_json::to_string(changes.list()) {
            Ok(list) if !changes.list().is_empty() => browser::remember(browser::CHANGES_KEY, &list),
            _ => browser::forget(browser::CHANGES_KEY),
        }
        match lesson {
            Some(lesson) => browser::remember(browser::LESSON_KEY, lesson.id),
            None => browser::forget(browser::LESSON_KEY),
        }
        match load_balancer {
            true => browser::forget(browser::NO_LOAD_BALANCER_KEY),
            false => browser::remember(browser::NO_LOAD_BALANCER_KEY, "1"),
        }
        browser::replace_hash("");
    });
    let is_forgotten = is_own && lab.run.text().len() > MOST_REMEMBERED;
    let dispatcher = lab.dispatcher();
    use_effect_with(is_forgotten, move |is_forgotten| {
        if *is_forgotten {
            let notice = text!("The text is too large to survive a reload: download it to keep it.");
            dispatcher.dispatch(Action::Notice(Some(notice)));
        }
    });
}

/// Writes down the open panel.
#[hook]
fn use_panel_memory(lab: &Lab) {
    use_effect_with(lab.panel, |panel| browser::remember(browser::PANEL_KEY, panel.word()));
}

/// Writes down which lessons the reader has opened.
#[hook]
fn use_progress_memory(lab: &Lab) {
    use_effect_with(lab.seen.clone(), |seen| {
        let seen: Vec<&str> = seen.iter().copied().collect();
        browser::remember(browser::PROGRESS_KEY, &seen.join(" "));
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
    use_panel_memory(&lab);
    use_progress_memory(&lab);
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
            </main>
            <Menu />
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
