//! The picture on the page. A new one takes the place of the last one piece by piece: what an edit has not changed is
//! neither read again nor laid out again by the browser.

use std::rc::Rc;

use svclab::diagram::layout::{BoxKind, Layout, PlacedBox, Route};
use svclab::diagram::svg::{Part, Piece};
use web_sys::{Element, Node};

use super::super::browser;
use super::drawing::Drawing;
use super::glide::{self, Motion};
use super::keys;
use super::sheet::children;
use crate::repaint::{Place, repaint};

/// The attributes of a picture as a whole that differ from one to the next.
const OF_THE_WHOLE: [&str; 4] = ["viewBox", "width", "height", "aria-label"];
/// The classes of a picture as a whole that do.
const FLOWS: [&str; 2] = ["wide", "narrow"];
/// The class of a box that the last edit has changed.
const CHANGED: &str = "changed";
/// Title, description and style sheet.
const IN_THE_HEAD: usize = 3;

/// The picture on the page.
#[derive(Default)]
pub struct Canvas(Option<Shown>);

struct Shown {
    root: Element,
    drawing: Rc<Drawing>,
    /// One for each piece.
    elements: Vec<Element>,
    /// What stands on each beyond the drawing.
    looks: Vec<Look>,
    /// What the last edit has changed.
    changed: Vec<Element>,
}

/// How a piece looks beyond what is drawn.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Look {
    /// It belongs to what was chosen or asked for.
    pub lit: bool,
    /// It shows what was chosen.
    pub selected: bool,
    /// It is older than the text.
    pub kept: bool,
}

/// What a piece shows.
#[derive(Clone, Copy)]
pub enum Shows<'a> {
    /// A box.
    Box(&'a PlacedBox),
    /// A way.
    Route(&'a Route),
    /// The share of connections on a way.
    Odds(&'a Route),
}

impl Canvas {
    /// Shows a drawing. With `glides`, boxes that stand elsewhere now go there.
    pub fn paint(&mut self, host: &Element, drawing: &Rc<Drawing>, glides: bool) {
        let root = host.first_element_child();
        let before = self.0.take().filter(|shown| root.as_ref() == Some(&shown.root));
        let shown = match before {
            Some(before) => Some(repainted(before, drawing, glides)),
            None => Shown::new(host, drawing),
        };
        if let Some(shown) = &shown {
            keys::keep_one_reachable(&shown.root);
        }
        self.0 = shown;
    }

    /// Says how each piece looks.
    pub fn look(&mut self, how: impl Fn(Shows) -> Look) {
        let Some(Shown { drawing, elements, looks, .. }) = &mut self.0 else { return };
        for ((piece, element), look) in drawing.picture.pieces.iter().zip(elements).zip(looks) {
            let Some(shows) = shows(&drawing.layout, piece.part) else { continue };
            let wanted = how(shows);
            if *look != wanted {
                wear(element, *look, wanted);
                *look = wanted;
            }
        }
    }
}

impl Shown {
    fn new(host: &Element, drawing: &Rc<Drawing>) -> Option<Self> {
        // The writer escapes what comes from the text.
        host.set_inner_html(&drawing.picture.text);
        let root = host.first_element_child()?;
        let elements: Vec<Element> = children(&root).skip(IN_THE_HEAD).collect();
        elements.iter().for_each(keys::make_reachable);
        let looks = vec![Look::default(); elements.len()];
        Some(Shown { root, drawing: drawing.clone(), elements, looks, changed: Vec::new() })
    }
}

fn repainted(before: Shown, drawing: &Rc<Drawing>, glides: bool) -> Shown {
    let Shown { root, drawing: was, elements: old, looks: old_looks, changed } = before;
    let plan = repaint(keyed(&was), keyed(drawing));
    let is_fresh = |place: &Place| matches!(place, Place::Replaces(_) | Place::New);
    let fresh = plan.pieces.iter().zip(&drawing.picture.pieces).filter(|(place, _)| is_fresh(place));
    let mut fresh = read(&root, drawing, fresh.map(|(_, piece)| piece), was.picture.head()).into_iter();

    // What others have put behind the pieces stays behind them.
    let mut next: Option<Node> = old.last().and_then(|last| last.next_sibling());
    plan.gone.iter().for_each(|index| old[*index].remove());
    let mut elements = Vec::with_capacity(plan.pieces.len());
    let mut looks = Vec::with_capacity(plan.pieces.len());
    for place in &plan.pieces {
        let (element, look) = match place {
            Place::Stays(index) | Place::Moves(index) => (old[*index].clone(), old_looks[*index]),
            Place::Replaces(_) | Place::New => match fresh.next() {
                Some(element) => (element, Look::default()),
                None => break,
            },
        };
        elements.push(element);
        looks.push(look);
    }
    for (element, place) in elements.iter().zip(&plan.pieces).rev() {
        if !matches!(place, Place::Stays(_)) {
            let _ = root.insert_before(element, next.as_ref());
        }
        next = Some(element.clone().into());
    }

    changed.iter().for_each(|element| element.class_list().remove_1(CHANGED).unwrap_or_default());
    let mut motions = motions(&plan.pieces, (&was, &old), (drawing, &elements));
    if !glides || motions.len() > glide::MOST {
        motions.clear();
    }
    if !browser::prefers_less_motion() {
        motions.iter().for_each(glide::start);
    }
    let mut changed: Vec<Element> = Vec::new();
    // Where nothing is left of what was there, it is another text rather than a change.
    if plan.pieces.iter().zip(&drawing.picture.pieces).any(|(place, piece)| goes_on(*place, piece, drawing)) {
        let motions = motions.iter().filter(|motion| says_otherwise(motion));
        changed.extend(motions.map(|motion| motion.element.clone()));
    }
    let shown = Shown { root, drawing: drawing.clone(), elements, looks, changed };
    shown.changed.iter().for_each(|element| element.class_list().add_1(CHANGED).unwrap_or_default());
    shown
}

/// The pieces that are not what they were.
fn motions<'a>(
    places: &[Place],
    (was, old): (&'a Drawing, &'a [Element]),
    (drawing, elements): (&'a Drawing, &'a [Element]),
) -> Vec<Motion<'a>> {
    let pieces = places.iter().zip(&drawing.picture.pieces).zip(elements);
    let motions = pieces.filter_map(|((place, piece), element)| {
        let was = match place {
            Place::Replaces(index) => Some((&old[*index], &was.layout, was.picture.pieces[*index].part)),
            Place::New => None,
            Place::Stays(_) | Place::Moves(_) => return None,
        };
        Some(Motion { element, now: (&drawing.layout, piece.part), was })
    });
    motions.collect()
}

