//! From top to bottom, in one column: ways run on rails beside it, on the left those that lead to Services, on the
//! right those that lead from them.

use std::collections::BTreeMap;

use super::blocks::{self, Block, Rooms, ZONE_FRAME};
use super::cards::{self, Card, STOP_SPACE, Say};
use super::grounds::{self, Frames};
use super::namespaces::{self, Row};
use super::{BoxKind, Flow, Layout, LayoutOptions, Odds, PlacedBox, Point, Rect, Route};
use crate::diagram::scene::{Anchor, Edge, Ground, Scene, percent};

const MARGIN: f64 = 4.0;
const HEADER: f64 = 30.0;
const BELOW: f64 = 10.0;
const FRAME: f64 = 6.0;
/// Between a box and the first rail, with the head of an arrow in it.
const APPROACH: f64 = 16.0;
const RAIL: f64 = 7.0;
/// More rails than this nobody tells apart: what finds none free shares the outermost.
const RAILS: usize = 24;

/// A block and the ground it stands on.
struct Standing {
    ground: Ground,
    behind: bool,
    block: Block,
}

/// A rail and the ways on it, over a range of heights.
struct Bundle {
    top: f64,
    bottom: f64,
    edges: Vec<usize>,
    rail: usize,
}

/// Lays a scene out from top to bottom.
pub fn layout(scene: &Scene, options: &LayoutOptions) -> Layout {
    let whole = options.width.clamp(340.0, 460.0);
    let sides = [false, true].map(|right| bundle_count(scene, right));
    // Rails are few where Services are few; the boxes get what is left.
    let gutter = |bundles: usize| APPROACH + RAIL * bundles.min(6) as f64 + 2.0;
    let (left, right) = (gutter(sides[0]), gutter(sides[1]));
    let inner = MARGIN + 2.0 * FRAME;
    let column = (inner + left, whole - inner - right);
    let standing = standing(scene, column.1 - column.0, options.say);
    let (boxes, hooks, frames) = stand(standing, column.0, whole);
    let routes = routes(scene, &boxes, &hooks, column, sides, options.say);
    Layout {
        width: whole,
        height: frames.internet.bottom() + MARGIN,
        flow: Flow::Narrow,
        summary: grounds::summary(scene, options.say),
        grounds: grounds::place(scene, &frames, Some(column.0), options.say),
        boxes,
        routes,
        legend: Vec::new(),
    }
}

fn leads_from_service(edge: &Edge) -> bool {
    edge.from.starts_with("service/")
}

/// What shares a rail: ways from one client, one load balancer or one Service, and ways to one row of a Service.
fn bundle_key(edge: &Edge) -> (String, Anchor) {
    if edge.from.starts_with("door/") {
        (edge.to.clone(), edge.to_anchor)
    } else {
        (edge.from.clone(), edge.from_anchor)
    }
}

fn bundle_count(scene: &Scene, right: bool) -> usize {
    let edges = scene.edges.iter().filter(|edge| leads_from_service(edge) == right);
    let keys: std::collections::BTreeSet<(String, Anchor)> = edges.map(bundle_key).collect();
    keys.len()
}

