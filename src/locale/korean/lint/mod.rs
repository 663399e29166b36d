//! What the rules of `lint` say, a catalogue for each section.

mod names;
mod playground;
mod ports;
mod reach;
mod readiness;
mod reading;
mod selection;

/// The catalogues, each sorted by the English text.
pub const CATALOGUES: [&[(&str, &str)]; 7] = [
    names::TEXTS,
    playground::TEXTS,
    ports::TEXTS,
    reach::TEXTS,
    readiness::TEXTS,
    reading::TEXTS,
    selection::TEXTS,
];
