//! The tools that come from crates.io, pinned. They are built without optimisation, which takes a tenth of the time:
//! each runs for a second or two.

use std::fs;

use crate::machine::Machine;
use crate::run::Run;

const TRUNK: &str = "0.21.14";
const WASM_PACK: &str = "0.15.1";
const GECKODRIVER: &str = "0.37.1";

/// wasm-bindgen in the version of Cargo.lock, from the small crate in tools/wasm: the tool and the library must agree.
pub fn wasm_bindgen(machine: &Machine) -> Result<(), String> {
    let lock = fs::read_to_string(machine.root.join("Cargo.lock")).map_err(|error| error.to_string())?;
    let version = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock has no wasm-bindgen")?;
    if has(machine, "wasm-bindgen", version) && has(machine, "wasm-bindgen-test-runner", version) {
        return Ok(());
    }
    machine.install(&format!("wasm-bindgen {version}"), "1 min, once", || {
        install(machine, &["--path", "tools/wasm", "--force"])
    })?;
    if has(machine, "wasm-bindgen", version) {
        return Ok(());
    }
    Err(format!("tools/wasm/Cargo.toml pins another wasm-bindgen than Cargo.lock: raise it to {version}"))
}

/// Trunk.
pub fn trunk(machine: &Machine) -> Result<(), String> {
    // Without default features it brings no downloader and no TLS of its own.
    from_crates_io(machine, "trunk", TRUNK, "3 min, once", &["--no-default-features"])
}

/// wasm-pack.
pub fn wasm_pack(machine: &Machine) -> Result<(), String> {
    from_crates_io(machine, "wasm-pack", WASM_PACK, "90 s, once", &[])
}

/// Firefox's driver.
pub fn geckodriver(machine: &Machine) -> Result<(), String> {
    from_crates_io(machine, "geckodriver", GECKODRIVER, "90 s, once", &[])
}

fn from_crates_io(
    machine: &Machine,
    name: &str,
    version: &str,
    about: &str,
    more: &[&str],
) -> Result<(), String> {
    if has(machine, name, version) {
        return Ok(());
    }
    machine.install(&format!("{name} {version}"), about, || {
        install(machine, &[&[name, "--version", version], more].concat())
    })
}

fn install(machine: &Machine, what: &[&str]) -> Result<(), String> {
    let tools = machine.cache.join("tools");
    let built = machine
        .program("cargo")
        .args(["install", "--debug", "--locked", "--quiet", "--root"])
        .args([&tools])
        .args(["--target-dir".as_ref(), tools.join("target").as_os_str()])
        .args(what)
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_INCREMENTAL", "false")
        .minutes(20)
        .show();
    // Half a gigabyte that nobody needs again.
    let _ = fs::remove_dir_all(tools.join("target"));
    built
}

fn has(machine: &Machine, name: &str, version: &str) -> bool {
    let program = machine.cache.join("tools/bin").join(format!("{name}{}", std::env::consts::EXE_SUFFIX));
    let said = Run::new(&program).args(["--version"]).read().unwrap_or_default();
    said.lines().next().unwrap_or_default().split_whitespace().nth(1) == Some(version)
}

/// The version of a package in the text of a Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_that_of_the_package_with_the_whole_name() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"2.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"1.0.0\"\n";
        assert_eq!(locked_version(lock, "a"), Some("1.0.0"));
        assert_eq!(locked_version(lock, "b"), None);
    }
}
