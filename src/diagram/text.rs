//! How wide a text is, without a browser.
//!
//! Nobody knows which font a reader has, so the widths are those of DejaVu Sans, the widest of the fonts that a
//! system calls its sans: what fits here fits everywhere.

use serde::Serialize;

/// The few ways in which the picture sets text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum TextStyle {
    /// A Service's name.
    Title,
    /// The name of anything else.
    Name,
    /// A sentence or a word.
    Note,
    /// Addresses and ports, which line up in columns.
    Code,
    /// A word in a badge.
    Badge,
    /// The name of a ground.
    Ground,
}

impl TextStyle {
    /// Height of the letters, in pixels.
    pub fn size(self) -> f64 {
        match self {
            TextStyle::Title => 15.0,
            TextStyle::Name => 12.0,
            TextStyle::Note | TextStyle::Code | TextStyle::Badge | TextStyle::Ground => 11.0,
        }
    }

    /// Space between letters, in pixels.
    pub fn tracking(self) -> f64 {
        if self == TextStyle::Ground { 0.8 } else { 0.0 }
    }

    fn face(self) -> Face {
        match self {
            TextStyle::Title | TextStyle::Name | TextStyle::Badge | TextStyle::Ground => Face::Bold,
            TextStyle::Note => Face::Regular,
            TextStyle::Code => Face::Mono,
        }
    }
}

#[derive(Clone, Copy)]
enum Face {
    Regular,
    Bold,
    Mono,
}

/// The width of a text in pixels.
pub fn width(text: &str, style: TextStyle) -> f64 {
    let face = style.face();
    let (advances, count) = text
        .chars()
        .fold((0.0, 0.0), |(advances, count), character| (advances + advance(character, face), count + 1.0));
    advances * style.size() / 1000.0 + count * style.tracking()
}

/// The text if it fits into `room` pixels, else the text with its middle replaced by an ellipsis: names in a cluster
/// begin and end differently, and are alike in the middle.
pub fn fit(text: &str, style: TextStyle, room: f64) -> String {
    if width(text, style) <= room {
        return text.to_owned();
    }
    let characters: Vec<char> = text.chars().collect();
    let shortened = |kept: usize| -> String {
        let (head, tail) = (kept.div_ceil(2), kept / 2);
        characters[..head].iter().chain(&['…']).chain(&characters[characters.len() - tail..]).collect()
    };
    // The most characters that fit, by bisection; an ellipsis alone if none do.
    let (mut fits, mut fails) = (0, characters.len());
    while fits + 1 < fails {
        let kept = fits.midpoint(fails);
        if width(&shortened(kept), style) <= room { fits = kept } else { fails = kept }
    }
    shortened(fits)
}

/// The advance of a character in thousandths of the letter height.
fn advance(character: char, face: Face) -> f64 {
    let code = character as u32;
    // Nearly every character is one of these, and pictures measure a lot of them.
    if let Some(index) =
        code.checked_sub(0x20).map(|index| index as usize).filter(|index| *index < REGULAR.len())
    {
        return match face {
            Face::Mono => 602.0,
            Face::Regular => f64::from(REGULAR[index]),
            Face::Bold => f64::from(BOLD[index]),
        };
    }
    match face {
        _ if is_wide(code) => 1000.0,
        Face::Mono => 602.0,
        _ if character == '·' => 380.0,
        _ => 840.0,
    }
}

/// Korean, Chinese, Japanese and other characters as wide as they are high (Unicode Standard Annex #11, roughly).
fn is_wide(code: u32) -> bool {
    matches!(code,
        0x1100..=0x115F | 0x2E80..=0x303E | 0x3041..=0xA4CF | 0xA960..=0xA97C | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD)
}

/// Advances of U+0020 to U+007E in DejaVu Sans.
const REGULAR: [u16; 95] = [
    318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636,
    636, 636, 636, 636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295,
    295, 656, 557, 863, 748, 787, 603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838,
    500, 500, 613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
];

/// Advances of U+0020 to U+007E in DejaVu Sans Bold.
const BOLD: [u16; 95] = [
    348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696,
    696, 696, 696, 696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372,
    372, 775, 637, 995, 837, 850, 733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838,
    500, 500, 675, 716, 593, 716, 678, 435, 716, 712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595,
    478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_does_not_fit_loses_its_middle() {
        let name = "a-deployment-with-a-long-name-7d8f9c6b5-x2k7p";
        let fitted = fit(name, TextStyle::Name, 140.0);
        assert!(width(&fitted, TextStyle::Name) <= 140.0);
        assert!(
            fitted.starts_with("a-deploy") && fitted.ends_with("-x2k7p") && fitted.contains('…'),
            "{fitted}"
        );
        assert_eq!(fit("web", TextStyle::Name, 140.0), "web");
        assert_eq!(fit("web", TextStyle::Name, 1.0), "…");
    }

    #[test]
    fn korean_is_as_wide_as_it_is_high() {
        assert_eq!(width("가나", TextStyle::Note), 22.0);
        assert_eq!(width("ab", TextStyle::Code), 2.0 * 602.0 * 11.0 / 1000.0);
    }
}
