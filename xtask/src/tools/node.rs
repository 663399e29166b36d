//! Node.js and the packages of package-lock.json.

use std::fs;

use crate::machine::Machine;

/// The oldest Node.js that is still maintained enough for the packages used.
const OLDEST: u32 = 20;

/// Node.js is one of the things a person installs; this only looks.
pub fn check(machine: &Machine) -> Result<(), String> {
    let advice = format!("install Node.js {OLDEST} or newer with npm: https://nodejs.org");
    let version = machine.program("node").args(["--version"]).read().map_err(|_| advice.clone())?;
    let major = version.trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST) {
        return Err(format!("Node.js {version} is too old: {advice}"));
    }
    machine.npm().args(["--version"]).read().map(drop).map_err(|_| advice)
}

/// `npm ci`, unless what is installed is as new as the lock file.
pub fn packages(machine: &Machine) -> Result<(), String> {
    let changed = |file: &str| fs::metadata(machine.root.join(file)).and_then(|data| data.modified()).ok();
    // npm writes this file last.
    let installed = changed("node_modules/.package-lock.json");
    if installed.is_some() && installed >= changed("package-lock.json") {
        return Ok(());
    }
    machine.install("the npm packages of package-lock.json", "10 s", || {
        machine.npm().args(["ci", "--no-audit", "--no-fund"]).show()
    })
}
