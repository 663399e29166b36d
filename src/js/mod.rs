//! What JavaScript can call: the one file that exports to it. Every function takes the text of the manifests and gives
//! back a plain object, the same JSON that the command line prints with `-o json`. A wrong question throws an `Error`.

mod options;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::changes::Change;
use crate::diagram::{self, LayoutOptions, Scene, SceneOptions, SvgOptions};
use crate::locale::Language;
use crate::share::{self, Selected, Shared};
use crate::{DiagnosticReport, KUBERNETES_VERSION, Options, Simulation};
use options::{
    CheckOptions, Connection, DigQuestion, Format, RenderOptions, Settings, ShareOptions, TraceQuestion,
};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

#[derive(Debug, Serialize)]
struct Version {
    svclab: &'static str,
    kubernetes: &'static str,
}

/// A picture under the name of its format.
#[derive(Debug, Serialize)]
#[serde(rename_all = "lowercase")]
enum Picture {
    Svg(String),
    Mermaid(String),
    Dot(String),
}

/// A picture, and what is wrong with its manifests.
#[derive(Debug, Serialize)]
struct Rendering {
    #[serde(flatten)]
    picture: Picture,
    diagnostics: Vec<DiagnosticReport>,
}

/// What a link carries.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct SharedText {
    yaml: String,
    load_balancer: bool,
    changes: Vec<Change>,
    #[serde(skip_serializing_if = "Option::is_none")]
    selected: Option<Selected>,
    #[serde(skip_serializing_if = "Option::is_none")]
    panel: Option<String>,
}

/// The version of svclab and of the Kubernetes that it simulates.
#[wasm_bindgen(unchecked_return_type = "{ svclab: string; kubernetes: string }")]
pub fn version() -> Result<JsValue, JsError> {
    answer(&Version { svclab: env!("CARGO_PKG_VERSION"), kubernetes: KUBERNETES_VERSION })
}

/// Everything: what is wrong, the objects, the DNS records, the ways to each Service, the diagram.
#[wasm_bindgen(unchecked_return_type = "Simulation")]
pub fn simulate(
    #[wasm_bindgen(unchecked_param_type = "string")] yaml: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "Settings")] options: JsValue,
) -> Result<JsValue, JsError> {
    let settings: Option<Settings> = options::read(&options)?;
    answer(&Simulation::new(&text(&yaml)?, &settings.unwrap_or_default().into()).report())
}

/// What is wrong with the manifests.
#[wasm_bindgen(unchecked_return_type = "Checked")]
pub fn check(
    #[wasm_bindgen(unchecked_param_type = "string")] yaml: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CheckOptions")] options: JsValue,
) -> Result<JsValue, JsError> {
    let asked: CheckOptions = options::read::<Option<_>>(&options)?.unwrap_or_default();
    let simulation = simulation(&yaml, options::cluster(asked.load_balancer, asked.changes))?;
    answer(&simulation.check_in(asked.lang.into()))
}

/// Takes the texts of another language than English, such as the package's ko.txt, for `lang`. False if there are none in
/// it, or if that language has its texts already.
#[wasm_bindgen(js_name = addTexts)]
pub fn add_texts(#[wasm_bindgen(unchecked_param_type = "string")] texts: JsValue) -> Result<bool, JsError> {
    let texts = texts.as_string().ok_or_else(|| JsError::new("the texts must be a string"))?;
    Ok(Language::Korean.install(&texts))
}

/// Looks a DNS name up.
#[wasm_bindgen(unchecked_return_type = "Dig")]
pub fn dig(
    #[wasm_bindgen(unchecked_param_type = "string")] yaml: JsValue,
    #[wasm_bindgen(unchecked_param_type = "DigQuestion")] question: JsValue,
) -> Result<JsValue, JsError> {
    let asked: DigQuestion = options::read(&question)?;
    let record_type = asked.r#type.as_deref().unwrap_or("A").parse()?;
    let simulation = simulation(&yaml, options::cluster(asked.load_balancer, asked.changes))?;
    let dig = simulation.dig(asked.from.as_deref(), &asked.name, record_type)?;
    answer(&simulation.dig_report(dig, asked.explain.unwrap_or_default()))
}

