//! The picture as text, made anew whenever what it shows changes.

use std::collections::BTreeSet;
use std::rc::Rc;

use svclab::diagram::svg::Pieces;
use svclab::diagram::{self, Layout, LayoutOptions, Scene, SceneOptions, SvgOptions, svg};
use svclab::locale::Language;

use super::super::run::Run;

/// What a picture is made from.
#[derive(Clone, PartialEq)]
pub struct Wanted {
    /// What is shown.
    pub run: Rc<Run>,
    /// Ids of the folds that are open.
    pub opened: Rc<BTreeSet<String>>,
    /// Of the space for it, in pixels.
    pub width: u32,
    /// Of its texts.
    pub language: Language,
}

/// A picture.
pub struct Drawing {
    /// What is drawn.
    pub scene: Scene,
    /// Where.
    pub layout: Layout,
    /// The scale at which it fits into the width.
    pub fit: f64,
    /// As SVG. The selection is not in it: it comes and goes without a new picture.
    pub picture: Pieces,
}

/// Pictures that look the same are the same: an edit that changes nothing in sight costs the page nothing.
impl PartialEq for Drawing {
    fn eq(&self, other: &Self) -> bool {
        self.picture.text == other.picture.text
    }
}

/// Draws a picture.
pub fn draw(wanted: &Wanted) -> Drawing {
    let opened = (*wanted.opened).clone();
    let scene = Scene::new(
        wanted.run.cluster(),
        &SceneOptions { opened, since: wanted.run.shown.since(), ..SceneOptions::default() },
    );
    let options =
        LayoutOptions { width: f64::from(wanted.width), legend: true, say: wanted.language.sayer() };
    let layout = diagram::layout(&scene, &options);
    let picture = svg::pieces(&layout, &SvgOptions::default());
    let fit = (f64::from(wanted.width) / layout.width).min(1.0);
    Drawing { scene, layout, fit, picture }
}
