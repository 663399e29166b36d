//! Where everything goes: boxes with the texts in them, and ways between boxes that run through none.
//!
//! Two forms. The wide one runs from left to right in columns, a ground behind each group of columns; ways are curves
//! in the gaps between columns and straight where they pass one. The narrow one is a single column whose ways run
//! on rails beside it. Neither iterates towards an optimum: every place follows from the order of the scene and from
//! one pass of isotonic regression, so a small edit moves little.

mod blocks;
mod cards;
mod grounds;
mod legend;
mod namespaces;
mod narrow;
mod sheet;
mod stack;
mod wide;

use serde::Serialize;

pub use legend::{LegendEntry, LegendMark};
pub use sheet::{Align, STOP_RADIUS, Shape, Text, Tone};

use super::colour::Hue;
use super::scene::{Edge, EdgeKind, Fold, Ground, PodState, Scene};
use super::text::{self, TextStyle};
use crate::api::ObjectRef;
use crate::message::Message;

/// For whom to lay out.
#[derive(Debug, Clone, Copy)]
pub struct LayoutOptions {
    /// The width there is, in pixels; a picture that would be too small in it runs from top to bottom.
    pub width: f64,
    /// True to say below the picture what its marks mean.
    pub legend: bool,
    /// Puts a message into the reader's language. Texts are measured after that.
    pub say: fn(&Message) -> String,
}

impl Default for LayoutOptions {
    fn default() -> Self {
        LayoutOptions { width: 1280.0, legend: true, say: Message::to_string }
    }
}

/// A picture with everything in its place, in pixels from the upper left corner.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Layout {
    /// Of the whole picture.
    pub width: f64,
    /// Of the whole picture.
    pub height: f64,
    /// Which way it runs.
    pub flow: Flow,
    /// One line on the whole picture.
    pub summary: String,
    /// The grounds, outer before inner.
    pub grounds: Vec<PlacedGround>,
    /// The boxes, outer before inner, in reading order.
    pub boxes: Vec<PlacedBox>,
    /// The ways.
    pub routes: Vec<Route>,
    /// What the marks in this picture mean.
    pub legend: Vec<LegendEntry>,
}

/// Which way a picture runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Flow {
    /// From left to right.
    Wide,
    /// From top to bottom.
    Narrow,
}

/// A point.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub struct Rect {
    /// Its left edge.
    pub x: f64,
    /// Its upper edge.
    pub y: f64,
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
}

impl Rect {
    /// Its right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Its lower edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    fn moved(self, by: Point) -> Rect {
        Rect { x: self.x + by.x, y: self.y + by.y, ..self }
    }
}

/// A ground with its name.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlacedGround {
    /// Which one.
    pub ground: Ground,
    /// Where.
    pub rect: Rect,
    /// Its name and its networks.
    pub texts: Vec<Text>,
}

/// What a box is; its looks follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum BoxKind {
    /// Who asks.
    Client,
    /// What gives a Service an address outside.
    LoadBalancer,
    /// A way through the cluster's border.
    Door,
    /// A namespace of a big cluster.
    Namespace,
    /// What stands around the closed ones.
    Namespaces,
    /// A Service.
    Service,
    /// Nodes that fail together.
    Zone,
    /// A node.
    Node,
    /// Where Pods stand that are on no node.
    Nowhere,
    /// A Pod, or several in one.
    Pod,
    /// A host outside.
    Host,
}

/// A box with the texts and marks in it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PlacedBox {
    /// The element's id.
    pub id: String,
    /// What it is.
    pub kind: BoxKind,
    /// The object that it shows.
    pub object: Option<ObjectRef>,
    /// The Service whose way it is a part of.
    pub service: Option<ObjectRef>,
    /// Its colour; none if it belongs to no Service, or to several.
    pub hue: Option<Hue>,
    /// For Pods.
    pub state: Option<PodState>,
    /// If it stands for several.
    pub fold: Option<Fold>,
    /// Id of the box around it.
    pub parent: Option<String>,
    /// What it says when read aloud.
    pub label: String,
    /// Where.
    pub rect: Rect,
    /// Of its corners.
    pub radius: f64,
    /// What is written.
    pub texts: Vec<Text>,
    /// What else is drawn.
    pub shapes: Vec<Shape>,
}

impl PlacedBox {
    fn move_by(&mut self, by: Point) {
        self.rect = self.rect.moved(by);
        for text in &mut self.texts {
            text.at = Point { x: text.at.x + by.x, y: text.at.y + by.y };
        }
        for shape in &mut self.shapes {
            shape.move_by(by);
        }
    }
}

/// A way.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Route {
    /// The edge's id.
    pub id: String,
    /// Id of the box where it begins.
    pub from: String,
    /// Id of the box where it ends.
    pub to: String,
    /// What goes along it.
    pub kind: EdgeKind,
    /// The Service whose way it is; none if it is that of many.
    pub service: Option<ObjectRef>,
    /// That Service's colour.
    pub hue: Option<Hue>,
    /// What to say about it.
    pub title: String,
    /// Its corners. Where two that follow each other differ in both directions, a wide picture joins them by a curve
    /// that leaves and arrives level; all other lines are straight, and a narrow picture rounds its corners.
    pub points: Vec<Point>,
    /// The share of connections, and the middle of the pill it stands in.
    pub odds: Option<Odds>,
}

impl Route {
    fn new(edge: &Edge, points: Vec<Point>, odds: Option<Odds>, say: cards::Say) -> Self {
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
}

/// A share of connections, in a pill on its way.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Odds {
    /// `33 %`.
    pub text: String,
    /// The pill.
    pub rect: Rect,
}

impl Odds {
    fn width(text: &str) -> f64 {
        text::width(text, TextStyle::Badge) + 8.0
    }

    /// A pill around its middle.
    fn at(text: &str, middle: Point) -> Self {
        let (width, height) = (Odds::width(text), 14.0);
        let rect = Rect { x: middle.x - width / 2.0, y: middle.y - height / 2.0, width, height };
        Odds { text: text.to_owned(), rect }
    }
}

/// Lays out a scene.
pub fn layout(scene: &Scene, options: &LayoutOptions) -> Layout {
    let mut layout = placed(scene, options);
    if options.legend {
        let (left, top) = (16.0_f64.min(layout.width / 20.0), layout.height);
        let (entries, bottom) = legend::place(scene, left, layout.width - 2.0 * left, top, options.say);
        layout.legend = entries;
        layout.height = if bottom > top { bottom + 8.0 } else { top };
    }
    layout
}

fn placed(scene: &Scene, options: &LayoutOptions) -> Layout {
    /// Below this width there is never room for columns.
    const NARROW: f64 = 480.0;
    let wide = if options.width > NARROW { wide::layout(scene, options) } else { None };
    wide.unwrap_or_else(|| narrow::layout(scene, options))
}
