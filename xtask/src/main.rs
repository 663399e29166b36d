//! `cargo xtask`: everything a person does with this repository, from a bare machine on.
//!
//! A bare machine has rustup, a C compiler and Node.js. What else a command needs it installs into a cache outside
//! the repository, and it says so before it does.

mod console;
mod machine;
mod package;
mod page;
mod run;
mod serve;
mod test;
mod tools;

use std::process::ExitCode;

use machine::Machine;
use tools::Tool;

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N] [--release]   build the page, serve it on 127.0.0.1, build again on every change
  test [--only STEP]... [--list] every check and test, or the steps named
  dist                           make dist/: static files for any path of any static host
  package                        make pkg/: the npm package
  setup                          only install what the others need
  env                            print the exports with which trunk, wasm-pack and cargo work by hand:
                                 eval \"$(cargo xtask env)\"

What is missing is installed into ${SVCLAB_CACHE:-~/.cache/svclab}.
  SVCLAB_RUSTUP_ADD=0   do not ask rustup for the wasm target; build it from Debian's packages
  SVCLAB_CHROME=PATH    the Chrome or Chromium to test in
  SVCLAB_FIREFOX=0      do not test in Firefox
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(reason)) => {
            eprintln!("{reason}\n\n{USAGE}");
            ExitCode::from(2)
        }
        Err(Failure::Work(reason)) => {
            eprintln!("\nxtask: {reason}");
            ExitCode::FAILURE
        }
    }
}

/// Why a command ends early.
enum Failure {
    /// It was called wrongly.
    Usage(String),
    /// It could not do its work; the text says what to do.
    Work(String),
}

impl From<String> for Failure {
    fn from(reason: String) -> Self {
        Failure::Work(reason)
    }
}

fn command(words: &[&str]) -> Result<(), Failure> {
    let (name, arguments) = words.split_first().unwrap_or((&"help", &[]));
    match (*name, arguments) {
        ("help" | "--help" | "-h", _) => print!("{USAGE}"),
        ("serve", arguments) => {
            let options = serve::Options::parse(arguments).map_err(Failure::Usage)?;
            serve::serve(&mut Machine::new()?, &options)?;
        }
        ("test", ["--list"]) => test::list(),
        ("test", arguments) => {
            let steps = test::choose(arguments).map_err(Failure::Usage)?;
            test::run(&mut Machine::new()?, &steps)?;
        }
        ("dist", []) => {
            let mut machine = Machine::new()?;
            machine.require(page::TOOLS)?;
            page::build(&machine)?;
        }
        ("package", []) => {
            let mut machine = Machine::new()?;
            machine.require(package::TOOLS)?;
            package::build(&machine)?;
        }
        ("setup", []) => Machine::new()?.require(Tool::ALL)?,
        ("env", []) => {
            let mut machine = Machine::new()?;
            machine.require(&[Tool::WasmTarget])?;
            print!("{}", machine.exports());
        }
        (name, arguments) => {
            return Err(Failure::Usage(format!("cargo xtask cannot do: {name} {}", arguments.join(" "))));
        }
    }
    Ok(())
}
