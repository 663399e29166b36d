//! What comes into the page and leaves it: files, templates, and the forms of a text.
#![cfg(not(target_arch = "wasm32"))]

#[path = "../src/app/files.rs"]
mod files;
#[path = "../src/app/share_forms.rs"]
mod share_forms;
#[path = "../src/app/templates.rs"]
mod templates;

use std::collections::BTreeSet;

use svclab::{Options, Simulation};
use templates::{Template, free_name};

#[test]
fn nothing_is_said_against_a_template_alone_or_beside_the_others() {
    let mut text = String::new();
    let mut names = BTreeSet::new();
    for template in Template::ALL {
        let name = free_name(|name| names.contains(name));
        let documents = template.documents(&name);
        for tried in [documents.clone(), format!("{text}{documents}")] {
            let found = Simulation::new(&tried, &Options::default()).diagnostics;
            assert!(found.is_empty(), "{}: {found:#?}", template.title());
        }
        text.push_str(&format!("{documents}---\n"));
        names.insert(name);
    }
    assert_eq!(names.len(), Template::ALL.len());
}

#[test]
fn a_frame_shows_the_picture_of_its_link() {
    let frame = share_forms::frame("https://example.com/embed.html#v1.abc");
    assert!(
        frame.starts_with(r#"<iframe src="https://example.com/embed.html#v1.abc" title="svclab""#),
        "{frame}"
    );
}
