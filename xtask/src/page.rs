//! The page: dist/, made by Trunk.

use crate::console::say;
use crate::machine::Machine;
use crate::tools::Tool;

/// What building the page takes.
pub const TOOLS: &[Tool] =
    &[Tool::Node, Tool::NodePackages, Tool::WasmTarget, Tool::WasmBindgen, Tool::Trunk];

/// Makes dist/ as it is published.
pub fn build(machine: &Machine) -> Result<(), String> {
    fetch(machine)?;
    machine.wasm_program("trunk").args(["build", "--release"]).minutes(20).show()?;
    say(&format!("the page is in {}: copy it to any static host", machine.root.join("dist").display()));
    Ok(())
}

/// Trunk keeps cargo offline, so what Cargo.lock names has to be on the machine.
pub fn fetch(machine: &Machine) -> Result<(), String> {
    machine.wasm_program("cargo").args(["fetch", "--locked", "--quiet"]).minutes(10).show()
}
