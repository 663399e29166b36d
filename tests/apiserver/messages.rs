//! Everything that reading and admission can say, on one page: each message once, filled by the first text that brings it
//! up. The page is there to be read: is it clear what is wrong, with which value, and what to do?

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use svclab::source::Source;
use svclab::{apiserver, manifest};

/// Texts that each say something wrong, parted by lines of `=====`.
const TEXTS: &str = include_str!("messages.txt");

/// The first example of each message: what is said, what is advised.
type Page = BTreeMap<&'static str, (String, String)>;

fn say(page: &mut Page, shown: &mut BTreeSet<&'static str>, text: &str) {
    let (manifest, mut found) = manifest::read(&Source::new(text));
    found.extend(apiserver::admit(&manifest, true).1);
    for diagnostic in found {
        let texts = [
            Some(&diagnostic.message),
            diagnostic.help.as_ref(),
            diagnostic.fix.as_ref().map(|fix| &fix.title),
        ];
        for message in texts.into_iter().flatten() {
            let (template, said) = (message.template(), message.to_string());
            let mut names = template.split('{').skip(1).filter_map(|rest| rest.split_once('}'));
            let unfilled = names.find(|(name, _)| !name.is_empty() && said.contains(&format!("{{{name}}}")));
            assert!(unfilled.is_none() || template.contains("{{"), "{said}");
            shown.insert(template);
        }
        let help = diagnostic.help.map(|help| help.to_string()).unwrap_or_default();
        page.entry(diagnostic.message.template()).or_insert((diagnostic.message.to_string(), help));
    }
}

/// The manifests of the public cases.
fn public_cases() -> Vec<String> {
    let text = include_str!("../conformance/apiserver.yaml");
    let (cases, _) = manifest::read(&Source::new(format!("apiVersion: v1\nkind: Pod\nspec:\n{text}")));
    let listed = cases.objects.first().and_then(|object| object.node.get("spec"));
    let items = match listed.map(|node| &node.value) {
        Some(manifest::Value::Sequence(items)) => items.as_slice(),
        _ => &[],
    };
    items.iter().filter_map(|case| case.get("manifests")?.as_str()).map(str::to_owned).collect()
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("readable").path());
    entries
        .flat_map(|path| if path.is_dir() { rust_files(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect()
}

/// The templates in the source of a room, as they are at run time.
fn templates(room: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for file in rust_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(room)) {
        let code = fs::read_to_string(file).expect("readable");
        for part in code.split("message!(").skip(1) {
            let Some(literal) = part.trim_start().strip_prefix('"') else { continue };
            let mut template = String::new();
            let mut characters = literal.chars();
            while let Some(character) = characters.next() {
                match (character, characters.as_str().starts_with('\n')) {
                    ('"', _) => break,
                    ('\\', true) => {
                        let rest = characters.as_str().trim_start();
                        characters = rest.chars();
                    }
                    ('\\', false) => template.extend(characters.next()),
                    (other, _) => template.push(other),
                }
            }
            found.insert(template);
        }
    }
    found
}

#[test]
fn the_page_of_messages() {
    let (mut page, mut shown) = (Page::new(), BTreeSet::new());
    public_cases().iter().map(String::as_str).chain(TEXTS.split("=====\n")).for_each(|text| {
        say(&mut page, &mut shown, text);
    });
    let mut said: Vec<String> = page
        .values()
        .map(|(message, help)| match help.as_str() {
            "" => message.clone(),
            help => format!("{message}\n    {help}"),
        })
        .collect();
    let missing: Vec<String> = ["manifest", "apiserver"]
        .into_iter()
        .flat_map(templates)
        .filter(|template| !shown.contains(template.as_str()))
        .collect();
    said.push(format!("\nNot shown here:\n{}", missing.join("\n")));
    insta::assert_snapshot!(said.join("\n"));
}
