//! From left to right: who asks, how it gets in, the Service, where it ends.
//!
//! Every block stands in a column, and a way goes from column to column. Where it must pass a column it gets a place
//! there among the blocks, so it runs through none. The tallest column is packed; from there outwards every other
//! one stands as near as it can to what it is joined with.

use std::collections::BTreeMap;

use super::blocks::{self, Block, Rooms};
use super::cards::{self, ARRIVAL, Card, Say};
use super::grounds::{self, Frames};
use super::stack::{Item, stack};
use super::{Flow, Layout, LayoutOptions, Odds, PlacedBox, Point, Rect, Route};
use crate::api::ObjectRef;
use crate::diagram::scene::{Anchor, Edge, Ground, Scene, percent};
use crate::diagram::text::{TextStyle, width};

const ANYONE: usize = 0;
const BALANCERS: usize = 1;
const LAN: usize = 2;
const DOORS: usize = 3;
const SERVICES: usize = 4;
const NODES: usize = 5;
const HOSTS_BESIDE: usize = 6;
const HOSTS_OUTSIDE: usize = 7;
const COLUMNS: usize = 8;

/// Around everything.
const MARGIN: f64 = 8.0;
/// Between a ground's edge and what stands on it.
const PADDING: f64 = 16.0;
/// Between the edges of two grounds where nothing stands.
const FRAME: f64 = 12.0;
/// For curves between two columns.
const GAP: f64 = 60.0;
/// For the pill with the odds, before a node.
const PILL: f64 = 46.0;
/// What a way needs to pass a column.
const PASS: f64 = 10.0;

/// A block in a column, and where it belongs in it.
struct Ranked {
    rank: usize,
    block: Block,
}

/// A place on a block.
#[derive(Clone, Copy)]
struct Hook {
    column: usize,
    block: usize,
    /// From the top of the block.
    y: f64,
}

/// The part of a way between two columns beside each other.
struct Segment {
    left: Hook,
    right: Hook,
}

type Hooks = BTreeMap<(String, Anchor), Hook>;

/// Lays a scene out from left to right.
pub fn layout(scene: &Scene, options: &LayoutOptions) -> Layout {
    let mut columns = columns(scene, options.say);
    add_passes(scene, &mut columns);
    let hooks = hooks(&columns);
    let ways: Vec<Vec<Hook>> = scene.edges.iter().map(|edge| way(edge, &hooks)).collect();
    let tops = tops(&columns, &ways);
    let spans = spans(scene, &columns, &tops, &ways);
    let frames = frames(&spans, &columns, &tops);

    let shift = grounds::CONTENT_TOP + MARGIN - lowest(&tops);
    let arrivals = arrivals(scene, &ways, &tops);
    let mut boxes: Vec<PlacedBox> = Vec::new();
    for (index, column) in columns.into_iter().enumerate() {
        for (ranked, top) in column.into_iter().zip(&tops[index]) {
            let inset = spans.inset(index, &ranked.block);
            let at = Point { x: (spans.left[index] + inset).round(), y: (top + shift).round() };
            for mut placed in ranked.block.boxes {
                placed.move_by(at);
                boxes.push(placed);
            }
        }
    }
    let drawn: BTreeMap<&str, Rect> = boxes.iter().map(|placed| (placed.id.as_str(), placed.rect)).collect();
    let routes = scene
        .edges
        .iter()
        .zip(&ways)
        .enumerate()
        .map(|(index, (edge, way))| {
            let heights = heights(way, &tops, shift, arrivals[index]);
            route(edge, way, &heights, &spans, &drawn, options.say)
        })
        .collect();
    Layout {
        width: frames.internet.right() + MARGIN,
        height: frames.internet.bottom() + MARGIN,
        flow: Flow::Wide,
        summary: grounds::summary(scene, options.say),
        grounds: grounds::place(scene, &frames, None, options.say),
        boxes,
        routes,
    }
}

