//! The kernel as judge: clusters built of network namespaces, svclab's own rules loaded into their nodes, real
//! connections, and what came of them compared with what `trace` said.
//!
//! `cargo xtask test --only kernel` runs it. By hand, as root: `cargo test --test kernel -- MODE [CLUSTER]`, where MODE is
//! `iptables`, `nftables` or `both`, and CLUSTER is a part of the name of a file in tests/kernel. Without a mode it does
//! nothing, and says so: making network namespaces is nothing to do unasked.

#[cfg(target_os = "linux")]
#[path = "kernel/agent.rs"]
mod agent;
#[cfg(target_os = "linux")]
#[path = "kernel/balancer.rs"]
mod balancer;
#[cfg(target_os = "linux")]
#[path = "kernel/judge.rs"]
mod judge;
#[cfg(target_os = "linux")]
#[path = "kernel/lab.rs"]
mod lab;
#[cfg(target_os = "linux")]
#[path = "kernel/listeners.rs"]
mod listeners;
#[cfg(target_os = "linux")]
#[path = "kernel/mutants.rs"]
mod mutants;
#[cfg(target_os = "linux")]
#[path = "kernel/namespace.rs"]
mod namespace;
#[cfg(target_os = "linux")]
#[path = "kernel/plan.rs"]
mod plan;
#[cfg(target_os = "linux")]
#[path = "kernel/question.rs"]
mod question;
#[cfg(target_os = "linux")]
#[path = "kernel/scripts.rs"]
mod scripts;
#[cfg(target_os = "linux")]
#[path = "kernel/session.rs"]
mod session;

#[cfg(target_os = "linux")]
fn main() -> std::process::ExitCode {
    session::run()
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("SKIPPED kernel: network namespaces are Linux's");
}
