//! svclab: what a Kubernetes cluster makes of the manifests in a text, as far as Services go.
//!
//! Text flows one way through rooms that are named after the component whose work they do:
//!
//! ```text
//! text -> manifest -> apiserver -> controllers -> coredns    -> network -> diagram -> svg / mermaid / dot
//!                                              \> kube_proxy />
//! ```
//!
//! [`Simulation`] runs the whole way; everything else is a room on it. The crate does no input or output, reads no
//! clock and throws no dice: the same text gives the same result. ARCHITECTURE.md has the invariants.

pub mod api;
pub mod apiserver;
pub mod assist;
pub mod changes;
pub mod cluster;
pub mod controllers;
pub mod coredns;
pub mod diagnostic;
pub mod diagram;
pub mod expect;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub mod js;
pub mod kube_proxy;
pub mod kubectl;
pub mod lint;
pub mod locale;
pub mod manifest;
pub mod message;
pub mod network;
pub mod share;
mod simulation;
pub mod source;

pub use simulation::{
    Author, Changed, ChangesReport, CheckReport, DiagnosticReport, DigReport, ExpectationsReport, Options,
    OutcomeReport, ServiceReport, Simulation, SimulationReport, UnknownOrigin, YamlLine,
};

/// The Kubernetes version that is simulated.
pub const KUBERNETES_VERSION: &str = "1.36";
