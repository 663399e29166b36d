//! Reading manifests: files, folders, standard input.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use svclab::{Options, Simulation};

use crate::arguments::Input;
use crate::changes::Changes;

/// The endings of the files that are read from a folder, as `kubectl apply -f FOLDER` reads them.
const ENDINGS: [&str; 3] = ["yaml", "yml", "json"];

/// What was read: one text, and where each file begins in it.
#[derive(Debug)]
pub struct Manifests {
    /// All files, a document separator between two.
    pub text: String,
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    name: String,
    /// 0-based line of the text at which the file begins.
    first_line: usize,
}

impl Manifests {
    /// Reads all that was asked for. The error says which file could not be read, and why.
    pub fn read(input: &Input) -> Result<Self, String> {
        let mut manifests = Manifests { text: String::new(), files: Vec::new() };
        for path in &input.files {
            if path.as_os_str() == "-" {
                let mut bytes = Vec::new();
                io::stdin().read_to_end(&mut bytes).map_err(|error| format!("standard input: {error}"))?;
                manifests.add("standard input".to_owned(), bytes)?;
                continue;
            }
            for file in files_of(path)? {
                let bytes = fs::read(&file).map_err(|error| format!("{}: {error}", file.display()))?;
                manifests.add(file.display().to_string(), bytes)?;
            }
        }
        Ok(manifests)
    }

    fn add(&mut self, name: String, bytes: Vec<u8>) -> Result<(), String> {
        let text = String::from_utf8(bytes)
            .map_err(|error| format!("{name}: not UTF-8 text (byte {})", error.utf8_error().valid_up_to()))?;
        if !self.files.is_empty() {
            if !self.text.ends_with('\n') {
                self.text.push('\n');
            }
            self.text.push_str("---\n");
        }
        let first_line = self.text.matches('\n').count();
        self.text.push_str(&text);
        self.files.push(File { name, first_line });
        Ok(())
    }

    /// The file that holds a line of the text (1-based), and the line's number in it.
    pub fn place(&self, line: usize) -> (&str, usize) {
        let at = self.files.partition_point(|file| file.first_line < line).max(1) - 1;
        match self.files.get(at) {
            Some(file) => (&file.name, line.saturating_sub(file.first_line)),
            None => ("", line),
        }
    }

    /// True if there is more than one file to tell apart.
    pub fn are_several(&self) -> bool {
        self.files.len() > 1
    }

    /// Runs the simulation. The error says which change cannot happen, and why.
    pub fn simulate(&self, input: &Input, changes: &Changes) -> Result<Simulation, String> {
        let options = Options { load_balancer: !input.no_load_balancer, changes: changes.0.clone() };
        let simulation = Simulation::new(&self.text, &options);
        if let Some(error) = simulation.impossible_change() {
            let help = error.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
            return Err(format!("{error}{help}"));
        }
        Ok(simulation)
    }
}

fn files_of(path: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: io::Error| format!("{}: {error}", path.display());
    if !fs::metadata(path).map_err(failed)?.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(failed)? {
        let file = entry.map_err(failed)?.path();
        let ending = file.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        if file.is_file() && ENDINGS.contains(&ending) {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(format!("{}: no .yaml, .yml or .json file in this folder", path.display()));
    }
    Ok(files)
}
