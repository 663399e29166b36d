//! How much work one text may ask for, so that every text has an answer within about a second.

/// What is left to spend on a text.
#[derive(Debug)]
pub struct Budget(usize);

impl Budget {
    /// Enough for a good 5 MB of manifests.
    const WHOLE: usize = 2_000_000;
    /// A parser costs more than a value, and so does a document.
    const PARSER: usize = 10;
    /// A value that an anchor or an alias copies costs more than one that is read: it takes no room in the text.
    const COPY: usize = 2;

    /// The budget of a new text.
    pub fn new() -> Self {
        Budget(Budget::WHOLE)
    }

    /// A budget of so many units.
    #[cfg(test)]
    pub fn of(units: usize) -> Self {
        Budget(units)
    }

    /// Pays for setting a parser up, or for a document; false if that is too much.
    pub fn parser(&mut self) -> bool {
        self.spend(Budget::PARSER)
    }

    /// Pays for a value; false if that is too much.
    pub fn value(&mut self) -> bool {
        self.spend(1)
    }

    /// Pays for copies of values; false if that is too much.
    pub fn copies(&mut self, count: usize) -> bool {
        self.spend(count.saturating_mul(Budget::COPY))
    }

    fn spend(&mut self, units: usize) -> bool {
        match self.0.checked_sub(units) {
            Some(left) => {
                self.0 = left;
                true
            }
            None => false,
        }
    }
}
