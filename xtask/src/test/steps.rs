//! The steps of `cargo xtask test`, cheapest first.

use std::fs;
use std::path::PathBuf;

use crate::console::say;
use crate::machine::Machine;
use crate::run::Run;
use crate::tools::Tool;
use crate::{package, page};

/// One step.
pub struct Step {
    /// Its name on the command line.
    pub name: &'static str,
    /// What it does.
    pub what: &'static str,
    /// How long it takes.
    pub about: &'static str,
    /// What must be installed.
    pub needs: &'static [Tool],
    /// The step that must have been run before it.
    pub after: Option<&'static str>,
    /// True if it is left out, loudly, where a tool cannot be had.
    pub optional: bool,
    /// Does it.
    pub run: fn(&Machine) -> Result<(), String>,
}

const WASM: &[Tool] = &[Tool::WasmTarget];
const IN_CHROME: &[Tool] = &[Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmPack, Tool::Chrome];
const IN_FIREFOX: &[Tool] = &[Tool::WasmTarget, Tool::WasmBindgen, Tool::WasmPack, Tool::Firefox];

const fn step(
    name: &'static str,
    what: &'static str,
    about: &'static str,
    needs: &'static [Tool],
    run: fn(&Machine) -> Result<(), String>,
) -> Step {
    Step { name, what, about, needs, after: None, optional: false, run }
}

/// Every step, in order.
pub const STEPS: &[Step] = &[
    step("format", "the code is formatted by rustfmt", "2 s", &[], format),
    step("clippy", "clippy has no warnings, natively", "1 min at first", &[], clippy),
    step(
        "clippy-wasm",
        "clippy has no warnings for the page and its tests",
        "1 min at first",
        WASM,
        clippy_wasm,
    ),
    step("native", "unit, integration, conformance and documentation tests", "2 min at first", &[], native),
    Step {
        optional: true,
        ..step(
            "kernel",
            "the kernel does with the rules what trace says",
            "1 min",
            &[Tool::Netfilter],
            kernel,
        )
    },
    step("doc", "the documentation builds without warnings", "30 s at first", &[], doc),
    step("chrome", "the JavaScript interface in headless Chrome", "1 min at first", IN_CHROME, chrome),
    Step {
        optional: true,
        ..step("firefox", "the JavaScript interface in headless Firefox", "20 s", IN_FIREFOX, firefox)
    },
    step(
        "package",
        "the npm package builds as it is published",
        "3 min at first",
        package::TOOLS,
        package::build,
    ),
    Step {
        after: Some("package"),
        ..step(
            "package-use",
            "the npm package is small, and works in Node.js and in a Vite project",
            "10 s",
            END_TO_END,
            package_use,
        )
    },
    step("page", "the page builds as it is published", "5 min at first", page::TOOLS, page::build),
    Step {
        after: Some("page"),
        ..step("size", "the page is within its size budget", "5 s", &[Tool::Node], size)
    },
    Step {
        after: Some("page"),
        ..step(
            "e2e",
            "the page in Chromium, from the keyboard to the picture",
            "5 min",
            END_TO_END,
            end_to_end,
        )
    },
    Step {
        after: Some("page"),
        optional: true,
        ..step(
            "e2e-firefox",
            "the page and the element in Firefox",
            "1 min",
            PAGE_IN_FIREFOX,
            page_in_firefox,
        )
    },
];

const END_TO_END: &[Tool] = &[Tool::Node, Tool::NodePackages, Tool::Chrome];
const PAGE_IN_FIREFOX: &[Tool] = &[Tool::Node, Tool::NodePackages, Tool::Firefox];

fn format(machine: &Machine) -> Result<(), String> {
    machine.program("cargo").args(["fmt", "--all", "--check"]).show()
}

fn clippy(machine: &Machine) -> Result<(), String> {
    let arguments = ["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"];
    machine.program("cargo").args(arguments).minutes(15).show()
}

/// Without the command line, whose program would have the file name of the library's module.
fn clippy_wasm(machine: &Machine) -> Result<(), String> {
    let targets =
        ["--lib", "--bin", "svclab-app", "--test", "web", "--no-default-features", "--features", "app,js"];
    machine
        .wasm_program("cargo")
        .args(["clippy", "--locked", "--target", "wasm32-unknown-unknown"])
        .args(targets)
        .args(["--", "-D", "warnings"])
        .minutes(15)
        .show()
}

fn native(machine: &Machine) -> Result<(), String> {
    machine.program("cargo").args(["test", "--workspace", "--locked"]).minutes(20).show()
}

fn kernel(machine: &Machine) -> Result<(), String> {
    let arguments = ["test", "--locked", "--quiet", "--test", "kernel", "--", "both"];
    machine.program("cargo").args(arguments).minutes(10).show()
}

fn doc(machine: &Machine) -> Result<(), String> {
    let arguments = ["doc", "--workspace", "--no-deps", "--locked"];
    machine.program("cargo").args(arguments).env("RUSTDOCFLAGS", "-D warnings").minutes(10).show()
}

fn chrome(machine: &Machine) -> Result<(), String> {
    let mut arguments: Vec<PathBuf> = ["test", "--headless", "--chrome"].map(PathBuf::from).into();
    if let Some(driver) = &machine.browsers.chromedriver {
        arguments.extend([PathBuf::from("--chromedriver"), driver.clone()]);
    }
    in_browser(|| machine.wasm_program("wasm-pack").args(&arguments).minutes(15).show())
}

fn firefox(machine: &Machine) -> Result<(), String> {
    let driver = machine.browsers.geckodriver.as_os_str();
    let arguments = ["test", "--headless", "--firefox", "--geckodriver"];
    in_browser(|| machine.wasm_program("wasm-pack").args(arguments).args([driver]).minutes(15).show())
}

/// On a busy machine a browser does not always come up at its first start. A test that fails, fails again.
fn in_browser(test: impl Fn() -> Result<(), String>) -> Result<(), String> {
    test().or_else(|reason| {
        say(&format!("{reason}: once more, in case it was the start of the browser"));
        test()
    })
}

fn package_use(machine: &Machine) -> Result<(), String> {
    machine.program("node").args(["scripts/size.mjs", "pkg"]).show()?;
    machine
        .program("node")
        .args(["--test", "--test-reporter=spec", "tests/package/package.test.mjs"])
        .env("SVCLAB_CHROME", &machine.browsers.chrome)
        .show()
}

fn size(machine: &Machine) -> Result<(), String> {
    machine.program("node").args(["scripts/size.mjs", "dist"]).show()
}

fn end_to_end(machine: &Machine) -> Result<(), String> {
    specs(machine, "tests/e2e")?.env("SVCLAB_CHROME", &machine.browsers.chrome).minutes(25).show()
}

fn page_in_firefox(machine: &Machine) -> Result<(), String> {
    let test = || {
        specs(machine, "tests/firefox")?
            .env("SVCLAB_FIREFOX_PATH", &machine.browsers.firefox)
            .minutes(10)
            .show()
    };
    in_browser(test)
}

/// Node.js with the specs of a folder, one file after the other.
fn specs(machine: &Machine, folder: &str) -> Result<Run, String> {
    let folder = machine.root.join(folder);
    let files = fs::read_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut specs: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    specs.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    specs.sort();
    let node = machine.program("node");
    Ok(node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(specs))
}
