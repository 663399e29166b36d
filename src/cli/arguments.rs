//! The words of the command line.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use svclab::cluster::ProxyMode;
use svclab::coredns::RecordType;
use svclab::kube_proxy::IpFamily;
use svclab::kubectl::Format;
use svclab::locale::Language;
use svclab::network::{Client, Target, Via};

use crate::changes::Changes;

/// What a Kubernetes cluster makes of manifests: Services, endpoints, DNS, and where each packet goes.
#[derive(Debug, Parser)]
#[command(name = "svclab", version = VERSION, arg_required_else_help = true, max_term_width = 100)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// What happens to the cluster.
    #[command(flatten)]
    pub changes: Changes,
}

const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), " (simulates Kubernetes 1.36)");

/// What every verb takes.
#[derive(Debug, Args)]
pub struct Input {
    /// Manifests: a file, a folder, or - for standard input; may be given several times
    #[arg(short = 'f', long = "filename", value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Switch the cloud's load balancer off: LoadBalancer Services stay pending
    #[arg(long)]
    pub no_load_balancer: bool,
}

/// `-o` of the verbs that print text or JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Output {
    /// For programs
    Json,
}

/// `-o` of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckOutput {
    /// The diagnostics
    Json,
    /// SARIF 2.1.0, as code scanning reads it
    Sarif,
    /// Commands of GitHub Actions, which mark the lines of a pull request
    Github,
}

/// `--deny` of `check`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Denied {
    /// What is accepted but will not do what it seems to
    Warnings,
}

/// `--mode` of `rules`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Mode {
    /// Input of iptables-restore
    Iptables,
    /// A script for nft -f
    Nftables,
}

impl From<Mode> for ProxyMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Iptables => ProxyMode::Iptables,
            Mode::Nftables => ProxyMode::Nftables,
        }
    }
}

fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new([Language::English, Language::Korean].map(Language::tag))
        .map(|tag| Language::from_tag(&tag))
}

/// `-o` of `render`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Drawing {
    /// A picture
    Svg,
    /// Text for Mermaid
    Mermaid,
    /// Text for Graphviz
    Dot,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Say what is wrong with the manifests, and whether what their comments expect comes true
    ///
    /// A comment such as one of these is checked, and is an error if it does not hold:
    ///
    /// # expect: trace pod:shop/client web:80 delivered to pod:shop/web-*
    ///
    /// # expect: dig from pod:shop/client web 10.96.0.20
    ///
    /// # expect: endpoints shop/web 2 of 3
    ///
    /// # expect: warning selector-matches-no-pods
    ///
    /// The last one makes a finding in the same document an expected one, which does not count.
    Check {
        /// Print the page of a rule, or the list of the rules
        #[arg(long, value_name = "CODE", num_args = 0..=1, exclusive = true)]
        explain: Option<Option<String>>,
        #[command(flatten)]
        input: Option<Input>,
        /// Print it for programs
        #[arg(short = 'o', value_name = "FORMAT")]
        output: Option<CheckOutput>,
        /// Exit with status 1 on warnings too
        #[arg(long, value_name = "WHAT")]
        deny: Option<Denied>,
    },
    /// Show objects as kubectl get shows them, those that controllers make included
    Get {
        /// One or more kinds: service, pods,ep, endpointslices, all ...; or dns, for every record of the cluster's zone
        kind: String,
        /// One object; of dns, one Service
        name: Option<String>,
        /// The namespace; without it, default, and of dns all
        #[arg(short = 'n', long)]
        namespace: Option<String>,
        /// All namespaces
        #[arg(short = 'A', long, conflicts_with = "namespace")]
        all_namespaces: bool,
        /// wide, yaml, json or name
        #[arg(short = 'o', value_name = "FORMAT")]
        output: Option<Format>,
        #[command(flatten)]
        input: Input,
    },
    /// Look a DNS name up
    Dig {
        /// The name; without --from it is absolute
        #[arg(required_unless_present = "all")]
        name: Option<String>,
        /// A, AAAA, SRV, PTR, CNAME, TXT, NS, SOA ...
        #[arg(default_value = "A")]
        r#type: RecordType,
        /// Search as this one's resolver does: pod:NAMESPACE/NAME or node:NAME
        #[arg(long, value_name = "CLIENT")]
        from: Option<String>,
        /// Say in one sentence why a name does not resolve
        #[arg(long)]
        explain: bool,
        /// List every record of the zone, each with the object it comes from
        #[arg(long, conflicts_with_all = ["name", "from", "explain"])]
        all: bool,
        /// Print JSON
        #[arg(short = 'o', value_name = "FORMAT")]
        output: Option<Output>,
        #[command(flatten)]
        input: Input,
    },
    /// Say where a connection goes, and why it does not arrive
    Trace {
        /// Who connects: pod:NAMESPACE/NAME, node:NAME, lan, lan:IP, internet or internet:IP
        #[arg(long, value_name = "CLIENT")]
        from: Client,
        /// The node that gets the packet where the network has a choice: node:NAME
        #[arg(long, value_name = "NODE")]
        via: Option<Via>,
        /// HOST[:PORT][/PROTOCOL], where HOST is a name or an address (an IPv6 address in brackets)
        #[arg(long, value_name = "TARGET")]
        to: Target,
        /// Print JSON
        #[arg(short = 'o', value_name = "FORMAT")]
        output: Option<Output>,
        #[command(flatten)]
        input: Input,
    },
    /// Print what kube-proxy programs on a node
    Rules {
        /// The node
        #[arg(long)]
        node: String,
        /// The form; without it, the one that the cluster is set up with
        #[arg(long)]
        mode: Option<Mode>,
        /// ipv4 or ipv6
        #[arg(long, default_value = "ipv4")]
        family: IpFamily,
        #[command(flatten)]
        input: Input,
    },
    /// Draw the cluster
    Render {
        /// The form
        #[arg(short = 'o', value_name = "FORMAT", default_value = "svg")]
        output: Drawing,
        /// The language of its words: en or ko
        #[arg(long, value_name = "LANGUAGE", default_value = "en", value_parser = language())]
        lang: Language,
        #[command(flatten)]
        input: Input,
    },
    /// Say what changes when something happens: which addresses leave and join, and what each Service keeps
    ///
    /// For example: svclab what-if --delete-pod shop/web-0 --node-down worker-1 -f shop.yaml
    WhatIf {
        /// Print JSON
        #[arg(short = 'o', value_name = "FORMAT")]
        output: Option<Output>,
        #[command(flatten)]
        input: Input,
    },
    /// Print everything as one JSON object
    Simulate {
        /// Print JSON, as it does without this
        #[arg(short = 'o', value_name = "FORMAT")]
        output: Option<Output>,
        #[command(flatten)]
        input: Input,
    },
}