/// True for a Service, or what stands behind one, that was there before.
fn goes_on(place: Place, piece: &Piece, drawing: &Drawing) -> bool {
    let is_known = match piece.part {
        Part::Box(index) => matches!(
            drawing.layout.boxes[index].kind,
            BoxKind::Service | BoxKind::Pod | BoxKind::Host | BoxKind::Namespace
        ),
        _ => false,
    };
    is_known && place != Place::New
}

/// True for a box that says what it did not say before, wherever it stands.
fn says_otherwise(motion: &Motion) -> bool {
    let said = |(layout, part): (&Layout, Part)| match shows(layout, part) {
        Some(Shows::Box(placed)) => {
            let words: Vec<String> = placed.texts.iter().map(|text| text.content.clone()).collect();
            Some((placed.label.clone(), words))
        }
        _ => None,
    };
    let now = said(motion.now);
    now.is_some() && now != motion.was.and_then(|(_, layout, part)| said((layout, part)))
}

/// Makes elements of pieces; what a picture has as a whole goes to the root if it is not what it was.
fn read<'a>(
    root: &Element,
    drawing: &'a Drawing,
    pieces: impl Iterator<Item = &'a Piece>,
    head_before: &str,
) -> Vec<Element> {
    let picture = &drawing.picture;
    let mut text = picture.head().to_owned();
    pieces.for_each(|piece| text.push_str(picture.markup(piece)));
    text.push_str("</svg>");
    let Some(reader) = browser::element("div") else { return Vec::new() };
    reader.set_inner_html(&text);
    let Some(part) = reader.first_element_child() else { return Vec::new() };
    let elements: Vec<Element> = children(&part).collect();
    if picture.head() != head_before {
        for name in OF_THE_WHOLE {
            // One that is set anew, even to what it was, makes the browser lay out the whole picture.
            let wanted = part.get_attribute(name);
            if wanted != root.get_attribute(name) {
                let _ = root.set_attribute(name, &wanted.unwrap_or_default());
            }
        }
        for flow in FLOWS {
            let _ = root.class_list().toggle_with_force(flow, part.class_list().contains(flow));
        }
        // The style sheet is the same for all.
        for (old, new) in children(root).zip(&elements).take(IN_THE_HEAD - 1) {
            old.set_text_content(new.text_content().as_deref());
        }
    }
    let elements: Vec<Element> = elements.into_iter().skip(IN_THE_HEAD).collect();
    elements.iter().for_each(keys::make_reachable);
    elements
}

/// The pieces of a drawing by what they show.
fn keyed(drawing: &Drawing) -> impl Iterator<Item = ((u8, &str), &str)> {
    drawing.picture.pieces.iter().map(|piece| {
        let key = match piece.part {
            Part::Paper => (0, ""),
            Part::Ground(index) => (10 + drawing.layout.grounds[index].ground as u8, ""),
            Part::Box(index) => (2, &*drawing.layout.boxes[index].id),
            Part::Route(index) => (3, &*drawing.layout.routes[index].id),
            Part::Odds(index) => (4, &*drawing.layout.routes[index].id),
            Part::Legend(index) => (5, &*drawing.layout.legend[index].text.content),
        };
        (key, drawing.picture.markup(piece))
    })
}

fn shows(layout: &Layout, part: Part) -> Option<Shows<'_>> {
    match part {
        Part::Box(index) => layout.boxes.get(index).map(Shows::Box),
        Part::Route(index) => layout.routes.get(index).map(Shows::Route),
        Part::Odds(index) => layout.routes.get(index).map(Shows::Odds),
        Part::Paper | Part::Ground(_) | Part::Legend(_) => None,
    }
}

fn wear(element: &Element, was: Look, wanted: Look) {
    let classes = element.class_list();
    for (class, was, wanted) in [
        ("lit", was.lit, wanted.lit),
        ("selected", was.selected, wanted.selected),
        ("kept", was.kept, wanted.kept),
    ] {
        if was != wanted {
            let _ = classes.toggle_with_force(class, wanted);
        }
    }
}
