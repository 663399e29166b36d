//! The npm package: pkg/, made by wasm-pack.

use crate::console::say;
use crate::machine::Machine;
use crate::tools::Tool;

/// What building the package takes.
pub const TOOLS: &[Tool] =
    &[Tool::Node, Tool::NodePackages, Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmPack];

/// Makes pkg/ as it is published.
pub fn build(machine: &Machine) -> Result<(), String> {
    machine.wasm_program("node").args(["npm/build.mjs"]).minutes(20).show()?;
    say(&format!("the npm package is in {}", machine.root.join("pkg").display()));
    Ok(())
}