/// The blocks of every column, from top to bottom.
fn columns(scene: &Scene, say: Say) -> [Vec<Ranked>; COLUMNS] {
    let ranks: BTreeMap<&ObjectRef, usize> =
        scene.services.iter().enumerate().map(|(rank, card)| (&card.object, rank)).collect();
    let rank = |service: &ObjectRef| ranks.get(service).copied().unwrap_or(0);
    let mut columns: [Vec<Ranked>; COLUMNS] = Default::default();

    for client in &scene.clients {
        let column = match client.ground {
            Ground::Internet => ANYONE,
            Ground::NodesNetwork => LAN,
            Ground::Cluster => DOORS,
        };
        let card = cards::equal(std::slice::from_ref(client), (96.0, 140.0), |client, width| {
            cards::client(client, width, say)
        });
        columns[column]
            .extend(card.into_iter().map(|card| Ranked { rank: usize::MAX, block: Block::of(card, 28.0) }));
    }
    let balancers = cards::equal(&scene.load_balancers, (120.0, 176.0), |balancer, width| {
        cards::load_balancer(balancer, width, say)
    });
    let services = scene.load_balancers.iter().map(|balancer| rank(&balancer.service));
    columns[BALANCERS].extend(ranked(services, balancers, 20.0));
    let doors = cards::equal(&scene.doors, (112.0, 184.0), |door, width| cards::door(door, width, say));
    let services = scene.doors.iter().map(|door| rank(&door.service));
    columns[DOORS].extend(ranked(services, doors, 12.0));
    let services =
        cards::equal(&scene.services, (204.0, 268.0), |card, width| cards::service(card, width, say));
    columns[SERVICES].extend(ranked(0..scene.services.len(), services, 24.0));
    let nodes = blocks::zones(scene, &rooms(scene, say));
    columns[NODES].extend(nodes.into_iter().map(|block| Ranked { rank: 0, block }));
    let hosts = cards::equal(&scene.hosts, (136.0, 240.0), |host, width| cards::host(host, width, say));
    for (host, card) in scene.hosts.iter().zip(hosts) {
        let column = if host.ground == Ground::NodesNetwork { HOSTS_BESIDE } else { HOSTS_OUTSIDE };
        columns[column].push(Ranked { rank: rank(&host.service), block: Block::of(card, 16.0) });
    }
    columns
}

fn ranked(ranks: impl Iterator<Item = usize>, cards: Vec<Card>, gap: f64) -> impl Iterator<Item = Ranked> {
    ranks.zip(cards).map(move |(rank, card)| Ranked { rank, block: Block::of(card, gap) })
}

fn rooms(scene: &Scene, say: Say) -> Rooms<'_> {
    let arrivals = blocks::arrivals(scene);
    let node_width = blocks::node_width(scene, (204.0, 256.0), say);
    Rooms { arrivals, node_width, say }
}

/// The column of every element; a Pod's is that of its node.
fn column_of(columns: &[Vec<Ranked>; COLUMNS]) -> BTreeMap<&str, usize> {
    let placed = columns.iter().enumerate().flat_map(|(column, blocks)| {
        blocks
            .iter()
            .flat_map(move |ranked| ranked.block.boxes.iter().map(move |placed| (placed.id.as_str(), column)))
    });
    placed.collect()
}

/// Ways with the same beginning pass a column together and part behind it.
fn pass_id(edge: &Edge) -> String {
    format!("{}.{:?}", edge.from, edge.from_anchor)
}

/// Gives the ways that pass a column a place in it.
fn add_passes(scene: &Scene, columns: &mut [Vec<Ranked>; COLUMNS]) {
    let mut passes: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let column_of = column_of(columns);
    for edge in &scene.edges {
        let (Some(&from), Some(&to)) = (column_of.get(edge.from.as_str()), column_of.get(edge.to.as_str()))
        else {
            continue;
        };
        let rank = scene.services.iter().position(|card| card.object == edge.service).unwrap_or(0);
        for column in (from + 1)..to {
            // Nodes have no order by Service: what passes them passes below.
            let rank = if column == NODES { usize::MAX } else { rank };
            passes.entry((column, pass_id(edge))).or_insert(rank);
        }
    }
    for ((column, id), rank) in passes {
        let hooks = vec![(id, Anchor::Side, PASS / 2.0)];
        let block = Block { boxes: Vec::new(), hooks, width: 0.0, height: PASS, gap: 12.0 };
        columns[column].push(Ranked { rank, block });
    }
    for column in columns {
        column.sort_by_key(|ranked| ranked.rank);
    }
}

