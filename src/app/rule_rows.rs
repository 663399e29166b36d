//! The rules of a node as rows: where each chain begins, and which rules lead to it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use svclab::api::ObjectRef;
use svclab::kube_proxy::Listing;

/// The rules of a node as rows.
#[derive(Debug)]
pub struct RuleRows {
    /// What there is to show, from top to bottom.
    pub rows: Vec<Row>,
    /// The chains, and whatever else rules lead to, in the order in which they begin.
    pub chains: Vec<Chain>,
    /// How many letters the longest line has; kube-proxy writes ASCII alone.
    pub width: usize,
    /// The whole text.
    pub text: Rc<str>,
    /// The bytes of each line, and the Service that it is for.
    lines: Vec<(Range<usize>, Option<Rc<ObjectRef>>)>,
    /// The chains of each name: of iptables, one in each table.
    by_name: BTreeMap<String, Vec<usize>>,
}

/// What stands in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Row {
    /// The name of a chain whose rules follow.
    Heading(usize),
    /// A line of the listing.
    Line(usize),
}

/// A chain, or a set or map of nftables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Its table, where names are told apart by it.
    pub table: String,
    /// Its name.
    pub name: String,
    /// The row at which it begins.
    pub row: usize,
    /// The rows that lead to it.
    pub from: Vec<usize>,
}

/// A piece of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Piece<'t> {
    /// Text.
    Text(&'t str),
    /// The name of a chain.
    Name(&'t str, usize),
}

/// Two are equal if they are the same one: comparing them must cost nothing.
impl PartialEq for RuleRows {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl RuleRows {
    /// Reads the text that kube-proxy's tools read.
    pub fn new(listing: Listing) -> Self {
        let mut rows = RuleRows {
            rows: Vec::new(),
            chains: Vec::new(),
            width: listing.text.lines().map(str::len).max().unwrap_or_default(),
            lines: lines(&listing),
            text: listing.text.into(),
            by_name: BTreeMap::new(),
        };
        rows.find_chains();
        rows.find_links();
        rows
    }

    /// How many lines the text has.
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// A line without its line break.
    pub fn line(&self, line: usize) -> &str {
        self.text[self.lines[line].0.clone()].trim_end_matches('\n')
    }

    /// The Service that a line is for.
    pub fn service(&self, line: usize) -> Option<&ObjectRef> {
        self.lines[line].1.as_deref()
    }

    /// The chain of this name; of iptables, in this table.
    pub fn chain(&self, table: &str, name: &str) -> Option<&Chain> {
        self.find(table, name).map(|at| &self.chains[at])
    }

    fn find(&self, table: &str, name: &str) -> Option<usize> {
        let mut chains = self.by_name.get(name)?.iter().copied();
        chains.find(|chain| ["", table].contains(&self.chains[*chain].table.as_str()))
    }

    /// A line in pieces, names of other chains apart; `row` is where it stands.
    pub fn pieces(&self, line: usize, row: usize) -> Vec<Piece<'_>> {
        let own = self.place_of(row);
        let table = own.map_or("", |own| &self.chains[own].table);
        let text = self.line(line);
        let mut pieces = Vec::new();
        let mut plain = 0;
        for (at, name) in words(text) {
            let Some(chain) = self.find(table, name).filter(|chain| Some(*chain) != own) else { continue };
            pieces.extend((plain < at).then(|| Piece::Text(&text[plain..at])));
            pieces.push(Piece::Name(name, chain));
            plain = at + name.len();
        }
        pieces.extend((plain < text.len()).then(|| Piece::Text(&text[plain..])));
        pieces
    }

    /// The rows of rules for which something holds; of those that follow each other, the first.
    pub fn stops(&self, holds: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut stops = Vec::new();
        let mut follows = false;
        for (at, row) in self.rows.iter().enumerate() {
            let Row::Line(line) = *row else { continue };
            let is_meant = !is_declaration(self.line(line)) && holds(line);
            stops.extend((is_meant && !follows).then_some(at));
            follows = is_meant;
        }
        stops
    }

    /// The chain that a row belongs to.
    pub fn chain_at(&self, row: usize) -> Option<&Chain> {
        self.place_of(row).map(|at| &self.chains[at])
    }

    fn place_of(&self, row: usize) -> Option<usize> {
        self.chains.partition_point(|chain| chain.row <= row).checked_sub(1)
    }

    /// A chain of iptables begins with its first rule, what nftables has with its opening line.
    fn find_chains(&mut self) {
        let mut table = String::new();
        let mut current = String::new();
        for line in 0..self.lines.len() {
            let text = self.line(line);
            if let Some(name) = text.strip_prefix('*') {
                (table, current) = (name.to_owned(), String::new());
            }
            let appended = text.strip_prefix("-A ").and_then(|rest| rest.split(' ').next());
            if let Some(name) = appended.filter(|name| *name != current) {
                current = name.to_owned();
                let heading = Row::Heading(self.chains.len());
                self.begin(&table, &current);
                self.rows.push(heading);
            } else if let Some(name) = opened(text) {
                let name = name.to_owned();
                self.begin("", &name);
            }
            self.rows.push(Row::Line(line));
        }
    }

    fn begin(&mut self, table: &str, name: &str) {
        self.by_name.entry(name.to_owned()).or_default().push(self.chains.len());
        let (table, name, row) = (table.to_owned(), name.to_owned(), self.rows.len());
        self.chains.push(Chain { table, name, row, from: Vec::new() });
    }

    fn find_links(&mut self) {
        let mut links = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let Row::Line(line) = *row else { continue };
            let (mut before, mut quotes) = ("", 0);
            for piece in self.pieces(line, at) {
                match piece {
                    Piece::Text(text) => {
                        before = text;
                        quotes += text.matches('"').count();
                    }
                    // What stands in quotes is a comment.
                    Piece::Name(_, chain) if quotes % 2 == 0 && leads(before) => links.push((chain, at)),
                    Piece::Name(..) => {}
                }
            }
        }
        for (chain, at) in links {
            let from = &mut self.chains[chain].from;
            if from.last() != Some(&at) {
                from.push(at);
            }
        }
    }
}

fn lines(listing: &Listing) -> Vec<(Range<usize>, Option<Rc<ObjectRef>>)> {
    let mut known = listing.lines.iter().peekable();
    let mut start = 0;
    let lines = listing.text.split_inclusive('\n').map(|line| {
        let range = start..start + line.len();
        start = range.end;
        let own = known.next_if(|known| known.range == range);
        (range, own.map(|own| Rc::clone(&own.service)))
    });
    lines.collect()
}

/// The chain, set or map that a line of nftables opens.
fn opened(line: &str) -> Option<&str> {
    let rest = line.strip_prefix('\t')?.strip_suffix(" {")?;
    ["chain ", "set ", "map "].into_iter().find_map(|word| rest.strip_prefix(word))
}

/// True for a line of iptables that only names a chain.
fn is_declaration(line: &str) -> bool {
    line.starts_with(':')
}

/// True if what stands after these words of a rule is where it leads to.
fn leads(before: &str) -> bool {
    ["-j ", "goto ", "jump ", "@"].into_iter().any(|word| before.ends_with(word))
}

/// The words of a line that may be names, and where they begin.
fn words(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    line.split([' ', '\t', ',', '"', '@']).map(move |word| {
        let at = next;
        next += word.len() + 1;
        let name = word.strip_prefix(':').unwrap_or(word);
        (at + word.len() - name.len(), name)
    })
}
