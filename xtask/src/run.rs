//! Running other programs: in sight, within a time limit, and leaving no process behind.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::console::spoken;

/// Set for every program that is run; all that it starts inherits it.
const MARK: &str = "SVCLAB_RUN";

/// One program to run.
pub struct Run {
    command: Command,
    limit: Duration,
    shown: String,
}

impl Run {
    /// A program; it gets no standard input, and five minutes.
    pub fn new(program: impl AsRef<OsStr>) -> Run {
        let shown =
            Path::new(program.as_ref()).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut command = Command::new(program);
        command.stdin(Stdio::null());
        Run { command, limit: Duration::from_secs(5 * 60), shown }
    }

    /// Adds arguments.
    pub fn args<S: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = S>) -> Run {
        for argument in arguments {
            self.shown += &format!(" {}", argument.as_ref().to_string_lossy());
            self.command.arg(argument);
        }
        self
    }

    /// Sets an environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Run {
        self.command.env(name, value);
        self
    }

    /// Takes an environment variable away.
    pub fn without_env(mut self, name: &str) -> Run {
        self.command.env_remove(name);
        self
    }

    /// The folder to run in.
    pub fn within(mut self, folder: &Path) -> Run {
        self.command.current_dir(folder);
        self
    }

    /// How long it may take before it is ended.
    pub fn minutes(mut self, minutes: u64) -> Run {
        self.limit = Duration::from_secs(minutes * 60);
        self
    }

    /// Runs it with its output in sight. The error says what failed.
    pub fn show(mut self) -> Result<(), String> {
        eprintln!("  $ {}", self.shown);
        // Standard output belongs to results alone (`cargo xtask env`), so the program's goes to standard error.
        self.command.stdout(std::io::stderr());
        let mark = mark();
        let mut child = self.command.env(MARK, &mark).spawn().map_err(|error| self.not_started(&error))?;
        let ended = wait(&mut child, self.limit);
        end_marked(&mut child, &mark);
        match ended {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(format!("`{}` failed ({status})", self.shown)),
            None => Err(format!("`{}` was ended: it took longer than {}", self.shown, spoken(self.limit))),
        }
    }

    /// Runs it out of sight and gives back what it printed. For questions that are answered at once.
    pub fn read(mut self) -> Result<String, String> {
        let output = self.command.stderr(Stdio::null()).output().map_err(|error| self.not_started(&error))?;
        if !output.status.success() {
            return Err(format!("`{}` failed ({})", self.shown, output.status));
        }
        Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    /// Becomes that program, so that a signal meant for this one reaches it. Returns only when that fails (or, on
    /// Windows, when it has ended).
    pub fn become_it(mut self) -> String {
        eprintln!("  $ {}", self.shown);
        #[cfg(unix)]
        let error = std::os::unix::process::CommandExt::exec(&mut self.command);
        #[cfg(not(unix))]
        let error = match self.command.status() {
            Ok(status) => return format!("`{}` ended ({status})", self.shown),
            Err(error) => error,
        };
        self.not_started(&error)
    }

    fn not_started(&self, error: &std::io::Error) -> String {
        format!("`{}` cannot be started: {error}", self.shown)
    }
}

fn mark() -> String {
    static RUNS: AtomicU32 = AtomicU32::new(0);
    format!("{}-{}", std::process::id(), RUNS.fetch_add(1, Ordering::Relaxed))
}

fn wait(child: &mut Child, limit: Duration) -> Option<ExitStatus> {
    let start = Instant::now();
    let mut pause = Duration::from_millis(5);
    while start.elapsed() < limit {
        if let Ok(Some(status)) = child.try_wait() {
            return Some(status);
        }
        sleep(pause);
        pause = (pause * 2).min(Duration::from_millis(100));
    }
    None
}

/// Ends the child and, on Linux, all that it started and left: a browser whose driver has died, say.
fn end_marked(child: &mut Child, mark: &str) {
    let start = Instant::now();
    loop {
        let left = marked(mark);
        if left.is_empty() {
            break;
        }
        // First politely, so that a driver can end its browser.
        let signal = if start.elapsed() < Duration::from_secs(3) { "TERM" } else { "KILL" };
        let _ = Command::new("sh").arg("-c").arg(format!("kill -{signal} {}", left.join(" "))).output();
        let _ = child.try_wait();
        sleep(Duration::from_millis(200));
    }
    if let Ok(None) = child.try_wait() {
        let _ = child.kill();
        let _ = child.wait();
    }
}

/// The process ids that carry the mark; none where there is no `/proc`.
fn marked(mark: &str) -> Vec<String> {
    let wanted = format!("{MARK}={mark}");
    let carries = |pid: &str| {
        let environment = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
        environment.split(|&byte| byte == 0).any(|entry| entry == wanted.as_bytes())
    };
    let Ok(processes) = std::fs::read_dir("/proc") else { return Vec::new() };
    let names = processes.flatten().filter_map(|entry| entry.file_name().into_string().ok());
    names.filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()) && carries(name)).collect()
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    fn sleeping(seconds: &str) -> bool {
        let command = format!("sleep\0{seconds}\0");
        let processes = std::fs::read_dir("/proc").expect("Linux has /proc").flatten();
        processes
            .filter_map(|process| std::fs::read(process.path().join("cmdline")).ok())
            .any(|line| line == command.as_bytes())
    }

    #[test]
    fn what_a_program_leaves_behind_is_ended() {
        let run = Run::new("sh").args(["-c", "sleep 1201 & exit 0"]);
        assert_eq!(run.show(), Ok(()));
        assert!(!sleeping("1201"));
    }

    #[test]
    fn a_program_that_hangs_is_ended_with_all_that_it_started() {
        let mut run = Run::new("sh").args(["-c", "sleep 1202; true"]);
        run.limit = Duration::from_millis(300);
        let failure = run.show().expect_err("it hangs");
        assert!(failure.contains("took longer than 0.3 s"), "{failure}");
        assert!(!sleeping("1202"));
    }

    #[test]
    fn a_failure_names_the_program_and_its_status() {
        let failure = Run::new("sh").args(["-c", "exit 3"]).show().expect_err("it fails");
        assert_eq!(failure, "`sh -c exit 3` failed (exit status: 3)");
    }
}