fn standing(scene: &Scene, room: f64, say: Say) -> Vec<Standing> {
    let mut standing = Vec::new();
    let mut put = |ground: Ground, behind: bool, card: Card| {
        standing.push(Standing { ground, behind, block: Block::of(card, 12.0) });
    };
    let client = |ground: Ground| {
        let clients = scene.clients.iter().filter(move |client| client.ground == ground);
        clients.map(move |client| cards::client(client, room.min(148.0), say))
    };
    client(Ground::Internet).for_each(|card| put(Ground::Internet, false, card));
    let balancers =
        scene.load_balancers.iter().map(|balancer| cards::load_balancer(balancer, room.min(200.0), say));
    balancers.for_each(|card| put(Ground::Internet, false, card));
    client(Ground::NodesNetwork).for_each(|card| put(Ground::NodesNetwork, false, card));
    let doors = scene.doors.iter().map(|door| cards::door(door, (room - STOP_SPACE).min(200.0), say));
    doors.for_each(|card| put(Ground::Cluster, false, card));
    client(Ground::Cluster).for_each(|card| put(Ground::Cluster, false, card));
    for row in namespaces::rows(scene) {
        let card = match row {
            Row::Header(namespace) => namespaces::header(namespace, room, say),
            Row::Service(card) => {
                let space = if card.stop.is_some() { STOP_SPACE } else { 0.0 };
                cards::service(card, room - space, say)
            }
        };
        put(Ground::Cluster, false, card);
    }
    let width = room - 2.0 * blocks::PADDING;
    let closed = namespaces::closed(scene, 1, (width, width), say);
    let in_cluster = |block: Block| Standing { ground: Ground::Cluster, behind: false, block };
    standing.extend(closed.map(in_cluster));
    let zoned = scene.zones.iter().any(|zone| zone.name.is_some());
    let node_width = room - if zoned { ZONE_FRAME } else { 0.0 };
    let pills = scene.edges.iter().filter_map(|edge| edge.odds).map(|odds| Odds::width(&percent(odds)));
    let rooms =
        Rooms { arrivals: blocks::arrivals(scene), node_width, reserved: pills.fold(0.0, f64::max), say };
    let nodes = blocks::zones(scene, &rooms);
    standing.extend(nodes.into_iter().map(in_cluster));
    for ground in [Ground::NodesNetwork, Ground::Internet] {
        for host in scene.hosts.iter().filter(|host| host.ground == ground) {
            let block = Block::of(cards::host(host, room.min(220.0), say), 12.0);
            standing.push(Standing { ground, behind: true, block });
        }
    }
    standing
}

type Hooks = BTreeMap<(String, Anchor), f64>;

/// Puts the blocks below each other, and the grounds around them.
fn stand(standing: Vec<Standing>, left: f64, whole: f64) -> (Vec<PlacedBox>, Hooks, Frames) {
    let mut boxes = Vec::new();
    let mut hooks = Hooks::new();
    let mut y = MARGIN + HEADER;
    let mut put = |y: &mut f64, ground: Ground, behind: bool| {
        for one in standing.iter().filter(|one| one.ground == ground && one.behind == behind) {
            *y += one.block.gap;
            for placed in &one.block.boxes {
                let mut placed = placed.clone();
                placed.move_by(Point { x: left, y: *y });
                boxes.push(placed);
            }
            hooks.extend(one.block.hooks.iter().map(|(id, anchor, at)| ((id.clone(), *anchor), at + *y)));
            *y += one.block.height;
        }
    };
    let rect = |inset: f64, top: f64, bottom: f64| Rect {
        x: MARGIN + inset,
        y: top,
        width: whole - 2.0 * (MARGIN + inset),
        height: bottom - top,
    };
    put(&mut y, Ground::Internet, false);
    let nodes_top = y + BELOW;
    y = nodes_top + HEADER - 8.0;
    put(&mut y, Ground::NodesNetwork, false);
    let cluster_top = y + BELOW;
    y = cluster_top + HEADER - 8.0;
    put(&mut y, Ground::Cluster, false);
    let cluster = rect(2.0 * FRAME, cluster_top, y + BELOW + 4.0);
    y = cluster.bottom();
    put(&mut y, Ground::NodesNetwork, true);
    let nodes_network = rect(FRAME, nodes_top, y + FRAME);
    y = nodes_network.bottom();
    put(&mut y, Ground::Internet, true);
    let internet = rect(0.0, MARGIN, y + FRAME);
    (boxes, hooks, Frames { internet, nodes_network, cluster })
}

