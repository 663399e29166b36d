//! What stands in each column, from top to bottom.

use std::collections::BTreeMap;

use super::{ANYONE, BALANCERS, COLUMNS, DOORS, HOSTS_BESIDE, HOSTS_OUTSIDE, LAN, NODES, SERVICES};
use crate::api::ObjectRef;
use crate::diagram::layout::blocks::{self, Block, Rooms};
use crate::diagram::layout::cards::{self, Card, Say};
use crate::diagram::layout::namespaces::{self, Row};
use crate::diagram::scene::{Anchor, Client, Edge, Ground, Scene};

/// The blocks of every column.
pub type Columns = [Vec<Ranked>; COLUMNS];

/// A block and where it belongs in its column: with the Service of this position, or below all of them.
pub struct Ranked {
    pub rank: usize,
    pub block: Block,
}

/// What a way needs to pass a column.
const PASS: f64 = 10.0;

/// The columns of a scene, with places for the ways that pass them.
pub fn columns(scene: &Scene, say: Say) -> Columns {
    let mut columns = standing(scene, say);
    add_passes(scene, &mut columns);
    for column in &mut columns {
        column.sort_by_key(|ranked| ranked.rank);
    }
    columns
}

fn standing(scene: &Scene, say: Say) -> Columns {
    let ranks = ranks(scene);
    let rank = |service: &ObjectRef| ranks.get(service).copied().unwrap_or(0);
    let mut columns: Columns = Default::default();

    for (column, ground) in
        [(ANYONE, Ground::Internet), (LAN, Ground::NodesNetwork), (DOORS, Ground::Cluster)]
    {
        let clients: Vec<&Client> = scene.clients.iter().filter(|client| client.ground == ground).collect();
        let cards = cards::equal(&clients, (96.0, 140.0), |client, width| cards::client(client, width, say));
        columns[column].extend(ranked(std::iter::repeat(usize::MAX), cards, 28.0));
    }
    let balancers = cards::equal(&scene.load_balancers, (116.0, 176.0), |balancer, width| {
        cards::load_balancer(balancer, width, say)
    });
    columns[BALANCERS].extend(ranked(
        scene.load_balancers.iter().map(|one| rank(&one.service)),
        balancers,
        20.0,
    ));
    let doors = cards::equal(&scene.doors, (112.0, 216.0), |door, width| cards::door(door, width, say));
    columns[DOORS].extend(ranked(scene.doors.iter().map(|door| rank(&door.service)), doors, 12.0));
    let rows = namespaces::rows(scene);
    let services = cards::equal(&rows, (200.0, 260.0), |row, width| match row {
        Row::Header(namespace) => namespaces::header(namespace, width, say),
        Row::Service(card) => cards::service(card, width, say),
    });
    columns[SERVICES].extend(ranked(0.., services, 24.0));
    let closed = namespaces::closed(scene, side_by_side(scene), namespaces::WIDTHS, say);
    columns[SERVICES].extend(closed.map(|block| Ranked { rank: usize::MAX, block }));
    let nodes = blocks::zones(scene, &rooms(scene, say));
    columns[NODES].extend(nodes.into_iter().map(|block| Ranked { rank: 0, block }));
    let hosts = cards::equal(&scene.hosts, (136.0, 240.0), |host, width| cards::host(host, width, say));
    for (host, card) in scene.hosts.iter().zip(hosts) {
        let column = if host.ground == Ground::NodesNetwork { HOSTS_BESIDE } else { HOSTS_OUTSIDE };
        columns[column].push(Ranked { rank: rank(&host.service), block: Block::of(card, 16.0) });
    }
    columns
}

/// In how many columns the closed namespaces stand: fewer where ways lead on to nodes beside them.
fn side_by_side(scene: &Scene) -> usize {
    let (most, high) = if scene.services.is_empty() { (4, 6) } else { (2, 8) };
    scene.namespaces.len().div_ceil(high).clamp(1, most)
}

/// The position of every Service.
fn ranks(scene: &Scene) -> BTreeMap<&ObjectRef, usize> {
    let service = |(rank, row)| match row {
        Row::Service(card) => Some((&card.object, rank)),
        Row::Header(_) => None,
    };
    namespaces::rows(scene).into_iter().enumerate().filter_map(service).collect()
}

fn ranked(ranks: impl Iterator<Item = usize>, cards: Vec<Card>, gap: f64) -> impl Iterator<Item = Ranked> {
    ranks.zip(cards).map(move |(rank, card)| Ranked { rank, block: Block::of(card, gap) })
}

fn rooms(scene: &Scene, say: Say) -> Rooms<'_> {
    let arrivals = blocks::arrivals(scene);
    let node_width = blocks::node_width(scene, (200.0, 256.0), say);
    Rooms { arrivals, node_width, reserved: 0.0, say }
}

/// Ways with the same beginning pass a column together and part behind it.
pub fn pass_id(edge: &Edge, column: usize) -> String {
    format!("{}.{:?}@{column}", edge.from, edge.from_anchor)
}

/// Gives the ways that pass a column a place in it.
fn add_passes(scene: &Scene, columns: &mut Columns) {
    let ranks = ranks(scene);
    let mut passes: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let column_of = column_of(columns);
    for edge in &scene.edges {
        let ends = column_of.get(edge.from.as_str()).zip(column_of.get(edge.to.as_str()));
        let Some((&from, &to)) = ends else { continue };
        let rank = edge.service.as_ref().map_or(usize::MAX, |of| ranks.get(of).copied().unwrap_or(0));
        for column in (from + 1)..to {
            // Nodes have no order by Service: what passes them passes below.
            let rank = if column == NODES { usize::MAX } else { rank };
            passes.entry((column, pass_id(edge, column))).or_insert(rank);
        }
    }
    for ((column, id), rank) in passes {
        let hooks = vec![(id, Anchor::Side, PASS / 2.0)];
        let block = Block { boxes: Vec::new(), hooks, width: 0.0, height: PASS, gap: 12.0 };
        columns[column].push(Ranked { rank, block });
    }
}

/// The column of every element; a Pod's is that of its node.
fn column_of(columns: &Columns) -> BTreeMap<String, usize> {
    let mut column_of = BTreeMap::new();
    for (column, blocks) in columns.iter().enumerate() {
        for placed in blocks.iter().flat_map(|ranked| &ranked.block.boxes) {
            column_of.insert(placed.id.clone(), column);
        }
    }
    column_of
}
