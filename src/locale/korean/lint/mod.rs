//! What the rules of `lint` say, a catalogue for each section.

mod endpoints;
mod names;
mod playground;
mod pointers;
mod ports;
mod reach;
mod readiness;
mod reading;
mod selection;
mod versions;

/// The catalogues, each sorted by the English text.
pub const CATALOGUES: [&[(&str, &str)]; 10] = [
    endpoints::TEXTS,
    names::TEXTS,
    playground::TEXTS,
    pointers::TEXTS,
    ports::TEXTS,
    reach::TEXTS,
    readiness::TEXTS,
    reading::TEXTS,
    selection::TEXTS,
    versions::TEXTS,
];
