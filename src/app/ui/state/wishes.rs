//! What the reader points at and asks for.

use std::rc::Rc;

use svclab::api::ObjectRef;
use svclab::cluster::ProxyMode;
use svclab::source::Span;

/// A selected object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selected {
    /// The object.
    pub object: ObjectRef,
    /// True if the reader chose it; false if the cursor merely stands in its text. What is chosen dims the rest.
    pub chosen: bool,
}

/// What the editor has to show. Each wish has a number of its own, so that the same wish can be made twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reveal {
    /// Its number.
    pub number: u32,
    /// In UTF-16 code units.
    pub place: (usize, usize),
    /// True if the reader goes there, not only looks.
    pub focus: bool,
}

/// What the editor has to change. Each wish has a number of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mending {
    /// Its number.
    pub number: u32,
    /// As in [`Fix::edits`](svclab::diagnostic::Fix::edits).
    pub edits: Vec<(Span, String)>,
}

/// Which rules the rules panel shows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulesQuestion {
    /// The node; empty for one that the page chooses.
    pub node: String,
    /// For iptables or nft; none for what the cluster is set up with.
    pub mode: Option<ProxyMode>,
    /// True for IPv6.
    pub ipv6: bool,
    /// Whose rules.
    pub scope: Scope,
    /// The chain to show.
    pub wish: Option<ChainWish>,
}

/// Whose rules.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Scope {
    /// All of them, or those of the selected Service where they would be too many.
    #[default]
    Fitting,
    /// All of them.
    All,
    /// Those of one Service.
    Service(ObjectRef),
}

/// A chain that the reader wants to see. Each wish has a number of its own, so that the same wish can be made twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainWish {
    /// Its number.
    pub number: u32,
    /// The table, for iptables.
    pub table: &'static str,
    /// The chain.
    pub name: Rc<str>,
}
