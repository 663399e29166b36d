//! What svclab has to say of itself: what it leaves out, and comments that it does not follow.

mod replicas_cut_off;
pub(super) mod unknown_allow;
pub(super) mod unused_allow;

rules![replicas_cut_off, unknown_allow, unused_allow];