fn hooks(columns: &[Vec<Ranked>; COLUMNS]) -> Hooks {
    let mut hooks = Hooks::new();
    for (column, blocks) in columns.iter().enumerate() {
        for (block, ranked) in blocks.iter().enumerate() {
            for (id, anchor, y) in &ranked.block.hooks {
                // A way that passes several columns has one place in each: the column tells them apart.
                let passing = ranked.block.boxes.is_empty();
                let id = if passing { format!("{id}@{column}") } else { id.clone() };
                hooks.insert((id, *anchor), Hook { column, block, y: *y });
            }
        }
    }
    hooks
}

/// The places that a way goes through, column by column; empty if one of its ends is not drawn.
fn way(edge: &Edge, hooks: &Hooks) -> Vec<Hook> {
    let (Some(from), Some(to)) =
        (find(hooks, &edge.from, edge.from_anchor), find(hooks, &edge.to, edge.to_anchor))
    else {
        return Vec::new();
    };
    let mut way = vec![from];
    let pass = pass_id(edge);
    way.extend(
        ((from.column + 1)..to.column)
            .filter_map(|column| find(hooks, &format!("{pass}@{column}"), Anchor::Side)),
    );
    way.push(to);
    way
}

/// The place of an anchor, or any place of its element if it has no such anchor.
fn find(hooks: &Hooks, id: &str, anchor: Anchor) -> Option<Hook> {
    let exact = hooks.get(&(id.to_owned(), anchor));
    let any = || hooks.range((id.to_owned(), Anchor::Side)..).next().filter(|((found, _), _)| found == id);
    exact.or_else(|| any().map(|(_, hook)| hook)).copied()
}

type Tops = [Vec<f64>; COLUMNS];

/// The top of every block.
fn tops(columns: &[Vec<Ranked>; COLUMNS], ways: &[Vec<Hook>]) -> Tops {
    let segments: Vec<Segment> = ways
        .iter()
        .flat_map(|way| way.windows(2).map(|pair| Segment { left: pair[0], right: pair[1] }))
        .collect();
    let mut tops: Tops = Default::default();
    let fixed = if extent(&columns[SERVICES]) > extent(&columns[NODES]) { SERVICES } else { NODES };
    let mut y = 0.0;
    for ranked in &columns[fixed] {
        tops[fixed].push(y + ranked.block.gap);
        y += ranked.block.gap + ranked.block.height;
    }
    for column in (0..fixed).rev() {
        tops[column] = place(
            &columns[column],
            &tops[column + 1],
            y,
            segments.iter().filter_map(|segment| {
                (segment.left.column == column && segment.right.column == column + 1)
                    .then_some((segment.left, segment.right))
            }),
        );
    }
    for column in (fixed + 1)..COLUMNS {
        tops[column] = place(
            &columns[column],
            &tops[column - 1],
            y,
            segments.iter().filter_map(|segment| {
                (segment.right.column == column && segment.left.column == column - 1)
                    .then_some((segment.right, segment.left))
            }),
        );
    }
    tops
}

fn extent(column: &[Ranked]) -> f64 {
    column.iter().map(|ranked| ranked.block.gap + ranked.block.height).sum()
}

/// Stacks a column, every block as near as it can be to the heights of what it is joined with.
fn place(
    column: &[Ranked],
    beside: &[f64],
    whole: f64,
    joints: impl Iterator<Item = (Hook, Hook)>,
) -> Vec<f64> {
    let mut sums = vec![(0.0, 0.0); column.len()];
    for (own, other) in joints {
        let (sum, count) = &mut sums[own.block];
        *sum += beside[other.block] + other.y - own.y;
        *count += 1.0;
    }
    let items: Vec<Item> = column
        .iter()
        .zip(sums)
        .map(|(ranked, (sum, count))| {
            let (height, gap) = (ranked.block.height, ranked.block.gap);
            let joined = count > 0.0;
            // What is joined with nothing stands in the middle, if nobody else wants to.
            let wish = if joined { sum / count } else { (whole - height) / 2.0 };
            Item { height, gap, wish, weight: if joined { count } else { 0.001 } }
        })
        .collect();
    stack(&items)
}

