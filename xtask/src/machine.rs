//! This machine: where things are, what is installed, and how programs are called on it.

use std::collections::BTreeMap;
use std::env;
use std::ffi::OsString;
use std::fmt::Write;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::Instant;

use crate::console::{begin, say, spoken};
use crate::run::Run;
use crate::tools::Tool;

/// The machine that the command runs on.
pub struct Machine {
    /// The repository.
    pub root: PathBuf,
    /// What is installed and must outlive the repository's `target`.
    pub cache: PathBuf,
    /// Environment in which cargo and rustc know the wasm target.
    pub wasm_env: Vec<(&'static str, OsString)>,
    /// The browsers and drivers that have been found.
    pub browsers: Browsers,
    provided: BTreeMap<Tool, Result<(), String>>,
}

/// Paths of browsers and their drivers. A driver that is not here is left to wasm-pack to download.
#[derive(Default)]
pub struct Browsers {
    /// Chrome or Chromium.
    pub chrome: PathBuf,
    /// Its WebDriver.
    pub chromedriver: Option<PathBuf>,
    /// Firefox.
    pub firefox: PathBuf,
    /// Its WebDriver.
    pub geckodriver: PathBuf,
}

impl Machine {
    /// The machine as it is: nothing is looked for yet. Fails without a place for the cache.
    pub fn new() -> Result<Machine, String> {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.parent().unwrap_or(manifest).to_path_buf();
        let cache =
            cache_folder().ok_or("no home folder is known: set SVCLAB_CACHE to a folder for tools")?;
        fs::create_dir_all(cache.join("tools/bin"))
            .map_err(|error| format!("{}: {error}: set SVCLAB_CACHE to another folder", cache.display()))?;
        let (wasm_env, provided) = (Vec::new(), BTreeMap::new());
        Ok(Machine { root, cache, wasm_env, browsers: Browsers::default(), provided })
    }

    /// A program, run in the repository, with the tools of the cache and of node_modules on its PATH.
    pub fn program(&self, name: &str) -> Run {
        Run::new(name).within(&self.root).env("PATH", self.path())
    }

    /// A program that compiles for wasm32.
    pub fn wasm_program(&self, name: &str) -> Run {
        // NO_COLOR=1, as others set it, is no value that Trunk takes.
        let run = self.program(name).without_env("NO_COLOR");
        self.wasm_env.iter().fold(run, |run, (name, value)| run.env(name, value))
    }

    /// Node's package manager.
    pub fn npm(&self) -> Run {
        self.program(if cfg!(windows) { "npm.cmd" } else { "npm" })
    }

    /// Installs what is missing of `tools`; the error is the first thing that could not be installed.
    pub fn require(&mut self, tools: &[Tool]) -> Result<(), String> {
        self.provide(tools)?;
        self.lacking(tools).map_or(Ok(()), |reason| Err(reason.to_owned()))
    }

    /// Installs what is missing of `tools` as far as it goes. Fails only if nothing can be installed at all.
    pub fn provide(&mut self, tools: &[Tool]) -> Result<(), String> {
        let lock = File::create(self.cache.join("lock")).map_err(|error| error.to_string())?;
        if lock.try_lock().is_err() {
            say("waiting for another xtask that installs tools");
            lock.lock().map_err(|error| error.to_string())?;
        }
        for &tool in tools {
            if self.provided.contains_key(&tool) {
                continue;
            }
            let provided = tool.provide(self);
            if let Err(reason) = &provided {
                say(reason);
            }
            self.provided.insert(tool, provided);
        }
        Ok(())
    }

    /// Why the first of `tools` that could not be installed could not.
    pub fn lacking(&self, tools: &[Tool]) -> Option<&str> {
        tools.iter().find_map(|tool| self.provided.get(tool)?.as_ref().err()).map(String::as_str)
    }

    /// A piece of installing, announced and timed.
    pub fn install(
        &self,
        what: &str,
        about: &str,
        work: impl FnOnce() -> Result<(), String>,
    ) -> Result<(), String> {
        begin(&format!("installing {what}"), about);
        let start = Instant::now();
        work()?;
        say(&format!("installed {what} in {}", spoken(start.elapsed())));
        Ok(())
    }

    /// Shell commands that give a shell what the programs here get.
    pub fn exports(&self) -> String {
        let mut text = String::new();
        let named = self.wasm_env.iter().filter(|(name, _)| *name != "PATH");
        for (name, value) in named {
            let _ = writeln!(text, "export {name}='{}'", value.to_string_lossy());
        }
        let folders: Vec<String> =
            self.folders().iter().map(|folder| format!("'{}'", folder.display())).collect();
        let _ = writeln!(text, "export PATH={}:\"$PATH\"", folders.join(":"));
        text
    }

    fn folders(&self) -> Vec<PathBuf> {
        vec![self.cache.join("tools/bin"), self.root.join("node_modules/.bin")]
    }

    fn path(&self) -> OsString {
        let inherited = env::var_os("PATH").unwrap_or_default();
        let folders = self.folders().into_iter().chain(env::split_paths(&inherited));
        env::join_paths(folders).unwrap_or(inherited)
    }
}

/// `SVCLAB_CACHE`, else svclab's folder where the system keeps caches.
fn cache_folder() -> Option<PathBuf> {
    let set = |name| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    set("SVCLAB_CACHE").or_else(|| {
        let caches = set("XDG_CACHE_HOME").or_else(|| Some(env::home_dir()?.join(".cache")))?;
        Some(caches.join("svclab"))
    })
}
