//! The page: dist/, made by Trunk.

use crate::console::say;
use crate::machine::Machine;
use crate::package;
use crate::tools::Tool;

/// What building the page takes.
pub const TOOLS: &[Tool] =
    &[Tool::Node, Tool::NodePackages, Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmPack, Tool::Trunk];

/// Makes dist/ as it is published, with the element for other pages, which stands on the npm package.
pub fn build(machine: &Machine) -> Result<(), String> {
    package::build(machine)?;
    fetch(machine)?;
    machine.wasm_program("trunk").args(["build", "--release"]).minutes(20).show()?;
    say(&format!("the page is in {}: copy it to any static host", machine.root.join("dist").display()));
    Ok(())
}

/// Trunk keeps cargo offline, so what Cargo.lock names has to be on the machine.
pub fn fetch(machine: &Machine) -> Result<(), String> {
    machine.wasm_program("cargo").args(["fetch", "--locked", "--quiet"]).minutes(10).show()
}
