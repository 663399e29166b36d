//! What expectations are held to. What only some of them need is made when the first one asks.

use std::cell::OnceCell;

use crate::cluster::Cluster;
use crate::controllers::Backends;
use crate::coredns::Zone;
use crate::diagnostic::Diagnostic;
use crate::network::Network;

pub(super) struct Facts<'a> {
    pub cluster: &'a Cluster,
    /// What is found about the text.
    pub found: Vec<&'a Diagnostic>,
    network: OnceCell<Network<'a>>,
    zone: OnceCell<Zone<'a>>,
    backends: OnceCell<Backends<'a>>,
}

impl<'a> Facts<'a> {
    pub fn new(cluster: &'a Cluster, found: Vec<&'a Diagnostic>) -> Self {
        let (network, zone, backends) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Facts { cluster, found, network, zone, backends }
    }

    pub fn network(&self) -> &Network<'a> {
        self.network.get_or_init(|| Network::new(self.cluster))
    }

    pub fn zone(&self) -> &Zone<'a> {
        self.zone.get_or_init(|| Zone::new(self.cluster))
    }

    pub fn backends(&self) -> &Backends<'a> {
        self.backends.get_or_init(|| Backends::new(self.cluster))
    }
}
