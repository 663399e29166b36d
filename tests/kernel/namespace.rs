//! A network namespace, seen from the judge.

use std::env;
use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use crate::agent::{self, Order, Outcome, Reply};

/// A network namespace and the agent that lives in it. It has no name in the file system: it is there as long as the
/// agent is, and the agent is there as long as this value.
pub struct Namespace {
    name: String,
    agent: Child,
    orders: ChildStdin,
    replies: BufReader<ChildStdout>,
}

impl Namespace {
    /// Begins a namespace; [`Namespace::done`] then waits for its agent.
    pub fn begin(name: &str) -> Result<Self, String> {
        let program = env::current_exe().map_err(|error| error.to_string())?;
        let mut agent = Command::new("unshare")
            .arg("--net")
            .args([program.as_os_str(), agent::WORD.as_ref()])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(|error| format!("unshare: {error}"))?;
        let (Some(orders), Some(replies)) = (agent.stdin.take(), agent.stdout.take()) else {
            return Err("an agent has no pipes".to_owned());
        };
        Ok(Namespace { name: name.to_owned(), agent, orders, replies: BufReader::new(replies) })
    }

    /// By which `ip link` knows it.
    pub fn id(&self) -> u32 {
        self.agent.id()
    }

    /// Gives an order; what comes of it is a reply of its own.
    pub fn order(&mut self, order: &Order) -> Result<(), String> {
        let line = serde_json::to_string(order).map_err(|error| error.to_string())?;
        writeln!(self.orders, "{line}").map_err(|error| format!("{}: {error}", self.name))
    }

    /// Waits until an order is carried out.
    pub fn done(&mut self) -> Result<(), String> {
        match self.reply()? {
            Reply::Done => Ok(()),
            Reply::Failed(why) => Err(format!("{}: {why}", self.name)),
            Reply::Connected(_) => Err(format!("{} connected where it should not", self.name)),
        }
    }

    /// Waits for what came of connections.
    pub fn connected(&mut self) -> Result<Vec<Outcome>, String> {
        match self.reply()? {
            Reply::Connected(outcomes) => Ok(outcomes),
            Reply::Failed(why) => Err(format!("{}: {why}", self.name)),
            Reply::Done => Err(format!("{} did not connect", self.name)),
        }
    }

    /// Gives an order to run a program.
    pub fn run(&mut self, program: &str, arguments: &[&str], input: String) -> Result<(), String> {
        let arguments = arguments.iter().map(|argument| (*argument).to_owned()).collect();
        self.order(&Order::Run { program: program.to_owned(), arguments, input })
    }

    fn reply(&mut self) -> Result<Reply, String> {
        let mut line = String::new();
        self.replies.read_line(&mut line).map_err(|error| format!("{}: {error}", self.name))?;
        serde_json::from_str(&line).map_err(|_| format!("the agent of {} has died", self.name))
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        let _ = self.agent.kill();
        let _ = self.agent.wait();
    }
}
