//! The packet that walks the picture.

/// Which way the packet takes, and how far it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Walking {
    /// The route, by its place in the answer.
    pub route: usize,
    /// The way through it, by its place in [`Route::ways`](svclab::network::Route::ways).
    pub way: usize,
    /// The step that it is at; none before it has set out.
    pub at: Option<usize>,
    /// True if it comes from the step before.
    pub comes: bool,
    /// Whether it goes on by itself.
    pub motion: Motion,
}

/// Whether a packet goes on by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Motion {
    /// It stays where it is.
    #[default]
    Still,
    /// It goes on.
    Playing,
    /// It has been stopped, maybe between two steps.
    Paused,
}

impl Motion {
    /// The word that the style sheet has for it.
    pub fn word(self) -> &'static str {
        match self {
            Motion::Still => "still",
            Motion::Playing => "playing",
            Motion::Paused => "paused",
        }
    }
}

impl Walking {
    /// The same way at another step.
    pub fn to(self, at: usize) -> Self {
        let comes = self.at.is_some_and(|before| before + 1 == at);
        Walking { at: Some(at), comes, motion: Motion::Still, ..self }
    }

    /// One step on, to the last at most.
    pub fn on(self, last: usize) -> Self {
        self.to(self.at.map_or(0, |at| at + 1).min(last))
    }

    /// One step back.
    pub fn back(self) -> Self {
        self.to(self.at.unwrap_or_default().saturating_sub(1))
    }

    /// Sets out, goes on after a stop, and begins anew from the last step.
    pub fn play(self, last: usize) -> Self {
        let next = match (self.motion, self.at) {
            (Motion::Paused, _) => self,
            (_, Some(at)) if at >= last => self.to(0),
            _ => self.on(last),
        };
        Walking { motion: Motion::Playing, ..next }
    }

    /// Stops, wherever it is.
    pub fn pause(self) -> Self {
        Walking { motion: Motion::Paused, ..self }
    }

    /// It has stood at a step for long enough.
    pub fn goes_on(self, last: usize) -> Self {
        match (self.motion, self.at) {
            (Motion::Playing, Some(at)) if at < last => Walking { motion: Motion::Playing, ..self.on(last) },
            (Motion::Playing, _) => Walking { motion: Motion::Still, comes: false, ..self },
            _ => self,
        }
    }
}
