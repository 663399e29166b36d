//! Where the Korean comes from: the files of `korean/`.
//!
//! The page fetches them when its reader wants them, as one file that `www/locale.mjs` makes; every other program has
//! them inside.

use std::sync::OnceLock;

use super::catalogue::Catalogue;

static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();

/// The files, as `tests/locale.rs` finds them in the folder.
#[cfg(not(target_arch = "wasm32"))]
const FILES: &[&str] = &[
    include_str!("korean/admission/manifest.txt"),
    include_str!("korean/admission/names.txt"),
    include_str!("korean/admission/pods.txt"),
    include_str!("korean/admission/services.txt"),
    include_str!("korean/admission/unmodelled.txt"),
    include_str!("korean/backends.txt"),
    include_str!("korean/changes.txt"),
    include_str!("korean/dns.txt"),
    include_str!("korean/editor.txt"),
    include_str!("korean/expect.txt"),
    include_str!("korean/findings.txt"),
    include_str!("korean/lint/endpoints.txt"),
    include_str!("korean/lint/names.txt"),
    include_str!("korean/lint/playground.txt"),
    include_str!("korean/lint/pointers.txt"),
    include_str!("korean/lint/ports.txt"),
    include_str!("korean/lint/reach.txt"),
    include_str!("korean/lint/readiness.txt"),
    include_str!("korean/lint/reading.txt"),
    include_str!("korean/lint/selection.txt"),
    include_str!("korean/lint/versions.txt"),
    include_str!("korean/path.txt"),
    include_str!("korean/picture.txt"),
    include_str!("korean/ui.txt"),
    include_str!("korean/walk.txt"),
    include_str!("korean/what_if.txt"),
];

/// The catalogue, where there is one.
#[cfg(not(target_arch = "wasm32"))]
pub fn catalogue() -> Option<&'static Catalogue> {
    Some(CATALOGUE.get_or_init(|| Catalogue::read(FILES.iter().copied())))
}

/// The catalogue, where there is one.
#[cfg(target_arch = "wasm32")]
pub fn catalogue() -> Option<&'static Catalogue> {
    CATALOGUE.get()
}

/// Takes the texts of a fetched file for the catalogue; false if there are none in it.
pub fn install(file: &str) -> bool {
    let read = Catalogue::read([file]);
    !read.is_empty() && CATALOGUE.set(read).is_ok()
}
