//! The text of the rules. Only what is in sight is in the page: it may have hundreds of thousands of lines.

use std::rc::Rc;

use svclab::api::ObjectRef;
use svclab::locale::Language;
use svclab::message;
use svclab::text;
use web_sys::{Element, HtmlElement, HtmlInputElement};
use yew::prelude::*;

use super::super::super::browser::Listener;
use super::super::super::state::{ChainWish, Lab, use_lab};
use super::super::Copy;
use crate::rule_rows::{Chain, Piece, Row, RuleRows};

/// How high a row is, in pixels; the style sheet has the same.
const ROW: usize = 20;
/// How many rows are in the page, and how many of them stand above the first in sight.
const WINDOW: usize = 120;
const ABOVE: usize = 40;
/// How many of the rules that lead to a chain are named.
const NAMED: usize = 3;

#[derive(PartialEq, Properties)]
pub struct ListingProps {
    /// The rules.
    pub rows: Rc<RuleRows>,
    /// The Service whose rules are lit.
    pub service: Option<ObjectRef>,
    /// The chain that the reader wants to see.
    pub wish: Option<ChainWish>,
}

/// The bar to find something, and the text.
#[component]
pub fn Listing(props: &ListingProps) -> Html {
    let lab = use_lab();
    let sheet = use_node_ref();
    let first = use_first_row(&sheet);
    let find = use_state_eq(String::new);
    let here = use_state_eq(|| None::<usize>);
    let back = use_state_eq(Vec::<i32>::new);

    let rows = props.rows.clone();
    let stops =
        use_memo((rows.clone(), props.service.clone(), (*find).clone()), |(rows, service, find)| match find
            .trim()
        {
            "" => rows.stops(|line| service.is_some() && rows.service(line) == service.as_ref()),
            find => rows.stops(|line| holds(rows, line, find)),
        });
    let go = {
        let (sheet, here, back) = (sheet.clone(), here.clone(), back.clone());
        Callback::from(move |(row, leaves): (usize, bool)| {
            let Some(sheet) = sheet.cast::<HtmlElement>() else { return };
            if leaves {
                back.set(back.iter().copied().chain([sheet.scroll_top()]).collect());
                // The link that was followed may be out of sight, and out of the page, in a moment.
                let _ = sheet.focus();
            }
            sheet.set_scroll_top((row.saturating_sub(2) * ROW) as i32);
            here.set(Some(row));
        })
    };
    {
        let (go, wish, rows) = (go.clone(), props.wish.clone(), rows.clone());
        use_effect_with((stops.clone(), props.wish.clone(), rows.clone()), move |(stops, ..)| {
            let wished = wish.and_then(|wish| rows.chain(wish.table, &wish.name).map(|chain| chain.row));
            if let Some(row) = wished.or(stops.first().copied()) {
                go.emit((row, false));
            }
        });
    }
    let step = |label: &'static str, sign: &'static str, next: Option<usize>| {
        let go = go.clone();
        let onclick = move |_| next.into_iter().for_each(|row| go.emit((row, false)));
        let label = lab.language.text(label);
        html! {
            <button type="button" class="icon" title={label} aria-label={label} disabled={next.is_none()} {onclick}>{ sign }</button>
        }
    };
    let at = here.unwrap_or_default();
    let before = stops.iter().rev().copied().find(|stop| *stop < at);
    let after = stops.iter().copied().find(|stop| *stop > at);
    let place = stops.iter().position(|stop| Some(*stop) == *here).map_or(0, |place| place + 1);
    let onback = {
        let (sheet, back) = (sheet.clone(), back.clone());
        move |_| {
            let mut places = (*back).clone();
            if let (Some(place), Some(sheet)) = (places.pop(), sheet.cast::<Element>()) {
                sheet.set_scroll_top(place);
            }
            back.set(places);
        }
    };
    let oninput = {
        let find = find.clone();
        move |event: InputEvent| find.set(event.target_unchecked_into::<HtmlInputElement>().value())
    };
    let hint = lab.language.text("Find a Service, a chain, an address");
    let start = first.saturating_sub(ABOVE);
    let end = (start + WINDOW).min(rows.rows.len());
    let height = format!("height: {}px; min-width: {}ch", rows.rows.len() * ROW, rows.width + 9);
    html! {
        <>
            <div class="rules-bar">
                <input class="field" type="search" name="rules-find" placeholder={hint} aria-label={hint}
                    spellcheck="false" autocomplete="off" autocapitalize="off" {oninput} />
                { step(text!("Previous place"), "↑", before) }
                { step(text!("Next place"), "↓", after) }
                <span class="sum" role="status">{ found(lab.language, &rows, place, stops.len(), &find) }</span>
                if !back.is_empty() {
                    <button type="button" class="tool" onclick={onback}>{ lab.language.text("Back") }</button>
                }
                <Copy value={rows.text.clone()} label={lab.language.text("Copy all")} done={lab.language.text("Copied")} />
            </div>
            <div class="rules-sheet" ref={sheet} tabindex="0" role="group" aria-label={lab.language.text("Rules")}>
                <div class="rules-rows" style={height}>
                    <div style={format!("transform: translateY({}px)", start * ROW)}>
                        { for (start..end).map(|row| html! {
                            <RuleRow key={row} rows={rows.clone()} {row} is_here={*here == Some(row)}
                                service={props.service.clone()} go={go.clone()} />
                        }) }
                    </div>
                </div>
            </div>
        </>
    }
}

