//! One colour for each Service.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::api::{Kind, ObjectRef};
use crate::cluster::{Cluster, NamespacedName, Origin};

/// One of the colours of [`HUES`], by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Hue(pub u8);

/// A colour on light and on dark ground, `#rrggbb`.
#[derive(Debug, Clone, Copy)]
pub struct HueColours {
    /// On light grounds.
    pub light: &'static str,
    /// On dark grounds.
    pub dark: &'static str,
}

/// The hues of Okabe and Ito, which people with any kind of colour vision tell apart, made darker on light grounds
/// and lighter on dark ones until text in them has a contrast of 4.5:1.
pub const HUES: [HueColours; 7] = [
    HueColours { light: "#a3437c", dark: "#df8fbb" }, // reddish purple
    HueColours { light: "#0f7489", dark: "#6fcbe6" }, // sky blue
    HueColours { light: "#b04a00", dark: "#f08a45" }, // vermilion
    HueColours { light: "#876000", dark: "#e6a92e" }, // orange
    HueColours { light: "#0069a8", dark: "#4fa8e8" }, // blue
    HueColours { light: "#00734f", dark: "#2fc296" }, // bluish green
    HueColours { light: "#6b6a00", dark: "#d3cb4c" }, // yellow
];

/// A token of the looks: its name, its colour on light and its colour on dark.
pub type Token = (&'static str, &'static str, &'static str);

/// What things stand on.
pub const GROUNDS: [Token; 6] = [
    ("paper", "#ffffff", "#0d1218"),
    ("internet", "#f4f6f8", "#131920"),
    ("nodes", "#e9eff5", "#19212b"),
    ("cluster", "#ffffff", "#0f151c"),
    ("card", "#ffffff", "#161e27"),
    ("node", "#f6f8fa", "#141b23"),
];

/// What is written.
pub const INKS: [Token; 3] =
    [("ink", "#17202b", "#e9eef4"), ("muted", "#526071", "#a0adbc"), ("alarm", "#b3261e", "#ff8f82")];

/// Lines that belong to no Service.
pub const NEUTRAL: Token = ("neutral", "#728194", "#76869a");

/// Lines that only part two grounds, which their colours do already.
pub const HAIRLINE: Token = ("hairline", "#cdd7e1", "#303c4a");

/// The colour of every Service: chosen by its name, so that it keeps it, and where another has that colour, the next
/// free one. Who stands first in the text chooses first; only when all colours are taken do Services share.
pub fn hues(cluster: &Cluster) -> BTreeMap<NamespacedName, Hue> {
    let mut services: Vec<&NamespacedName> = cluster.services.keys().collect();
    services.sort_by_cached_key(|name| (place_in_text(cluster, name), *name));
    let mut uses = [0_usize; HUES.len()];
    let mut hues = BTreeMap::new();
    for name in services {
        let wanted = usize::from(hash(&name.name)) % HUES.len();
        let least = uses.iter().min().copied().unwrap_or(0);
        let places = (0..HUES.len()).map(|step| (wanted + step) % HUES.len());
        let chosen = places.into_iter().find(|place| uses[*place] == least).unwrap_or(wanted);
        uses[chosen] += 1;
        hues.insert(name.clone(), Hue(chosen as u8)); // below HUES.len()
    }
    hues
}

/// Built-in Services choose last: they are seldom in sight.
fn place_in_text(cluster: &Cluster, name: &NamespacedName) -> usize {
    let object = ObjectRef::new(Kind::Service, name.namespace.clone(), name.name.clone());
    match cluster.origin(&object) {
        Origin::Text { index, .. } => *index,
        Origin::Controller => usize::MAX - 1,
        Origin::BuiltIn => usize::MAX,
    }
}

/// FNV-1a folded to 16 bits: the same on every machine.
fn hash(name: &str) -> u16 {
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    (hash >> 16) as u16 ^ (hash & 0xffff) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance (WCAG 2.2).
    fn luminance(colour: &str) -> f64 {
        let channel = |at: usize| {
            let value =
                f64::from(u8::from_str_radix(&colour[at..at + 2], 16).expect("two hex digits")) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_can_be_read_on_every_ground() {
        for (ground, light, dark) in GROUNDS {
            for hue in HUES {
                assert!(contrast(hue.light, light) >= 4.5, "{} on {ground} {light}", hue.light);
                assert!(contrast(hue.dark, dark) >= 4.5, "{} on {ground} {dark}", hue.dark);
            }
            for (ink, on_light, on_dark) in INKS {
                assert!(contrast(on_light, light) >= 4.5, "{ink} on {ground}");
                assert!(contrast(on_dark, dark) >= 4.5, "{ink} on {ground}, dark");
            }
            assert!(contrast(NEUTRAL.1, light) >= 3.0, "neutral lines on {ground}");
            assert!(contrast(NEUTRAL.2, dark) >= 3.0, "neutral lines on {ground}, dark");
        }
    }
}
