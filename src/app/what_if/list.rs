//! The list of changes, with the ways back.

use svclab::changes::Change;

/// The list of changes, with the ways back.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ChangeList {
    list: Vec<Change>,
    /// The list as it was before something was last taken off it.
    before: Option<Vec<Change>>,
    /// The lists that belong to texts: to one before a change was written into it and to the one after, so that undoing
    /// and redoing that in the editor brings the change back and takes it away.
    written: Vec<(String, Vec<Change>)>,
}

impl ChangeList {
    /// The list of a link, or of last time.
    pub fn new(list: Vec<Change>) -> Self {
        ChangeList { list, ..ChangeList::default() }
    }

    /// In the order in which they happen.
    pub fn list(&self) -> &[Change] {
        &self.list
    }

    /// One more happens. Of a workload that is scaled twice in a row, only the last number counts.
    pub fn add(&mut self, change: Change) {
        let scales = |change: &Change| matches!(change, Change::Scale { .. });
        if self
            .list
            .last()
            .is_some_and(|last| scales(last) && last.object() == change.object() && scales(&change))
        {
            self.list.pop();
        }
        self.list.push(change);
        self.before = None;
        self.written.clear();
    }

    /// One does not happen after all.
    pub fn take_off(&mut self, index: usize) {
        if index < self.list.len() {
            self.before = Some(self.list.clone());
            self.list.remove(index);
            self.written.clear();
        }
    }

    /// None of them happens.
    pub fn take_off_all(&mut self) {
        if !self.list.is_empty() {
            self.before = Some(std::mem::take(&mut self.list));
            self.written.clear();
        }
    }

    /// True if something that was taken off can come back.
    pub fn can_bring_back(&self) -> bool {
        self.before.is_some()
    }

    /// What was last taken off is there again.
    pub fn bring_back(&mut self) {
        if let Some(before) = self.before.take() {
            self.list = before;
        }
    }

    /// One is about to be written into the text, which then says it itself.
    pub fn write_down(&mut self, index: usize, text: &str, after: String) {
        let mut rest = self.list.clone();
        if index < rest.len() {
            rest.remove(index);
            self.written.push((text.to_owned(), self.list.clone()));
            self.written.push((after, rest));
        }
    }

    /// The text has changed.
    pub fn follow(&mut self, text: &str) {
        if let Some((_, list)) = self.written.iter().rev().find(|(known, _)| known == text) {
            self.list = list.clone();
            self.before = None;
        }
    }
}