/// The first row in sight, in steps, so that not every pixel makes the page anew.
#[hook]
fn use_first_row(sheet: &NodeRef) -> usize {
    let first = use_state_eq(|| 0);
    {
        let (sheet, first) = (sheet.clone(), first.setter());
        use_effect_with((), move |()| {
            let listener = sheet.cast::<Element>().map(|sheet| {
                let source = sheet.clone();
                Listener::new(&sheet, "scroll", move |_| {
                    let row = source.scroll_top().max(0) as usize / ROW;
                    first.set(row - row % (ABOVE / 2));
                })
            });
            move || drop(listener)
        });
    }
    *first
}

fn holds(rows: &RuleRows, line: usize, find: &str) -> bool {
    let is_of_service = || {
        rows.service(line).is_some_and(|service| format!("{}/{}", service.namespace, service.name) == find)
    };
    rows.line(line).contains(find) || is_of_service()
}

fn found(language: Language, rows: &RuleRows, place: usize, count: usize, find: &str) -> String {
    match (count, find.trim()) {
        (0, "") => {
            let (lines, chains) = (rows.line_count(), rows.chains.len());
            language.say(&message!("{lines} lines, {chains} chains", lines = lines, chains = chains))
        }
        (0, _) => language.text("Nothing found").to_owned(),
        _ => language.say(&message!("{place} of {count}", place = place, count = count)),
    }
}

#[derive(PartialEq, Properties)]
struct RuleRowProps {
    rows: Rc<RuleRows>,
    row: usize,
    is_here: bool,
    service: Option<ObjectRef>,
    /// Goes to a row; true if the reader may want to come back.
    go: Callback<(usize, bool)>,
}

#[component]
fn RuleRow(props: &RuleRowProps) -> Html {
    let lab = use_lab();
    let (rows, row) = (&props.rows, props.row);
    let link = |label: &str, to: usize| {
        let go = props.go.clone();
        let onclick = move |_| go.emit((to, true));
        html! { <button type="button" class="chain" {onclick}>{ label.to_owned() }</button> }
    };
    let here = props.is_here.then_some("here");
    match rows.rows[row] {
        Row::Heading(chain) => {
            let chain = &rows.chains[chain];
            html! {
                <div class={classes!("rule", "heading", here)}>
                    <span class="no">{ chain.table.clone() }</span>
                    <strong>{ chain.name.clone() }</strong>
                    { from(&lab, rows, chain, link) }
                </div>
            }
        }
        Row::Line(line) => {
            let service = rows.service(line);
            let is_lit = service.is_some() && service == props.service.as_ref();
            let piece = |piece: Piece<'_>| match piece {
                Piece::Text(text) => html! { { text.to_owned() } },
                Piece::Name(name, chain) => link(name, rows.chains[chain].row),
            };
            let begins = rows.chain_at(row).filter(|chain| chain.row == row);
            html! {
                <div class={classes!("rule", is_lit.then_some("lit"), begins.is_some().then_some("heading"), here)}
                    data-service={service.map(|service| format!("{}/{}", service.namespace, service.name))}>
                    <span class="no">{ line + 1 }</span>
                    { for rows.pieces(line, row).into_iter().map(piece) }
                    { for begins.map(|chain| from(&lab, rows, chain, link)) }
                </div>
            }
        }
    }
}

/// The rules that lead to a chain, by the chains that they are in.
fn from(lab: &Lab, rows: &RuleRows, chain: &Chain, link: impl Fn(&str, usize) -> Html) -> Html {
    let name = |row: &usize| rows.chain_at(*row).map_or("", |chain| chain.name.as_str());
    let more = chain.from.len().saturating_sub(NAMED);
    html! {
        <span class="from">
            if !chain.from.is_empty() {
                { lab.language.text("from") }
                { for chain.from.iter().take(NAMED).map(|row| html! { <>{ " " }{ link(name(row), *row) }</> }) }
            }
            if more > 0 {
                { " " }
                { lab.language.say(&message!("and {count} more", count = more)) }
            }
        </span>
    }
}
