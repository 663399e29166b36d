//! The examples: manifests with what to look at and what to change.

mod steps;

use svclab::locale::Language;

pub use steps::{Question, Standing, Step};

/// A manifest with what it teaches.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lesson {
    /// A stable word.
    pub id: &'static str,
    /// What it is part of.
    pub group: Group,
    /// The manifest.
    pub manifest: &'static str,
    english: &'static str,
    korean: &'static str,
    steps: &'static str,
}

/// What a lesson is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// One idea after the other.
    Course,
    /// Whole applications.
    Applications,
    /// Manifests with a mistake to find.
    Wrong,
}

/// What a lesson says: plain text with names of code in backquotes.
#[derive(Debug, Clone, PartialEq)]
pub struct LessonText {
    /// Its title.
    pub title: &'static str,
    /// The one idea.
    pub idea: &'static str,
    /// What to look at, in order.
    pub look: Vec<Line>,
    /// What to change, in order.
    pub try_out: Vec<Line>,
}

/// A line of a lesson.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// What it says.
    pub text: &'static str,
    /// What it does.
    pub step: Option<Step>,
}

macro_rules! lesson {
    ($group:ident, $file:literal) => {
        Lesson {
            // The number in front only orders the files.
            id: $file.split_at(3).1,
            group: Group::$group,
            manifest: include_str!(concat!("../../../www/examples/", $file, ".yaml")),
            english: include_str!(concat!("../../../www/examples/", $file, ".en.txt")),
            korean: include_str!(concat!("../../../www/examples/", $file, ".ko.txt")),
            steps: include_str!(concat!("../../../www/examples/", $file, ".steps.txt")),
        }
    };
}

/// The lessons in the order of the course.
pub const LESSONS: [Lesson; 22] = [
    lesson!(Course, "01-why-services"),
    lesson!(Course, "02-clusterip"),
    lesson!(Course, "03-nodeport"),
    lesson!(Course, "04-external-traffic-policy"),
    lesson!(Course, "05-loadbalancer"),
    lesson!(Course, "06-headless"),
    lesson!(Course, "07-endpoints-by-hand"),
    lesson!(Course, "08-externalname"),
    lesson!(Course, "09-dns-namespaces"),
    lesson!(Applications, "10-shop"),
    lesson!(Applications, "11-database"),
    lesson!(Applications, "12-blue-green"),
    lesson!(Applications, "13-canary"),
    lesson!(Applications, "14-dual-stack"),
    lesson!(Applications, "15-zones"),
    lesson!(Wrong, "16-broken-selector"),
    lesson!(Wrong, "17-broken-target-port"),
    lesson!(Wrong, "18-broken-quoted-port"),
    lesson!(Wrong, "19-broken-readiness"),
    lesson!(Wrong, "20-broken-load-balancer"),
    lesson!(Wrong, "21-broken-local"),
    lesson!(Wrong, "22-broken-headless"),
];

impl Group {
    /// In the order of the menu.
    pub const ALL: [Group; 3] = [Group::Course, Group::Applications, Group::Wrong];

    /// Its lessons.
    pub fn lessons(self) -> impl Iterator<Item = &'static Lesson> {
        LESSONS.iter().filter(move |lesson| lesson.group == self)
    }
}

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
        let marked = |mark: &str, word: &str| {
            let texts = rest.iter().filter_map(|line| line.strip_prefix(mark)).enumerate();
            texts
                .map(|(at, text)| Line { text, step: Step::find(self.steps, &format!("{word} {}", at + 1)) })
                .collect()
        };
        LessonText { title, idea, look: marked("Look: ", "look"), try_out: marked("Try: ", "try") }
    }
}
