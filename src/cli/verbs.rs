//! What each verb does.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;

use annotate_snippets::Renderer;
use svclab::cluster::ProxyMode;
use svclab::coredns::{RecordType, Status};
use svclab::diagnostic::Severity;
use svclab::diagram::{self, DiagramOptions, LayoutOptions, Scene, SceneOptions};
use svclab::kube_proxy::IpFamily;
use svclab::kubectl::{self, Format, Query};
use svclab::locale::Language;
use svclab::network::TraceQuery;

use crate::arguments::{Arguments, CheckOutput, Denied, Drawing, Input, Output, Verb};
use crate::changes::Changes;
use crate::check;
use crate::ci;
use crate::dig;
use crate::dns::{self, Filter};
use crate::explain;
use crate::input::Manifests;
use crate::trace;
use crate::what_if;

/// What the exit status says.
enum Outcome {
    /// 0
    Done,
    /// 1: the manifests have errors, nothing was delivered, or there is no such name.
    Negative,
}

/// Runs a verb. The exit status is 0, 1 (the answer is no) or 2 (wrong usage or unreadable input).
pub fn run(arguments: &Arguments) -> ExitCode {
    let changes = &arguments.changes;
    let outcome = match &arguments.verb {
        Verb::Check { explain: Some(code), .. } => run_explain(code.as_deref()),
        Verb::Check { input: Some(input), output, deny, .. } => run_check(input, changes, *output, *deny),
        Verb::Check { input: None, .. } => Err("check needs manifests: -f FILE".to_owned()),
        Verb::Get { kind, name, namespace, all_namespaces, output, input } => {
            let format = output.unwrap_or(Format::Table { wide: false });
            let or_default = || namespace.clone().unwrap_or_else(|| "default".to_owned());
            if kind == "dns" {
                let namespace = if name.is_some() { Some(or_default()) } else { namespace.clone() };
                let namespace = namespace.filter(|_| !all_namespaces);
                run_get_dns(input, changes, &Filter { namespace, service: name.clone() }, format)
            } else {
                run_get(input, changes, kind, name.clone(), (!all_namespaces).then(or_default), format)
            }
        }
        Verb::Dig { all: true, output, input, .. } => {
            let format = output.map_or(Format::Table { wide: false }, |Output::Json| Format::Json);
            run_get_dns(input, changes, &Filter::default(), format)
        }
        Verb::Dig { name, r#type, from, explain, output, input, .. } => {
            let name = name.as_deref().unwrap_or_default();
            run_dig(input, changes, from.as_deref(), (name, *r#type), *explain, *output)
        }
        Verb::Trace { from, via, to, output, input } => {
            let query = TraceQuery { from: from.clone(), via: via.clone(), to: to.clone() };
            run_trace(input, changes, &query, *output)
        }
        Verb::Rules { node, mode, family, input } => {
            run_rules(input, changes, node, mode.map(Into::into), *family)
        }
        Verb::Render { output, lang, input } => run_render(input, changes, *output, *lang),
        Verb::WhatIf { output, input } => run_what_if(input, changes, *output),
        Verb::Simulate { input, .. } => run_simulate(input, changes),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Negative) => ExitCode::from(1),
        Err(error) => {
            eprintln!("svclab: {error}");
            ExitCode::from(2)
        }
    }
}

fn run_check(
    input: &Input,
    changes: &Changes,
    output: Option<CheckOutput>,
    deny: Option<Denied>,
) -> Result<Outcome, String> {
    let manifests = Manifests::read(input)?;
    let simulation = manifests.simulate(input, changes)?;
    match output {
        Some(CheckOutput::Json) => print_json(&check::json(&simulation, &manifests))?,
        Some(CheckOutput::Sarif) => print_json(&ci::sarif(&simulation, &manifests))?,
        Some(CheckOutput::Github) => print(&ci::github(&simulation, &manifests))?,
        None => {
            let colours = io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
            let renderer = if colours { Renderer::styled() } else { Renderer::plain() };
            print(&check::text(&simulation, &manifests, &renderer))?;
        }
    }
    Ok(match simulation.worst() {
        Some(Severity::Error) => Outcome::Negative,
        Some(Severity::Warning) if deny == Some(Denied::Warnings) => Outcome::Negative,
        _ => Outcome::Done,
    })
}

fn run_explain(code: Option<&str>) -> Result<Outcome, String> {
    print(&explain::text(code)?)?;
    Ok(Outcome::Done)
}

fn run_get(
    input: &Input,
    changes: &Changes,
    kind: &str,
    name: Option<String>,
    namespace: Option<String>,
    format: Format,
) -> Result<Outcome, String> {
    // `kubectl get svc/web` is the same as `kubectl get svc web`.
    let (kind, name) = match (kind.split_once('/'), name) {
        (Some((kind, name)), None) => (kind, Some(name.to_owned())),
        (_, name) => (kind, name),
    };
    let kinds = kubectl::resources(kind).map_err(|error| error.to_string())?;
    let query = Query { kinds, name, namespace };
    let simulation = Manifests::read(input)?.simulate(input, changes)?;
    if query.select(&simulation.cluster).is_empty() {
        eprintln!("{}", query.nothing_found());
        if query.name.is_some() {
            return Ok(Outcome::Negative);
        }
    }
    print(&kubectl::print(&simulation.cluster, &query, format))?;
    Ok(Outcome::Done)
}

fn run_get_dns(input: &Input, changes: &Changes, filter: &Filter, format: Format) -> Result<Outcome, String> {
    let simulation = Manifests::read(input)?.simulate(input, changes)?;
    let groups = filter.groups(&simulation);
    if let Some(service) = filter.service.as_ref().filter(|_| groups.is_empty()) {
        eprintln!("Error from server (NotFound): services \"{service}\" not found");
        return Ok(Outcome::Negative);
    }
    match format {
        Format::Table { .. } => print(&dns::text(&groups))?,
        Format::Json => print_json(&dns::json(&groups))?,
        Format::Yaml | Format::Name => {
            return Err("records are printed as text or, with -o json, as JSON".into());
        }
    }
    Ok(Outcome::Done)
}

fn run_dig(
    input: &Input,
    changes: &Changes,
    from: Option<&str>,
    (name, record_type): (&str, RecordType),
    explain: bool,
    output: Option<Output>,
) -> Result<Outcome, String> {
    let simulation = Manifests::read(input)?.simulate(input, changes)?;
    let found = simulation.dig(from, name, record_type).map_err(|error| error.to_string())?;
    let report = simulation.dig_report(found, explain);
    match output {
        Some(Output::Json) => print_json(&report)?,
        None => print(&dig::text(&report))?,
    }
    Ok(if report.dig.status == Status::NoError { Outcome::Done } else { Outcome::Negative })
}

fn run_trace(
    input: &Input,
    changes: &Changes,
    query: &TraceQuery,
    output: Option<Output>,
) -> Result<Outcome, String> {
    let simulation = Manifests::read(input)?.simulate(input, changes)?;
    let found = simulation.trace(query).map_err(|error| match &error.help {
        Some(help) => format!("{error}\n{help}"),
        None => error.to_string(),
    })?;
    match output {
        Some(Output::Json) => print_json(&found)?,
        None => print(&trace::text(&found))?,
    }
    Ok(if found.is_delivered() { Outcome::Done } else { Outcome::Negative })
}

fn run_rules(
    input: &Input,
    changes: &Changes,
    node: &str,
    mode: Option<ProxyMode>,
    family: IpFamily,
) -> Result<Outcome, String> {
    let simulation = Manifests::read(input)?.simulate(input, changes)?;
    let rules = simulation.rules(node, mode, family).ok_or_else(|| {
        let known: Vec<&str> = simulation.cluster.nodes.keys().map(|name| name.as_str()).collect();
        format!("there is no node {node}; there are: {}", known.join(", "))
    })?;
    print(&rules.to_text())?;
    Ok(Outcome::Done)
}

fn run_render(
    input: &Input,
    changes: &Changes,
    drawing: Drawing,
    language: Language,
) -> Result<Outcome, String> {
    let simulation = Manifests::read(input)?.simulate(input, changes)?;
    let cluster = &simulation.cluster;
    let options = SceneOptions { since: simulation.since(), ..SceneOptions::default() };
    let scene = || Scene::new(cluster, &options);
    print(&match drawing {
        Drawing::Svg => {
            let layout = LayoutOptions { say: language.sayer(), ..LayoutOptions::default() };
            diagram::svg(cluster, &DiagramOptions { scene: options, layout, ..DiagramOptions::default() })
        }
        Drawing::Mermaid => diagram::mermaid::write(&scene(), language.sayer()),
        Drawing::Dot => diagram::dot::write(&scene(), language.sayer()),
    })?;
    Ok(Outcome::Done)
}

fn run_what_if(input: &Input, changes: &Changes, output: Option<Output>) -> Result<Outcome, String> {
    let simulation = Manifests::read(input)?.simulate(input, changes)?;
    let Some(changes) = simulation.changes() else {
        return Err("nothing happens: say what does, for example --delete-pod NAMESPACE/NAME".to_owned());
    };
    match output {
        Some(Output::Json) => print_json(&changes)?,
        None => print(&what_if::text(&changes))?,
    }
    Ok(Outcome::Done)
}

fn run_simulate(input: &Input, changes: &Changes) -> Result<Outcome, String> {
    print_json(&Manifests::read(input)?.simulate(input, changes)?.report())?;
    Ok(Outcome::Done)
}

fn print_json(value: &impl serde::Serialize) -> Result<(), String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    print(&(text + "\n"))
}

/// Prints to standard output. A reader that has gone away (`svclab ... | head`) is no error.
fn print(text: &str) -> Result<(), String> {
    match io::stdout().write_all(text.as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(format!("standard output: {error}")),
        _ => Ok(()),
    }
}