/// Follows a connection.
#[wasm_bindgen(unchecked_return_type = "Trace")]
pub fn trace(
    #[wasm_bindgen(unchecked_param_type = "string")] yaml: JsValue,
    #[wasm_bindgen(unchecked_param_type = "TraceQuestion")] question: JsValue,
) -> Result<JsValue, JsError> {
    let asked: TraceQuestion = options::read(&question)?;
    let query = options::query(&asked.from, &asked.to, asked.via.as_deref())?;
    answer(&simulation(&yaml, options::cluster(asked.load_balancer, asked.changes))?.trace(&query)?)
}

/// Draws the diagram, as the text of an SVG, a Mermaid or a DOT file, and says what is wrong with the manifests. Its types,
/// which depend on the format, are in types.d.ts.
#[wasm_bindgen(skip_typescript)]
pub fn render(yaml: JsValue, options: JsValue) -> Result<JsValue, JsError> {
    let asked: RenderOptions = options::read::<Option<_>>(&options)?.unwrap_or_default();
    let simulation = simulation(&yaml, options::cluster(asked.load_balancer, asked.changes))?;
    let (cluster, language) = (&simulation.cluster, Language::from(asked.lang));
    let options = SceneOptions { since: simulation.since(), ..SceneOptions::default() };
    let scene = || Scene::new(cluster, &options);
    let picture = match asked.format {
        Format::Svg => {
            let layout = LayoutOptions::default();
            let layout = LayoutOptions {
                width: asked.width.unwrap_or(layout.width),
                legend: asked.legend.unwrap_or(layout.legend),
                say: language.sayer(),
            };
            let scene = scene();
            let routes = match asked.trace {
                Some(Connection { from, to, via }) => {
                    simulation.trace(&options::query(&from, &to, via.as_deref())?)?.routes
                }
                None => Vec::new(),
            };
            let lit = routes.iter().flat_map(|route| scene.light_route(route)).collect();
            let svg = SvgOptions { theme: asked.theme.into(), lit };
            Picture::Svg(diagram::svg::write(&diagram::layout(&scene, &layout), &svg))
        }
        Format::Mermaid => Picture::Mermaid(diagram::mermaid::write(&scene(), language.sayer())),
        Format::Dot => Picture::Dot(diagram::dot::write(&scene(), language.sayer())),
    };
    answer(&Rendering { picture, diagnostics: simulation.check_in(language).diagnostics })
}

/// A link that carries the manifests, and opens them in the playground.
#[wasm_bindgen(js_name = shareUrl)]
pub fn share_url(
    #[wasm_bindgen(unchecked_param_type = "string")] yaml: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ShareOptions")] options: JsValue,
) -> Result<String, JsError> {
    let asked: ShareOptions = options::read::<Option<_>>(&options)?.unwrap_or_default();
    let fragment = share::encode(&Shared {
        text: text(&yaml)?,
        selected: asked.selected,
        panel: asked.panel,
        no_load_balancer: asked.load_balancer == Some(false),
        changes: asked.changes,
    });
    Ok(format!("{}#{fragment}", asked.base.unwrap_or_default()))
}

/// What a link carries that [`share_url`] or the playground has made.
#[wasm_bindgen(js_name = readShareUrl, unchecked_return_type = "SharedText")]
pub fn read_share_url(
    #[wasm_bindgen(unchecked_param_type = "string")] link: JsValue,
) -> Result<JsValue, JsError> {
    let link = link.as_string().ok_or_else(|| JsError::new("the link must be a string"))?;
    let Shared { text, selected, panel, no_load_balancer, changes } =
        share::decode(link.split_once('#').map_or(&*link, |(_, fragment)| fragment))?;
    answer(&SharedText { yaml: text, load_balancer: !no_load_balancer, changes, selected, panel })
}

/// Fails if a change cannot happen.
fn simulation(yaml: &JsValue, options: Options) -> Result<Simulation, JsError> {
    let simulation = Simulation::new(&text(yaml)?, &options);
    match simulation.impossible_change() {
        Some(error) => Err(error.clone().into()),
        None => Ok(simulation),
    }
}

/// The manifests. wasm-bindgen takes a `&str` on trust, and what JavaScript passes may be anything.
fn text(yaml: &JsValue) -> Result<String, JsError> {
    yaml.as_string().ok_or_else(|| JsError::new("the manifests must be a string"))
}

/// A plain object. It goes by JSON: a key such as `__proto__` stays a key, and a number too large for JavaScript is
/// rounded as `JSON.parse` rounds it.
fn answer(value: &impl Serialize) -> Result<JsValue, JsError> {
    js_sys::JSON::parse(&serde_json::to_string(value)?).map_err(|_| JsError::new("the answer is no JSON"))
}
