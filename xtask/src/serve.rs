//! `cargo xtask serve`.

use std::net::{Ipv4Addr, TcpListener};

use crate::console::{begin, say};
use crate::machine::Machine;
use crate::page;
use crate::run::Run;

/// How to serve.
pub struct Options {
    port: u16,
    release: bool,
}

impl Options {
    /// Reads the words after `serve`.
    pub fn parse(arguments: &[&str]) -> Result<Options, String> {
        match arguments {
            [] => Ok(Options { port: 8080, release: false }),
            ["--release", rest @ ..] => Ok(Options { release: true, ..Options::parse(rest)? }),
            ["--port", port, rest @ ..] => {
                let port = port.parse().map_err(|_| format!("{port} is no port"))?;
                Ok(Options { port, ..Options::parse(rest)? })
            }
            [other, ..] => Err(format!("serve has no option {other}")),
        }
    }
}

/// Builds and serves the page until it is stopped. It has a folder of its own: dist/ is what is published.
pub fn serve(machine: &mut Machine, options: &Options) -> Result<(), String> {
    let port = options.port;
    if TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_err() {
        let other = port.wrapping_add(1).max(1024);
        return Err(format!("port {port} is taken: try `cargo xtask serve --port {other}`"));
    }
    machine.require(page::TOOLS)?;
    let mut how = vec!["--dist", "target/served"];
    how.extend(options.release.then_some("--release"));
    begin("building the page", "2 min the first time, then some seconds");
    page::fetch(machine)?;
    trunk(machine).args(["build"]).args(&how).minutes(20).show()?;
    say(&format!(
        "svclab is at http://127.0.0.1:{port}/ and is built again on every change (Ctrl-C stops it)"
    ));
    let port = port.to_string();
    Err(trunk(machine).args(["serve", "--address", "127.0.0.1", "--port", &port]).args(&how).become_it())
}

/// Trunk, told to leave out the service worker: a page that is being worked on must not come from a cache.
fn trunk(machine: &Machine) -> Run {
    machine.wasm_program("trunk").env("SVCLAB_OFFLINE", "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_stand_in_any_order() {
        let options = Options::parse(&["--release", "--port", "9000"]).expect("known options");
        assert_eq!((options.port, options.release), (9000, true));
        assert!(Options::parse(&["--port"]).is_err());
        assert!(Options::parse(&["--port", "x"]).is_err());
    }
}
