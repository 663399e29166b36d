//! The standard library for wasm32-unknown-unknown: what the toolchain has, else from rustup, else built from
//! Debian's packages.

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::path::Path;

use super::{apt, on_path};
use crate::console::say;
use crate::machine::Machine;
use crate::run::Run;

const TARGET: &str = "wasm32-unknown-unknown";
/// The name that the toolchain made from Debian's packages has in rustup.
const LINKED: &str = "svclab-wasm";

/// Finds or installs the target, and notes the environment in which it is there.
pub fn provide(machine: &mut Machine) -> Result<(), String> {
    if has_target(OsStr::new("rustc")) || from_rustup(machine) {
        return Ok(());
    }
    let sysroot = machine.cache.join("toolchain");
    if !is_current(&sysroot) {
        if !apt::is_debian() {
            return Err(format!("the wasm target is missing: run `rustup target add {TARGET}`"));
        }
        machine.install("the wasm target from Debian's packages", "3 min, once", || {
            from_debian(machine, &sysroot)
        })?;
    }
    machine.wasm_env = environment(machine, &sysroot)?;
    Ok(())
}

/// True if the compiler has `std` and `test` for the target.
fn has_target(rustc: &OsStr) -> bool {
    let folder = Run::new(rustc).args(["--print", "target-libdir", "--target", TARGET]).read();
    let Ok(files) = fs::read_dir(folder.unwrap_or_default()) else { return false };
    let names: Vec<OsString> = files.flatten().map(|file| file.file_name()).collect();
    let has = |start: &str| names.iter().any(|name| name.to_string_lossy().starts_with(start));
    has("libstd-") && has("libtest-")
}

fn from_rustup(machine: &Machine) -> bool {
    if env::var_os("SVCLAB_RUSTUP_ADD").is_some_and(|value| value == "0") || on_path(&["rustup"]).is_none() {
        return false;
    }
    let added = machine.install("the wasm target by rustup", "30 s, once", || {
        machine.program("rustup").args(["target", "add", TARGET]).env("RUSTUP_MAX_RETRIES", "1").show()
    });
    if added.is_err() {
        say("rustup cannot fetch it here");
    }
    added.is_ok() && has_target(OsStr::new("rustc"))
}

/// True if the sysroot was built with the rustc that Debian has now and can link.
fn is_current(sysroot: &Path) -> bool {
    let built_with = fs::read_to_string(sysroot.join(".version")).unwrap_or_default();
    let now = Run::new("/usr/bin/rustc").args(["-V"]).read();
    now.is_ok_and(|now| now == built_with.trim())
        && on_path(&["rust-lld"]).is_some()
        && has_target(sysroot.join("bin/rustc").as_os_str())
}

fn from_debian(machine: &Machine, sysroot: &Path) -> Result<(), String> {
    let rust = ["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "rustfmt-web"];
    apt::install(machine, &rust)?;
    // rust-lld is a link to the linker of the LLVM that this rustc was built with, e.g. lld-22. The package of that
    // name is not among the dependencies.
    let linker = fs::read_link("/usr/bin/rust-lld").map_err(|error| format!("/usr/bin/rust-lld: {error}"))?;
    if let (None, Some(linker)) = (on_path(&["rust-lld"]), linker.to_str()) {
        apt::install(machine, &[linker])?;
    }
    let script = machine.root.join("scripts/debian-wasm-sysroot.sh");
    machine.program("bash").args([script.as_path(), sysroot]).minutes(15).show()
}

/// Through rustup if it is there, so that `cargo`, `trunk` and `wasm-pack` all find it; else by PATH.
fn environment(machine: &Machine, sysroot: &Path) -> Result<Vec<(&'static str, OsString)>, String> {
    if on_path(&["rustup"]).is_none() {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = [sysroot.join("bin")].into_iter().chain(env::split_paths(&inherited));
        let path = env::join_paths(folders).map_err(|error| error.to_string())?;
        return Ok(vec![("PATH", path)]);
    }
    let linked = machine.program("rustup").args(["run", LINKED, "rustc", "--print", "sysroot"]).read();
    let same = |linked: String| fs::canonicalize(linked).ok() == fs::canonicalize(sysroot).ok();
    if !linked.is_ok_and(same) {
        machine.program("rustup").args(["toolchain", "link", LINKED]).args([sysroot]).show()?;
    }
    Ok(vec![("RUSTUP_TOOLCHAIN", OsString::from(LINKED))])
}
