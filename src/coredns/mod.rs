//! What CoreDNS answers with kubeadm's Corefile, and what a Pod's resolver asks it.
//!
//! [`Zone`] is the `kubernetes` plugin's view of a cluster (`pods insecure`, `ttl 30`, fallthrough for the reverse
//! zones, everything else forwarded); [`Zone::lookup`] answers one question. [`Resolver`] is the `resolv.conf` that
//! the kubelet writes for a Pod, and [`dig`] asks what glibc's resolver would ask with it.

mod answer;
mod asker;
mod dig;
mod explain;
mod find;
mod list;
mod lookup;
mod musl;
mod name;
mod record;
mod resolver;
mod zone;

pub use answer::{Answer, Status};
pub use asker::UnknownOrigin;
pub use dig::{Dig, Query, Question, dig};
pub use explain::explain;
pub use list::{Heading, RecordGroup};
pub use musl::musl_differs;
pub use record::{Owner, Record, RecordData, RecordType, UnknownRecordType};
pub use resolver::{Resolver, Server};
pub use zone::Zone;

/// Seconds that a record may be kept (`ttl 30` of kubeadm's Corefile).
pub const TTL: u32 = 30;
