//! Network namespaces, and iptables and nftables to load rules into them.

use super::{apt, on_path};
use crate::machine::Machine;

/// What the test calls. `iptables-restore` brings `ip6tables-restore` with it.
const PROGRAMS: [&str; 3] = ["ip", "iptables-restore", "nft"];
const PACKAGES: [&str; 3] = ["iproute2", "iptables", "nftables"];

/// Looks whether namespaces can be made, and installs the programs on Debian.
pub fn provide(machine: &Machine) -> Result<(), String> {
    if !cfg!(target_os = "linux") {
        return Err("network namespaces are Linux's".to_owned());
    }
    if machine.program("id").args(["-u"]).read()? != "0" {
        return Err("only root makes network namespaces: run it as root".to_owned());
    }
    if machine.program("unshare").args(["--net", "true"]).read().is_err() {
        return Err("this machine lets nobody make network namespaces".to_owned());
    }
    let complete = || PROGRAMS.iter().all(|program| on_path(&[program]).is_some());
    if !complete() && apt::is_debian() {
        machine.install("iptables and nftables", "10 s, once", || apt::install(machine, &PACKAGES))?;
    }
    if complete() { Ok(()) } else { Err(format!("one of {} is missing: install them", PROGRAMS.join(", "))) }
}