fn lowest(tops: &Tops) -> f64 {
    tops.iter().flatten().copied().reduce(f64::min).unwrap_or(0.0)
}

/// Left and right edges of the columns.
struct Spans {
    left: [f64; COLUMNS],
    right: [f64; COLUMNS],
    /// The left edge of the cluster, on which the doors stand.
    border: f64,
    nodes_network: (f64, f64),
    cluster: (f64, f64),
    internet: (f64, f64),
}

impl Spans {
    /// How far a block stands from the left edge of its column: in the column of the doors, everything else stands
    /// inside the cluster.
    fn inset(&self, column: usize, block: &Block) -> f64 {
        let is_door = block.boxes.first().is_some_and(|placed| placed.kind == super::BoxKind::Door);
        if column == DOORS && !is_door { self.border + PADDING - self.left[DOORS] } else { 0.0 }
    }
}

fn spans(scene: &Scene, columns: &[Vec<Ranked>; COLUMNS], tops: &Tops, ways: &[Vec<Hook>]) -> Spans {
    let widest = |column: usize| columns[column].iter().map(|ranked| ranked.block.width).fold(0.0, f64::max);
    let mut left = [0.0; COLUMNS];
    let mut right = [0.0; COLUMNS];
    let mut put = |column: usize, x: f64| -> f64 {
        left[column] = x;
        right[column] = x + widest(column);
        right[column]
    };
    let exists = |column: usize| !columns[column].is_empty();

    let internet_left = MARGIN;
    let mut x = internet_left + PADDING;
    if exists(ANYONE) {
        x = put(ANYONE, x) + 36.0;
    }
    let mut nodes_left = internet_left + FRAME;
    if exists(BALANCERS) {
        nodes_left = put(BALANCERS, x) + 24.0;
    } else if exists(ANYONE) {
        nodes_left = x - 8.0;
    }
    let mut x = nodes_left;
    if exists(LAN) {
        x = put(LAN, nodes_left + 28.0) + GAP;
    }
    let door = |placed: &PlacedBox| placed.kind == super::BoxKind::Door;
    let doors = columns[DOORS].iter().filter(|ranked| ranked.block.boxes.first().is_some_and(door));
    let door_width = doors.map(|ranked| ranked.block.boxes[0].rect.width).fold(0.0, f64::max);
    let border = if door_width > 0.0 { x + (door_width / 2.0).round() } else { x + FRAME };
    let doors_left = if door_width > 0.0 { x } else { border + PADDING };
    let inside = columns[DOORS].iter().filter(|ranked| !ranked.block.boxes.first().is_some_and(door));
    let inside = inside.map(|ranked| ranked.block.width).fold(0.0, f64::max);
    let doors_right = put(DOORS, doors_left).max(border + PADDING + inside);
    let services_right = put(SERVICES, doors_right + curve_room(tops, ways, DOORS));
    let pills = if scene.edges.iter().any(|edge| edge.odds.is_some()) { PILL } else { 0.0 };
    let nodes_right = put(NODES, services_right + curve_room(tops, ways, SERVICES) + pills);
    let cluster_right = nodes_right + PADDING;
    let mut nodes_network_right = cluster_right + FRAME;
    if exists(HOSTS_BESIDE) {
        nodes_network_right = put(HOSTS_BESIDE, cluster_right + 40.0 + pills) + PADDING;
    }
    let mut internet_right = nodes_network_right + FRAME;
    if exists(HOSTS_OUTSIDE) {
        internet_right = put(HOSTS_OUTSIDE, nodes_network_right + 40.0 + pills) + PADDING;
    }
    right[DOORS] = doors_right;
    for column in 1..COLUMNS {
        if !exists(column) {
            left[column] = right[column - 1];
            right[column] = right[column - 1];
        }
    }
    Spans {
        left,
        right,
        border,
        internet: (internet_left, internet_right),
        nodes_network: (nodes_left, nodes_network_right),
        cluster: (border, cluster_right),
    }
}

