//! The texts of the interface and of the findings in English and Korean.
//!
//! English stands in the code where it is said; a catalogue knows the Korean of each English text or template.

mod catalogue;
mod korean;

use crate::message::Message;

/// Marks a text that is put into the reader's language where it is shown, so that a test sees that it has been
/// translated.
#[macro_export]
macro_rules! text {
    ($english:literal) => {
        $english
    };
}

/// A language of the interface.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// The language of the code.
    #[default]
    English,
    /// 한국어.
    Korean,
}

impl Language {
    /// The language of a BCP 47 tag such as `ko-KR`; English if it is none of ours.
    pub fn from_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        if primary.eq_ignore_ascii_case("ko") { Language::Korean } else { Language::English }
    }

    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::Korean => "ko",
        }
    }

    /// The language's own name.
    pub fn name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::Korean => "한국어",
        }
    }

    /// A text or template in this language; the English one if it has not been translated.
    pub fn text(self, english: &'static str) -> &'static str {
        match self {
            Language::English => english,
            Language::Korean => korean::catalogue().and_then(|it| it.translate(english)).unwrap_or(english),
        }
    }

    /// True if its texts are at hand: in the page they may have to be fetched and [installed](Language::install).
    pub fn is_at_hand(self) -> bool {
        match self {
            Language::English => true,
            Language::Korean => korean::catalogue().is_some(),
        }
    }

    /// Takes the texts of a fetched catalogue. True if they are at hand now.
    pub fn install(self, file: &str) -> bool {
        match self {
            Language::English => true,
            Language::Korean => korean::install(file),
        }
    }

    /// Says messages in this language, for whoever wants a plain function.
    pub fn sayer(self) -> fn(&Message) -> String {
        match self {
            Language::English => |message| Language::English.say(message),
            Language::Korean => |message| Language::Korean.say(message),
        }
    }

    /// A message in this language.
    pub fn say(self, message: &Message) -> String {
        message.fill(self.text(message.template()), &|inner| self.say(inner))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browsers_tag_chooses_the_language() {
        for (tag, language) in [
            ("ko", Language::Korean),
            ("ko-KR", Language::Korean),
            ("KO_kr", Language::Korean),
            ("en-GB", Language::English),
            ("kok", Language::English),
            ("", Language::English),
        ] {
            assert_eq!(Language::from_tag(tag), language, "{tag}");
        }
    }

    #[test]
    fn a_message_is_filled_after_it_is_translated() {
        let message = crate::message!("{count} problems", count = 2);
        assert_eq!(Language::English.say(&message), "2 problems");
        assert_eq!(Language::Korean.say(&message), "문제 2개");
    }

    #[test]
    fn what_is_not_translated_stays_english() {
        assert_eq!(Language::Korean.text("no such text"), "no such text");
    }
}
