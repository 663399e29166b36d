//! The course: one manifest for each lesson, with what to look at and what to change.

use svclab::locale::Language;

/// A manifest with what it teaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lesson {
    /// A stable word.
    pub id: &'static str,
    /// The manifest.
    pub manifest: &'static str,
    english: &'static str,
    korean: &'static str,
}

/// What a lesson says: plain text with names of code in backquotes.
#[derive(Debug, Clone, PartialEq)]
pub struct LessonText {
    /// Its title.
    pub title: &'static str,
    /// The one idea.
    pub idea: &'static str,
    /// What to look at, in order.
    pub look: Vec<&'static str>,
    /// What to change, in order.
    pub try_out: Vec<&'static str>,
}

macro_rules! lesson {
    ($file:literal) => {
        Lesson {
            // The number in front only orders the files.
            id: $file.split_at(3).1,
            manifest: include_str!(concat!("../../www/examples/", $file, ".yaml")),
            english: include_str!(concat!("../../www/examples/", $file, ".en.txt")),
            korean: include_str!(concat!("../../www/examples/", $file, ".ko.txt")),
        }
    };
}

/// The lessons in the order of the course.
pub const LESSONS: [Lesson; 11] = [
    lesson!("01-why-services"),
    lesson!("02-clusterip"),
    lesson!("03-nodeport"),
    lesson!("04-external-traffic-policy"),
    lesson!("05-loadbalancer"),
    lesson!("06-headless"),
    lesson!("07-endpoints-by-hand"),
    lesson!("08-externalname"),
    lesson!("09-dns-namespaces"),
    lesson!("10-broken-headless"),
    lesson!("11-broken-target-port"),
];

impl Lesson {
    /// What the lesson says: a title, the idea, then lines that begin with `Look:` or `Try:`.
    pub fn text(&self, language: Language) -> LessonText {
        let text = match language {
            Language::English => self.english,
            Language::Korean => self.korean,
        };
        let mut lines = text.lines().filter(|line| !line.is_empty());
        let title = lines.next().unwrap_or_default();
        let idea = lines.next().unwrap_or_default();
        let rest: Vec<&str> = lines.collect();
        let marked = |mark| rest.iter().filter_map(|line| line.strip_prefix(mark)).collect();
        LessonText { title, idea, look: marked("Look: "), try_out: marked("Try: ") }
    }
}
