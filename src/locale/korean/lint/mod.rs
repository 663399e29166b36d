//! What the rules of `lint` say, a catalogue for each section.

mod names;
mod playground;
mod ports;
mod readiness;
mod selection;

/// The catalogues, each sorted by the English text.
pub const CATALOGUES: [&[(&str, &str)]; 5] =
    [names::TEXTS, playground::TEXTS, ports::TEXTS, readiness::TEXTS, selection::TEXTS];
