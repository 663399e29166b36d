//! What the buttons beside the lines of a lesson do. The same for every language, so it stands in a file of its own:
//!
//! ```text
//! look 3
//! show: lan 192.168.56.32:30002 dropped
//!
//! try 1
//! -  replicas: 3
//! +  replicas: 5
//! ready: web 3 -> 5
//! ```
//!
//! `show` is a connection with its verdict, after the edit if there is one, and `dig` a look-up. Lines that begin with `-` are lines of the
//! manifest, and those that begin with `+` take their place. What else a paragraph says is for `tests/lessons.rs`, which
//! sees to it that every step does what it says.

use std::ops::Range;

/// A line of a lesson that does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    body: &'static str,
}

/// What a step asks of the cluster, in the words of the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    /// Where a connection goes.
    Path {
        /// The client.
        from: &'static str,
        /// The target.
        to: &'static str,
    },
    /// What a name is.
    Dig {
        /// Who asks.
        from: &'static str,
        /// The name.
        name: &'static str,
        /// The type of record.
        record_type: &'static str,
    },
}

/// Lines of the manifest, and those that take their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    before: String,
    after: String,
}

/// How an edit stands with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// It can be made: these bytes become that.
    Open(Range<usize>, String),
    /// It has been made, and can be taken back: these bytes become that.
    Made(Range<usize>, String),
    /// The text has neither what it changes nor what it makes of it.
    Unfit,
}

impl Step {
    /// The step of a line, such as `look 3`, in the file of a lesson.
    pub fn find(file: &'static str, line: &str) -> Option<Self> {
        file.split("\n\n").find_map(|paragraph| {
            let (head, body) = paragraph.trim().split_once('\n')?;
            (head == line).then_some(Step { body })
        })
    }

    /// What stands behind `name: `.
    pub fn field(&self, name: &str) -> Option<&'static str> {
        self.body.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
    }

    /// What it shows.
    pub fn question(&self) -> Option<Question> {
        let words = |name| self.field(name).map(|line| line.split(' ').collect::<Vec<_>>());
        match (words("show").as_deref(), words("dig").as_deref()) {
            (Some([from, to, ..]), _) => Some(Question::Path { from, to }),
            (None, Some([from, name, record_type])) => Some(Question::Dig { from, name, record_type }),
            _ => None,
        }
    }

    /// The edit that it makes.
    pub fn edit(&self) -> Option<Edit> {
        let lines = |mark: char| {
            let lines: Vec<&str> = self.body.lines().filter_map(|line| line.strip_prefix(mark)).collect();
            lines.join("\n")
        };
        let edit = Edit { before: lines('-'), after: lines('+') };
        (!edit.before.is_empty()).then_some(edit)
    }
}

impl Edit {
    /// How it stands with a text.
    pub fn standing(&self, text: &str) -> Standing {
        let open = || whole_lines(text, &self.before).map(|at| Standing::Open(at, self.after.clone()));
        let made = || whole_lines(text, &self.after).map(|at| Standing::Made(at, self.before.clone()));
        // Where one holds the other, only the longer one tells them apart.
        let found =
            if self.after.len() > self.before.len() { made().or_else(open) } else { open().or_else(made) };
        found.unwrap_or(Standing::Unfit)
    }
}

/// Where these lines stand in a text, if they are there once.
fn whole_lines(text: &str, lines: &str) -> Option<Range<usize>> {
    let is_whole = |at: &usize| {
        let (before, after) = (&text[..*at], &text[at + lines.len()..]);
        (before.is_empty() || before.ends_with('\n')) && (after.is_empty() || after.starts_with('\n'))
    };
    let mut places = text.match_indices(lines).map(|(at, _)| at).filter(is_whole);
    let only = places.next().filter(|_| places.next().is_none())?;
    Some(only..only + lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "look 2\nshow: lan 10.0.0.1:80 refused\n\ntry 1\n-a: 1\n+a: 1\n+b: 2\n";

    #[test]
    fn a_step_is_found_by_its_line() {
        let look = Step::find(FILE, "look 2").expect("a step");
        assert_eq!(look.question(), Some(Question::Path { from: "lan", to: "10.0.0.1:80" }));
        assert_eq!(look.edit(), None);
        assert_eq!(Step::find(FILE, "try 2"), None);
    }

    #[test]
    fn an_edit_is_made_and_taken_back() {
        let edit = Step::find(FILE, "try 1").and_then(|step| step.edit()).expect("an edit");
        assert_eq!(edit.standing("x: 0\na: 1"), Standing::Open(5..9, "a: 1\nb: 2".into()));
        assert_eq!(edit.standing("a: 1\nb: 2\n"), Standing::Made(0..9, "a: 1".into()));
        assert_eq!(edit.standing("a: 10\n"), Standing::Unfit);
        assert_eq!(edit.standing("a: 1\na: 1\n"), Standing::Unfit, "which one?");
    }
}
