//! The scene in Graphviz's language.

use std::fmt::{self, Display, Formatter};

use super::colour::{HUES, NEUTRAL};
use super::graph::{self, GraphNode, Group};
use super::scene::{Edge, EdgeKind, Scene};
use crate::message::Message;

/// Writes a scene; `say` puts messages into the reader's language.
pub fn write(scene: &Scene, say: fn(&Message) -> String) -> String {
    Digraph { root: graph::groups(scene, say), edges: graph::edges(scene) }.to_string()
}

struct Digraph<'a> {
    root: Group,
    edges: Vec<&'a Edge>,
}

impl Display for Digraph<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("digraph svclab {\n  rankdir=LR\n  fontname=\"sans-serif\"\n")?;
        f.write_str("  node [shape=box style=rounded fontname=\"sans-serif\" fontsize=11]\n")?;
        f.write_str("  edge [fontname=\"sans-serif\" fontsize=10]\n")?;
        write_group(f, &self.root, 1)?;
        self.edges.iter().try_for_each(|edge| write_edge(f, edge))?;
        f.write_str("}\n")
    }
}

fn write_group(f: &mut Formatter<'_>, group: &Group, depth: usize) -> fmt::Result {
    let indent = "  ".repeat(depth);
    writeln!(f, "{indent}subgraph \"cluster_{}\" {{", Quoted(&group.id))?;
    writeln!(f, "{indent}  label=\"{}\"", Quoted(&group.name))?;
    group.nodes.iter().try_for_each(|node| write_node(f, node, depth + 1))?;
    group.groups.iter().try_for_each(|inner| write_group(f, inner, depth + 1))?;
    writeln!(f, "{indent}}}")
}

fn write_node(f: &mut Formatter<'_>, node: &GraphNode, depth: usize) -> fmt::Result {
    let lines: Vec<String> = node.lines.iter().map(|line| Quoted(line.trim()).to_string()).collect();
    write!(f, "{}\"{}\" [label=\"{}\"", "  ".repeat(depth), Quoted(&node.id), lines.join("\\n"))?;
    if let Some(hue) = node.hue {
        write!(f, " color=\"{}\"", HUES[usize::from(hue.0) % HUES.len()].light)?;
    }
    if !node.solid {
        f.write_str(" style=\"rounded,dashed\"")?;
    }
    f.write_str("]\n")
}

fn write_edge(f: &mut Formatter<'_>, edge: &Edge) -> fmt::Result {
    write!(
        f,
        "  \"{}\" -> \"{}\" [color=\"{}\"",
        Quoted(&edge.from),
        Quoted(&edge.to),
        edge.hue.map_or(NEUTRAL.1, |hue| HUES[usize::from(hue.0) % HUES.len()].light)
    )?;
    let label = graph::edge_label(edge);
    if !label.is_empty() {
        write!(f, " label=\"{}\"", Quoted(&label))?;
    }
    match edge.kind {
        EdgeKind::Packets => {}
        EdgeKind::Dns => f.write_str(" style=dotted")?,
        EdgeKind::Unused => f.write_str(" style=dashed")?,
    }
    f.write_str("]\n")
}

/// Text between quotes.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.replace('\\', "\\\\").replace('"', "\\\""))
    }
}
