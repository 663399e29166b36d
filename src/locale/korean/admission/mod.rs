//! What reading a text and the API server say.

mod manifest;
mod names;
mod pods;
mod services;
mod unmodelled;

/// The catalogues, each sorted by the English text.
pub const CATALOGUES: [&[(&str, &str)]; 5] =
    [manifest::TEXTS, names::TEXTS, pods::TEXTS, services::TEXTS, unmodelled::TEXTS];
