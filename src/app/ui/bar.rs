//! The bar at the top and its menus: lessons, files, share, settings.

use svclab::KUBERNETES_VERSION;
use yew::prelude::*;

use super::files_menu::FilesMenu;
use super::lessons_menu::LessonsMenu;
use super::settings::SettingsPopover;
use super::share::SharePopover;
use super::state::use_lab;

/// The bar.
#[component]
pub fn Bar() -> Html {
    let lab = use_lab();
    let language = lab.language;
    html! {
        <header class="bar">
            <h1 class="brand" title={format!("Kubernetes {KUBERNETES_VERSION}")}>{ "svclab" }</h1>
            <button type="button" class="menu" popovertarget="lessons" id="open-lessons">{ language.text("Lessons") }</button>
            <button type="button" class="menu" popovertarget="files" id="open-files">{ language.text("Files") }</button>
            <button type="button" class="menu" popovertarget="share" id="open-share">{ language.text("Share") }</button>
            <p class="promise">
                { language.text("Nothing is sent anywhere: everything runs in this page.") }
                { " " }
                <span>{ format!("Kubernetes {KUBERNETES_VERSION}") }</span>
            </p>
            <button type="button" class="menu" popovertarget="settings" id="open-settings">{ language.text("Settings") }</button>
            <LessonsMenu />
            <FilesMenu />
            <SharePopover />
            <SettingsPopover />
        </header>
    }
}
