//! Where netfilter looks at packets.

/// Where netfilter looks at a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hook {
    /// It came in.
    Prerouting,
    /// It is for the node itself.
    Input,
    /// It goes through.
    Forward,
    /// It comes from the node itself.
    Output,
    /// It goes out.
    Postrouting,
}

impl Hook {
    /// As nft spells it.
    pub fn name(self) -> &'static str {
        match self {
            Hook::Prerouting => "prerouting",
            Hook::Input => "input",
            Hook::Forward => "forward",
            Hook::Output => "output",
            Hook::Postrouting => "postrouting",
        }
    }
}
