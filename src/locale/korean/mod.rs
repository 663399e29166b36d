//! Korean. Where a word takes another ending after a consonant, and a value stands in its place, both are written:
//! `{name}(이)가`.

mod admission;
mod backends;
mod changes;
mod dns;
mod findings;
mod lint;
mod path;
mod picture;
mod ui;

/// The catalogues, each sorted by the English text.
const CATALOGUES: [&[(&str, &str)]; 7] =
    [ui::TEXTS, picture::TEXTS, path::TEXTS, dns::TEXTS, findings::TEXTS, backends::TEXTS, changes::TEXTS];

fn catalogues() -> impl Iterator<Item = &'static [(&'static str, &'static str)]> {
    CATALOGUES.into_iter().chain(lint::CATALOGUES).chain(admission::CATALOGUES)
}

/// The Korean of an English text or template, if it has been translated.
pub fn translate(english: &str) -> Option<&'static str> {
    catalogues().find_map(|catalogue| {
        let at = catalogue.binary_search_by_key(&english, |(english, _)| english).ok()?;
        Some(catalogue[at].1)
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// The names in a template, `{name}`.
    fn names(template: &str) -> BTreeSet<&str> {
        template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
    }

    #[test]
    fn every_catalogue_is_sorted_and_has_each_text_once() {
        for catalogue in catalogues() {
            for pair in catalogue.windows(2) {
                assert!(pair[0].0 < pair[1].0, "{:?} and {:?}", pair[0].0, pair[1].0);
            }
        }
    }

    #[test]
    fn a_translation_has_only_values_of_its_original() {
        for (english, korean) in catalogues().flatten() {
            // It may leave out one that is words of English.
            assert!(names(korean).is_subset(&names(english)), "{english}");
        }
    }
}
