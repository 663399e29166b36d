//! The looks: one type scale, three line weights, one colour for each Service.

use std::fmt::{self, Display, Formatter};

use super::Theme;
use crate::diagram::colour::{GROUNDS, HAIRLINE, HUES, INKS, NEUTRAL};

/// The style sheet of a theme.
pub struct Style(pub Theme);

impl Display for Style {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Theme::Light => f.write_str(&resolved(false)),
            Theme::Dark => f.write_str(&resolved(true)),
            Theme::System => {
                write!(f, ".svclab{{{}}}", declarations(false))?;
                write!(f, "@media(prefers-color-scheme:dark){{.svclab{{{}}}}}", declarations(true))?;
                write!(f, ".svclab[data-theme=light]{{{}}}", declarations(false))?;
                write!(f, ".svclab[data-theme=dark]{{{}}}", declarations(true))?;
                f.write_str(&rules())
            }
        }
    }
}

fn declarations(dark: bool) -> String {
    values(dark).map(|(name, value)| format!("--{name}:{value};")).collect()
}

/// Every custom property and its value.
fn values(dark: bool) -> impl Iterator<Item = (String, &'static str)> {
    let tokens = GROUNDS.into_iter().chain(INKS).chain([NEUTRAL, HAIRLINE]);
    let tokens = tokens.map(move |(name, light, shade)| (name.to_owned(), if dark { shade } else { light }));
    let hues = HUES.iter().enumerate();
    tokens.chain(hues.map(move |(hue, one)| (format!("s{hue}"), if dark { one.dark } else { one.light })))
}

/// The rules with colours in the place of custom properties.
fn resolved(dark: bool) -> String {
    values(dark).fold(rules(), |rules, (name, value)| rules.replace(&format!("var(--{name})"), value))
}

/// A class `h0` gives everything in it the first Service's colour, as `currentColor`.
fn rules() -> String {
    let hues = (0..HUES.len()).map(|hue| format!(".svclab .h{hue}{{color:var(--s{hue})}}"));
    RULES.lines().map(str::trim).chain([""]).collect::<String>() + &hues.collect::<String>()
}

const RULES: &str = "
    .svclab{max-width:100%;height:auto;color:var(--neutral);stroke-linejoin:round;
    font-family:ui-sans-serif,system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','DejaVu Sans',sans-serif}
    .svclab .part{color:var(--neutral)}
    .svclab .paper{fill:var(--paper)}
    .svclab .internet>.frame{fill:var(--internet);stroke:var(--hairline)}
    .svclab .nodes-network>.frame{fill:var(--nodes);stroke:var(--hairline)}
    .svclab .cluster>.frame{fill:var(--cluster);stroke:var(--neutral)}
    .svclab text{fill:var(--ink);font-size:11px}
    .svclab .heading{font-size:15px;font-weight:700}
    .svclab .name{font-size:12px;font-weight:600}
    .svclab .code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace}
    .svclab .badge,.svclab .caps{font-weight:600}
    .svclab .caps{letter-spacing:.8px}
    .svclab .muted{fill:var(--muted)}
    .svclab .hue{fill:currentColor}
    .svclab .on-hue{fill:var(--card)}
    .svclab .alarm{fill:var(--alarm)}
    .svclab .mid{text-anchor:middle}
    .svclab .end{text-anchor:end}
    .svclab .box>.frame{fill:var(--card);stroke:currentColor;stroke-width:1.5}
    .svclab .node>.frame{fill:var(--node);stroke:var(--neutral);stroke-width:1}
    .svclab .zone>.frame{fill:none;stroke:var(--hairline);stroke-width:1.5}
    .svclab .namespaces>.frame{fill:var(--node);stroke:var(--neutral);stroke-width:1}
    .svclab .namespace>.frame{stroke-width:1}
    .svclab [data-fold=open]>.frame{fill:none;stroke:var(--hairline);stroke-width:1;stroke-dasharray:none}
    .svclab .chevron{fill:none;stroke:var(--muted);stroke-width:1.5;stroke-linecap:round}
    .svclab .nowhere>.frame{fill:none;stroke:var(--neutral);stroke-width:1;stroke-dasharray:4 4}
    .svclab .pod:not(.ready)>.frame{stroke-dasharray:4 3}
    .svclab .pod.gone>.frame{fill:none;stroke-dasharray:2 3;stroke-width:1}
    .svclab .pod.gone>.name{fill:var(--muted)}
    .svclab .virtual{fill:none;stroke:currentColor;stroke-width:1.5;stroke-dasharray:4 3}
    .svclab .pill-full{fill:currentColor}
    .svclab .dot{fill:currentColor;stroke:currentColor;stroke-width:1.5}
    .svclab .dot:not(.ready){fill:none}
    .svclab .dot.pending{stroke-dasharray:2 2}
    .svclab .line,.svclab .hit{fill:none;stroke:currentColor;stroke-width:1.5}
    .svclab .hit{stroke:transparent;stroke-width:12}
    .svclab .head{fill:currentColor}
    .svclab .dns .line{stroke-dasharray:.1 4.5;stroke-width:2.5;stroke-linecap:round}
    .svclab .unused .line{stroke-dasharray:6 4;stroke-width:1}
    .svclab .pill{fill:var(--cluster);stroke:none}
    .svclab .stub,.svclab .cross{fill:none;stroke:var(--alarm);stroke-width:1.5}
    .svclab .refused{fill:var(--alarm)}
    .svclab .bar{stroke:var(--card);stroke-width:2.5}
    .svclab .dropped{fill:var(--card);stroke:var(--alarm);stroke-width:1.5}
    .svclab .part{transition:opacity .15s}
    .svclab.picking .part:not(.lit){opacity:.22}
    .svclab .lit.edge .line{stroke-width:2.5}
    .svclab .lit.box>.frame{stroke-width:2.5}
    .svclab [data-id]:focus-visible{outline:none}
    .svclab [data-id]:focus-visible>.frame{stroke:var(--ink);stroke-width:2.5}
    @media(prefers-reduced-motion:reduce){.svclab .part{transition:none}}
";