fn routes(
    scene: &Scene,
    boxes: &[PlacedBox],
    hooks: &Hooks,
    column: (f64, f64),
    sides: [usize; 2],
    say: Say,
) -> Vec<Route> {
    let rects: BTreeMap<&str, (Rect, BoxKind)> =
        boxes.iter().map(|placed| (placed.id.as_str(), (placed.rect, placed.kind))).collect();
    let ends: Vec<Option<(f64, f64)>> = ends(scene, hooks);
    let mut lanes = vec![0.0; scene.edges.len()];
    for right in [false, true] {
        let bundles = bundles(scene, &ends, right);
        let used = bundles.iter().map(|bundle| bundle.rail + 1).max().unwrap_or(1);
        let room = RAIL * sides[usize::from(right)].min(6) as f64;
        let step = if used > 6 { room / used as f64 } else { RAIL };
        for bundle in bundles {
            let out = APPROACH + step * bundle.rail as f64;
            for edge in bundle.edges {
                lanes[edge] = if right { column.1 + out } else { column.0 - out };
            }
        }
    }
    scene
        .edges
        .iter()
        .enumerate()
        .map(|(index, edge)| {
            let from = rects.get(edge.from.as_str());
            let to = rects.get(edge.to.as_str());
            let mut points = Vec::new();
            if let (Some((from, _)), Some((to, _)), Some((start, end))) = (from, to, ends[index]) {
                let side = |rect: &Rect| if leads_from_service(edge) { rect.right() } else { rect.x };
                let lane = lanes[index];
                points = vec![
                    Point { x: side(from), y: start },
                    Point { x: lane, y: start },
                    Point { x: lane, y: end },
                    Point { x: side(to), y: end },
                ];
            }
            let odds = edge.odds.zip(points.last()).map(|(odds, end)| pill(&percent(odds), *end));
            Route::new(edge, points, odds, say)
        })
        .collect()
}

/// A pill at the right edge of a Pod's cell.
fn pill(text: &str, end: Point) -> Odds {
    let mut odds = Odds::at(text, end);
    odds.rect.x = end.x - odds.rect.width - 4.0;
    odds
}

/// The heights at which every way begins and ends.
fn ends(scene: &Scene, hooks: &Hooks) -> Vec<Option<(f64, f64)>> {
    let find = |id: &String, anchor: Anchor| {
        let exact = hooks.get(&(id.clone(), anchor));
        let any = || hooks.range((id.clone(), Anchor::Side)..).next().filter(|((found, _), _)| found == id);
        exact.or_else(|| any().map(|(_, y)| y)).copied()
    };
    let mut ends: Vec<Option<(f64, f64)>> = scene
        .edges
        .iter()
        .map(|edge| find(&edge.from, edge.from_anchor).zip(find(&edge.to, edge.to_anchor)))
        .collect();
    let mut at: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, edge) in scene.edges.iter().enumerate() {
        if leads_from_service(edge) {
            at.entry(&edge.to).or_default().push(index);
        }
    }
    let arrivals = blocks::arrivals(scene);
    for (id, edges) in at {
        let together = arrivals.get(id).copied().unwrap_or_default();
        for (place, index) in edges.iter().enumerate() {
            if let Some((_, end)) = &mut ends[*index] {
                *end += together.offset(place);
            }
        }
    }
    ends
}

/// The ways of one side, bundled, every bundle on a rail where it meets no other; short ones next to the boxes.
fn bundles(scene: &Scene, ends: &[Option<(f64, f64)>], right: bool) -> Vec<Bundle> {
    let mut by_key: BTreeMap<(String, Anchor), Bundle> = BTreeMap::new();
    for (index, edge) in scene.edges.iter().enumerate() {
        let Some((start, end)) = ends[index] else { continue };
        if leads_from_service(edge) != right {
            continue;
        }
        let new = || Bundle { top: f64::MAX, bottom: f64::MIN, edges: Vec::new(), rail: 0 };
        let bundle = by_key.entry(bundle_key(edge)).or_insert_with(new);
        bundle.top = bundle.top.min(start).min(end);
        bundle.bottom = bundle.bottom.max(start).max(end);
        bundle.edges.push(index);
    }
    let mut bundles: Vec<Bundle> = by_key.into_values().collect();
    bundles.sort_by(|one, other| (one.bottom - one.top).total_cmp(&(other.bottom - other.top)));
    let mut rails: Vec<BTreeMap<i64, i64>> = Vec::new();
    for bundle in &mut bundles {
        let (top, bottom) = (bundle.top as i64 - 4, bundle.bottom as i64 + 4);
        let is_free = |rail: &BTreeMap<i64, i64>| {
            rail.range(..=bottom).next_back().is_none_or(|(_, before)| *before < top)
        };
        bundle.rail = rails.iter().position(is_free).unwrap_or(rails.len()).min(RAILS - 1);
        if rails.len() == bundle.rail {
            rails.push(BTreeMap::new());
        }
        rails[bundle.rail].insert(top, bottom);
    }
    bundles
}