/// Room for the curves behind a column: more where they climb more.
fn curve_room(tops: &Tops, ways: &[Vec<Hook>], column: usize) -> f64 {
    let height = |hook: &Hook| tops[hook.column][hook.block] + hook.y;
    let pairs = ways.iter().flat_map(|way| way.windows(2)).filter(|pair| pair[0].column == column);
    let climb = pairs.map(|pair| (height(&pair[1]) - height(&pair[0])).abs()).fold(0.0, f64::max);
    (GAP - 8.0 + climb * 0.12).clamp(GAP - 8.0, 2.0 * GAP).round()
}

fn frames(spans: &Spans, columns: &[Vec<Ranked>; COLUMNS], tops: &Tops) -> Frames {
    let bottoms = columns
        .iter()
        .zip(tops)
        .flat_map(|(column, tops)| column.iter().zip(tops).map(|(ranked, top)| top + ranked.block.height));
    let content = bottoms.fold(0.0, f64::max) - lowest(tops);
    Frames::around(content.round(), MARGIN, spans.internet, spans.nodes_network, spans.cluster)
}

/// How far from its middle each way ends at a Pod: several end below each other, in the order in which they come.
fn arrivals(scene: &Scene, ways: &[Vec<Hook>], tops: &Tops) -> Vec<f64> {
    let mut at: BTreeMap<&str, Vec<(usize, f64)>> = BTreeMap::new();
    for (index, (edge, way)) in scene.edges.iter().zip(ways).enumerate() {
        if let [.., before, last] = way[..]
            && last.column == NODES
        {
            at.entry(&edge.to).or_default().push((index, tops[before.column][before.block] + before.y));
        }
    }
    let mut offsets = vec![0.0; ways.len()];
    for mut ends in at.into_values() {
        ends.sort_by(|one, other| one.1.total_cmp(&other.1));
        let middle = (ends.len() as f64 - 1.0) / 2.0;
        for (place, (index, _)) in ends.iter().enumerate() {
            offsets[*index] = (place as f64 - middle) * ARRIVAL;
        }
    }
    offsets
}

/// The height of a way in each column that it goes through.
fn heights(way: &[Hook], tops: &Tops, shift: f64, arrival: f64) -> Vec<f64> {
    let last = way.len().saturating_sub(1);
    way.iter()
        .enumerate()
        .map(|(index, hook)| {
            let offset = if index == last { arrival } else { 0.0 };
            (tops[hook.column][hook.block] + shift).round() + hook.y + offset
        })
        .collect()
}

fn route(
    edge: &Edge,
    way: &[Hook],
    heights: &[f64],
    spans: &Spans,
    drawn: &BTreeMap<&str, Rect>,
    say: Say,
) -> Route {
    let mut points = Vec::new();
    let mut odds = None;
    if let (Some(from), Some(to)) = (drawn.get(edge.from.as_str()), drawn.get(edge.to.as_str())) {
        points.push(Point { x: from.right(), y: heights[0] });
        for (index, pair) in way.windows(2).enumerate() {
            let (left, right) = (pair[0].column, pair[1].column);
            points.push(Point { x: spans.right[left], y: heights[index] });
            let pill = if edge.odds.is_some() && index + 2 == way.len() { PILL } else { 0.0 };
            points.push(Point { x: spans.left[right] - pill, y: heights[index + 1] });
        }
        let end = Point { x: to.x, y: heights[heights.len() - 1] };
        points.push(end);
        points.dedup();
        let last = way[way.len() - 1].column;
        odds =
            edge.odds.map(|odds| pill(&percent(odds), Point { x: spans.left[last] - PILL / 2.0, y: end.y }));
    }
    Route {
        id: edge.id.clone(),
        from: edge.from.clone(),
        to: edge.to.clone(),
        kind: edge.kind,
        service: edge.service.clone(),
        hue: edge.hue,
        title: say(&edge.title),
        points,
        odds,
    }
}

fn pill(text: &str, middle: Point) -> Odds {
    let (width, height) = (width(text, TextStyle::Badge) + 8.0, 14.0);
    let rect = Rect { x: middle.x - width / 2.0, y: middle.y - height / 2.0, width, height };
    Odds { text: text.to_owned(), rect }
}
