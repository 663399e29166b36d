//! Debian's packages.

use std::fs;
use std::io::{IsTerminal, stdin};

use super::on_path;
use crate::machine::Machine;
use crate::run::Run;

/// True on Debian itself: its derivatives ship browsers in other ways.
pub fn is_debian() -> bool {
    let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
    release.lines().any(|line| line == "ID=debian") && on_path(&["apt-get"]).is_some()
}

/// Installs packages, as root or by sudo.
pub fn install(machine: &Machine, packages: &[&str]) -> Result<(), String> {
    let get = |arguments: &[&str]| {
        let waiting = ["apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=300"];
        as_root(machine)?.args(waiting).args(arguments).minutes(15).show()
    };
    let wanted = [&["install", "--no-remove", "--no-install-recommends"], packages].concat();
    // The lists of a fresh machine are empty or old.
    get(&wanted)
        .or_else(|_| get(&["update"]).and_then(|()| get(&wanted)))
        .map_err(|reason| format!("{reason}: install them yourself: apt-get install {}", packages.join(" ")))
}

/// `env` with rights: apt must not ask questions, and sudo takes the environment away.
fn as_root(machine: &Machine) -> Result<Run, String> {
    let quiet = "DEBIAN_FRONTEND=noninteractive";
    if machine.program("id").args(["-u"]).read()? == "0" {
        return Ok(machine.program("env").args([quiet]));
    }
    if on_path(&["sudo"]).is_none() {
        return Err("apt-get needs root and there is no sudo: run this as root once".to_owned());
    }
    // Nobody is there to type a password when there is no terminal.
    let silent: &[&str] = if stdin().is_terminal() { &[] } else { &["-n"] };
    Ok(machine.program("sudo").args(silent).args(["env", quiet]))
}
