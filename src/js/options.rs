//! What JavaScript asks, read from whatever it passes.

use js_sys::JSON;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::prelude::*;

use crate::Options;
use crate::changes::Change;
use crate::diagram;
use crate::locale::Language;
use crate::network::TraceQuery;
use crate::share::Selected;

/// What the text does not say.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Settings {
    load_balancer: Option<bool>,
    #[serde(default)]
    changes: Vec<Change>,
}

/// What to check, and for whom.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CheckOptions {
    pub load_balancer: Option<bool>,
    #[serde(default)]
    pub changes: Vec<Change>,
    #[serde(default)]
    pub lang: Lang,
}

/// A language that svclab speaks.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    #[default]
    En,
    Ko,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Language::English,
            Lang::Ko => Language::Korean,
        }
    }
}

impl From<Settings> for Options {
    fn from(settings: Settings) -> Self {
        cluster(settings.load_balancer, settings.changes)
    }
}

/// A name to look up.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DigQuestion {
    pub name: String,
    pub r#type: Option<String>,
    pub from: Option<String>,
    pub explain: Option<bool>,
    pub load_balancer: Option<bool>,
    #[serde(default)]
    pub changes: Vec<Change>,
}

/// A connection to follow.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TraceQuestion {
    pub from: String,
    pub to: String,
    pub via: Option<String>,
    pub load_balancer: Option<bool>,
    #[serde(default)]
    pub changes: Vec<Change>,
}

/// A connection to light.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Connection {
    pub from: String,
    pub to: String,
    pub via: Option<String>,
}

/// What a connection means; fails if a word of it cannot be read.
pub fn query(from: &str, to: &str, via: Option<&str>) -> Result<TraceQuery, JsError> {
    Ok(TraceQuery { from: from.parse()?, via: via.map(str::parse).transpose()?, to: to.parse()? })
}

/// How to draw.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenderOptions {
    #[serde(default)]
    pub format: Format,
    #[serde(default)]
    pub theme: Theme,
    pub width: Option<f64>,
    pub legend: Option<bool>,
    #[serde(default)]
    pub lang: Lang,
    pub trace: Option<Connection>,
    pub load_balancer: Option<bool>,
    #[serde(default)]
    pub changes: Vec<Change>,
}

/// As what to draw.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    #[default]
    Svg,
    Mermaid,
    Dot,
}

/// Whose looks.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    Auto,
    Light,
    Dark,
}

impl From<Theme> for diagram::Theme {
    fn from(theme: Theme) -> Self {
        match theme {
            Theme::Auto => diagram::Theme::System,
            Theme::Light => diagram::Theme::Light,
            Theme::Dark => diagram::Theme::Dark,
        }
    }
}

/// What a link carries beside the text, and where it leads.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShareOptions {
    pub base: Option<String>,
    pub panel: Option<String>,
    pub selected: Option<Selected>,
    pub load_balancer: Option<bool>,
    #[serde(default)]
    pub changes: Vec<Change>,
}

/// What the simulation is told.
pub fn cluster(load_balancer: Option<bool>, changes: Vec<Change>) -> Options {
    Options { load_balancer: load_balancer.unwrap_or(Options::default().load_balancer), changes }
}

/// Reads what was asked. It goes by JSON, so that a misspelt field is an error, and so are cycles, depths and getters
/// that throw.
pub fn read<T: DeserializeOwned>(asked: &JsValue) -> Result<T, JsError> {
    if asked.is_undefined() {
        return Ok(serde_json::from_str("null")?);
    }
    let json = JSON::stringify(asked).map_err(|_| JsError::new("the options cannot be written as JSON"))?;
    // Of a function or a symbol nothing is left.
    let json = json.as_string().ok_or_else(|| JsError::new("the options must be an object"))?;
    Ok(serde_json::from_str(&json)?)
}
