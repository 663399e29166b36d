//! Kubernetes API objects, spelled as the API spells them: no spans, no behaviour.
//!
//! A field is here when something in svclab reads or writes it. What a person writes beyond that is kept beside the
//! object (see [`cluster::Origin`](crate::cluster::Origin)) and shown again by `get -o yaml`.

mod endpoint_slice;
mod endpoints;
mod meta;
mod namespace;
mod node;
mod object_ref;
mod pod;
mod scheduling;
mod service;
mod settings;
mod shared;
mod workloads;

pub use endpoint_slice::*;
pub use endpoints::*;
pub use meta::*;
pub use namespace::*;
pub use node::*;
pub use object_ref::*;
pub use pod::*;
pub use scheduling::*;
pub use service::*;
pub use settings::*;
pub use shared::Shared;
pub use smol_str::{SmolStr, ToSmolStr};
pub use workloads::*;
