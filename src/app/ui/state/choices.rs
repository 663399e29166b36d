//! What the reader chooses of the page itself: the panel, the view, the theme.

/// A panel below the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Panel {
    /// What is wrong with the text.
    Problems,
    /// Where a connection goes.
    Path,
    /// Records and look-ups.
    Dns,
    /// Which Pods count.
    Endpoints,
    /// What is in the cluster.
    Objects,
    /// What kube-proxy programs on a node.
    Rules,
}

impl Panel {
    /// In the order of their tabs.
    pub const ALL: [Panel; 6] =
        [Panel::Problems, Panel::Path, Panel::Dns, Panel::Endpoints, Panel::Objects, Panel::Rules];

    /// The word that links and the browser's memory have for it.
    pub fn word(self) -> &'static str {
        match self {
            Panel::Problems => "problems",
            Panel::Path => "path",
            Panel::Dns => "dns",
            Panel::Endpoints => "endpoints",
            Panel::Objects => "objects",
            Panel::Rules => "rules",
        }
    }

    /// The panel of a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Panel::ALL.into_iter().find(|panel| panel.word() == word)
    }
}

/// What a narrow page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// The editor.
    Text,
    /// The picture with the panels below.
    Picture,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// In the order of the menu.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The word that is stored, and that the style sheet knows.
    pub fn word(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of a stored word.
    pub fn from_word(word: &str) -> Self {
        Theme::ALL.into_iter().find(|theme| theme.word() == word).unwrap_or(Theme::System)
    }
}
