//! The scene as a Mermaid flow chart, for pages that draw Mermaid.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use super::colour::HUES;
use super::graph::{self, GraphNode, Group};
use super::scene::{Edge, EdgeKind, Scene};
use crate::message::Message;

/// Writes a scene; `say` puts messages into the reader's language.
pub fn write(scene: &Scene, say: fn(&Message) -> String) -> String {
    let root = graph::groups(scene, say);
    let mut names = BTreeMap::new();
    name(&root, &mut names);
    Chart { root, edges: graph::edges(scene), names }.to_string()
}

/// Mermaid's names may hold few characters, so every element gets a number.
fn name(group: &Group, names: &mut BTreeMap<String, usize>) {
    for id in group.nodes.iter().map(|node| &node.id).chain([&group.id]) {
        let next = names.len();
        names.entry(id.clone()).or_insert(next);
    }
    group.groups.iter().for_each(|inner| name(inner, names));
}

struct Chart<'a> {
    root: Group,
    edges: Vec<&'a Edge>,
    names: BTreeMap<String, usize>,
}

impl Display for Chart<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("flowchart LR\n")?;
        self.write_group(f, &self.root, 1)?;
        self.edges.iter().try_for_each(|edge| self.write_edge(f, edge))?;
        for (hue, colours) in HUES.iter().enumerate() {
            writeln!(f, "  classDef h{hue} stroke:{}", colours.light)?;
        }
        f.write_str("  classDef hollow stroke-dasharray:4 3\n")
    }
}

impl Chart<'_> {
    fn number(&self, id: &str) -> usize {
        self.names.get(id).copied().unwrap_or(0)
    }

    fn write_group(&self, f: &mut Formatter<'_>, group: &Group, depth: usize) -> fmt::Result {
        let indent = "  ".repeat(depth);
        writeln!(f, "{indent}subgraph g{}[\"{}\"]", self.number(&group.id), Quoted(&group.name))?;
        group.nodes.iter().try_for_each(|node| self.write_node(f, node, depth + 1))?;
        group.groups.iter().try_for_each(|inner| self.write_group(f, inner, depth + 1))?;
        writeln!(f, "{indent}end")
    }

    fn write_node(&self, f: &mut Formatter<'_>, node: &GraphNode, depth: usize) -> fmt::Result {
        let lines: Vec<String> = node.lines.iter().map(|line| Quoted(line.trim()).to_string()).collect();
        write!(f, "{}n{}[\"{}\"]", "  ".repeat(depth), self.number(&node.id), lines.join("<br/>"))?;
        match (node.hue, node.solid) {
            (Some(hue), _) if node.solid => writeln!(f, ":::h{}", hue.0),
            (_, false) => writeln!(f, ":::hollow"),
            _ => writeln!(f),
        }
    }

    fn write_edge(&self, f: &mut Formatter<'_>, edge: &Edge) -> fmt::Result {
        let arrow = if edge.kind == EdgeKind::Packets { "-->" } else { "-.->" };
        let label = graph::edge_label(edge);
        let label = if label.is_empty() { label } else { format!("|{}|", Quoted(&label)) };
        writeln!(f, "  n{} {arrow}{label} n{}", self.number(&edge.from), self.number(&edge.to))
    }
}

/// Text between quotes, in Mermaid's own escapes.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|character| match character {
            '"' => f.write_str("#quot;"),
            '<' => f.write_str("#lt;"),
            '>' => f.write_str("#gt;"),
            '#' => f.write_str("#35;"),
            other => write!(f, "{other}"),
        })
    }
}
