//! What svclab has to say of itself: what it leaves out, and comments that it follows or cannot follow.

mod cron_job_makes_no_pods;
mod expectation_failed;
mod expectation_unreadable;
mod replicas_cut_off;
pub(super) mod unknown_allow;
pub(super) mod unused_allow;

rules![
    cron_job_makes_no_pods,
    expectation_failed,
    expectation_unreadable,
    replicas_cut_off,
    unknown_allow,
    unused_allow
];
