//! The tools that the commands need, and how each comes onto the machine.

mod apt;
mod browsers;
mod cargo_tools;
mod netfilter;
mod node;
mod wasm_target;

use std::env;
use std::path::PathBuf;

use crate::machine::Machine;

/// A tool, in the order in which tools are installed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tool {
    /// Node.js, which the person installs.
    Node,
    /// The packages of package-lock.json: esbuild, CodeMirror, wasm-opt, Playwright.
    NodePackages,
    /// The standard library for wasm32-unknown-unknown.
    WasmTarget,
    /// wasm-bindgen and its test runner.
    WasmBindgen,
    /// Trunk, which builds the page.
    Trunk,
    /// wasm-pack, which runs the tests in a browser.
    WasmPack,
    /// Chrome or Chromium with its driver.
    Chrome,
    /// Firefox with its driver.
    Firefox,
    /// Network namespaces, and the programs that load rules into them. Only root has them.
    Netfilter,
}

impl Tool {
    /// Every tool that everybody can have.
    pub const ALL: &[Tool] = &[
        Tool::Node,
        Tool::NodePackages,
        Tool::WasmTarget,
        Tool::WasmBindgen,
        Tool::Trunk,
        Tool::WasmPack,
        Tool::Chrome,
        Tool::Firefox,
    ];

    /// Installs the tool unless it is there. The error says the one thing to do.
    pub fn provide(self, machine: &mut Machine) -> Result<(), String> {
        match self {
            Tool::Node => node::check(machine),
            Tool::NodePackages => node::packages(machine),
            Tool::WasmTarget => wasm_target::provide(machine),
            Tool::WasmBindgen => cargo_tools::wasm_bindgen(machine),
            Tool::Trunk => cargo_tools::trunk(machine),
            Tool::WasmPack => cargo_tools::wasm_pack(machine),
            Tool::Chrome => browsers::chrome(machine),
            Tool::Firefox => browsers::firefox(machine),
            Tool::Netfilter => netfilter::provide(machine),
        }
    }
}

/// The first of `names` that is on PATH.
fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    let folders: Vec<PathBuf> = env::split_paths(&path).collect();
    names.iter().find_map(|name| {
        let file = format!("{name}{}", env::consts::EXE_SUFFIX);
        folders.iter().map(|folder| folder.join(&file)).find(|file| file.is_file())
    })
}
