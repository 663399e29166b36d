//! The picture: what is drawn, where, and the writers for SVG, Mermaid and DOT.
//!
//! ```text
//! Cluster -> Scene (what) -> Layout (where) -> SVG
//!                 \-> Mermaid, DOT (they place things themselves)
//! ```

pub mod colour;
pub mod dot;
mod graph;
pub mod layout;
pub mod mermaid;
pub mod scene;
pub mod svg;
pub mod table;
mod text;

pub use layout::{Layout, LayoutOptions, layout};
pub use scene::{Scene, SceneOptions};
pub use svg::{SvgOptions, Theme};
pub use text::TextStyle;

use crate::api::ObjectRef;
use crate::cluster::Cluster;

/// Everything there is to say about a picture.
#[derive(Debug, Clone, Default)]
pub struct DiagramOptions {
    /// What to draw.
    pub scene: SceneOptions,
    /// For whom to lay it out.
    pub layout: LayoutOptions,
    /// How to write it.
    pub svg: SvgOptions,
    /// What to light; the rest is dimmed.
    pub selected: Option<ObjectRef>,
}

/// The picture of a cluster whose controllers have run, as SVG text.
pub fn svg(cluster: &Cluster, options: &DiagramOptions) -> String {
    let scene = Scene::new(cluster, &options.scene);
    let mut svg = options.svg.clone();
    if let Some(selected) = &options.selected {
        svg.lit.extend(scene.light(&scene.elements_of(selected)));
    }
    svg::write(&layout(&scene, &options.layout), &svg)
}
