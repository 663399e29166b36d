//! Texts of English and what they are in another language, as people write them down:
//!
//! ```text
//! # What this file is about.
//!
//! {count} problems
//! 문제 {count}개
//! ```

use std::collections::BTreeMap;

/// The translations of one language.
#[derive(Debug, Default)]
pub struct Catalogue {
    texts: BTreeMap<String, String>,
}

impl Catalogue {
    /// Reads files, one after the other. What is no entry is passed over: a damaged file costs only its own texts.
    pub fn read<'a>(files: impl IntoIterator<Item = &'a str>) -> Self {
        let entries = files.into_iter().flat_map(entries);
        Catalogue { texts: entries.map(|(english, other)| (english.to_owned(), other.to_owned())).collect() }
    }

    /// True if nothing in it is an entry.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// The translation of an English text or template.
    pub fn translate(&self, english: &str) -> Option<&str> {
        self.texts.get(english).map(String::as_str)
    }
}

/// The entries of a file: the English line, and the line below it.
fn entries(file: &str) -> impl Iterator<Item = (&str, &str)> {
    file.split("\n\n").filter_map(|paragraph| paragraph.trim_matches('\n').split_once('\n'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_an_entry_and_a_single_line_is_not() {
        let read = Catalogue::read(["# Fruit.\n\nan apple\n사과\n\na pear\n배\n", "a \"plum\"\n자두\n"]);
        assert_eq!(read.translate("an apple"), Some("사과"));
        assert_eq!(read.translate("a pear"), Some("배"));
        assert_eq!(read.translate("a \"plum\""), Some("자두"));
        assert_eq!(read.translate("# Fruit."), None);
    }

    #[test]
    fn what_is_no_catalogue_has_no_entries() {
        assert!(Catalogue::read(["", "Not Found", "\n\n\n"]).is_empty());
    }
}
