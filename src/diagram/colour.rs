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
    HueColours { light: "#0069a8", dark: "#4fa8e8" }, // blue
    HueColours { light: "#b04a00", dark: "#f08a45" }, // vermilion
    HueColours { light: "#00734f", dark: "#2fc296" }, // bluish green
    HueColours { light: "#a3437c", dark: "#df8fbb" }, // reddish purple
    HueColours { light: "#876000", dark: "#e6a92e" }, // orange
    HueColours { light: "#0f7489", dark: "#6fcbe6" }, // sky blue
    HueColours { light: "#6b6a00", dark: "#d3cb4c" }, // yellow
];

/// The colour of every Service: chosen by its name, so that it keeps it, and where another has that colour, the next
/// free one. Who stands first in the text chooses first; only when all colours are taken do Services share.
pub fn hues(cluster: &Cluster) -> BTreeMap<NamespacedName, Hue> {
    let mut services: Vec<&NamespacedName> = cluster.services.keys().collect();
    services.sort_by_key(|name| (place_in_text(cluster, name), *name));
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
