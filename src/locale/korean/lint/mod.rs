//! What the rules of `lint` say, a catalogue for each section.

mod names;
mod playground;
mod ports;
mod reach;
mod readiness;
mod selection;

/// The catalogues, each sorted by the English text.
pub const CATALOGUES: [&[(&str, &str)]; 6] =
    [names::TEXTS, playground::TEXTS, ports::TEXTS, reach::TEXTS, readiness::TEXTS, selection::TEXTS];
