//! Links that carry a text: `v1.`, then a small JSON object, deflated, in base64url without padding.
//!
//! A link lives as long as the page that it stands on. So the first version stays readable for ever: what is added
//! to [`Shared`] is optional, what a reader does not know it ignores, and only another way of packing gets another
//! prefix.

use std::fmt;

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::changes::Change;

/// How the payload is packed.
const VERSION: &str = "v1";
/// Bytes that a payload may have when it is unpacked: a link must not fill the reader's memory.
const MAX_PAYLOAD: usize = 2 * 1024 * 1024;
/// Bytes that a text may have in a link that can be read back: quoting makes a payload longer than its text.
pub const MAX_TEXT: usize = MAX_PAYLOAD * 7 / 8;
/// miniz's best without its slowest search.
const COMPRESSION_LEVEL: u8 = 9;
const BASE64URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// What a link carries.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Shared {
    /// The manifests.
    pub text: String,
    /// The object that is selected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub selected: Option<Selected>,
    /// The panel that is open, by the app's name for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub panel: Option<String>,
    /// True if nothing gives LoadBalancer Services an address.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub no_load_balancer: bool,
    /// What happens to the cluster.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
}

/// An object, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Selected {
    /// Its kind, e.g. `Service`.
    pub kind: String,
    /// Its namespace; empty if it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub namespace: String,
    /// Its name.
    pub name: String,
}

/// Why a link cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShareError {
    /// It does not start with a version, so it is something else.
    NotALink,
    /// It starts with a version that is not known here.
    UnknownVersion,
    /// It is cut off or changed.
    Damaged,
    /// It unpacks to more than a text may have.
    TooLarge,
}

impl fmt::Display for ShareError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ShareError::NotALink => "this is no link of svclab",
            ShareError::UnknownVersion => "the link was made by a newer svclab",
            ShareError::Damaged => "the link is cut off or damaged",
            ShareError::TooLarge => "the link unpacks to more than 2 MB",
        })
    }
}

impl std::error::Error for ShareError {}

/// The link's part after `#`. One of more than 2 MB cannot be read back.
pub fn encode(shared: &Shared) -> String {
    // Plain data with string keys always serializes.
    let payload = serde_json::to_vec(shared).unwrap_or_default();
    format!("{VERSION}.{}", to_base64url(&compress_to_vec(&payload, COMPRESSION_LEVEL)))
}

/// Reads the link's part after `#`, with or without that sign.
pub fn decode(link: &str) -> Result<Shared, ShareError> {
    let link = link.trim();
    let (version, packed) =
        link.strip_prefix('#').unwrap_or(link).split_once('.').ok_or(ShareError::NotALink)?;
    let is_version = version.strip_prefix('v').is_some_and(|number| number.parse::<u32>().is_ok());
    match (version == VERSION, is_version) {
        (true, _) => {}
        (false, true) => return Err(ShareError::UnknownVersion),
        (false, false) => return Err(ShareError::NotALink),
    }
    let packed = from_base64url(packed).ok_or(ShareError::Damaged)?;
    let payload = decompress_to_vec_with_limit(&packed, MAX_PAYLOAD).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => ShareError::TooLarge,
        _ => ShareError::Damaged,
    })?;
    let payload: Map<String, Value> = serde_json::from_slice(&payload).map_err(|_| ShareError::Damaged)?;
    Ok(Shared::of_payload(payload))
}

impl Shared {
    /// Takes what it knows; a part that it cannot read is as good as absent.
    fn of_payload(mut payload: Map<String, Value>) -> Self {
        let mut take = |key: &str| payload.remove(key).unwrap_or_default();
        Shared {
            text: take("text").as_str().unwrap_or_default().to_owned(),
            selected: serde_json::from_value(take("selected")).ok(),
            panel: take("panel").as_str().map(str::to_owned),
            no_load_balancer: take("noLoadBalancer").as_bool().unwrap_or_default(),
            changes: changes(take("changes")),
        }
    }
}

/// The changes that are known here.
fn changes(list: Value) -> Vec<Change> {
    let list = if let Value::Array(list) = list { list } else { Vec::new() };
    list.into_iter().filter_map(|change| serde_json::from_value(change).ok()).collect()
}

fn to_base64url(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits =
            chunk.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for digit in 0..=chunk.len() {
            text.push(char::from(BASE64URL[(bits >> (18 - 6 * digit)) as usize & 63]));
        }
    }
    text
}

fn from_base64url(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u32>> = text.trim_end_matches('=').bytes().map(digit_of_base64url).collect();
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for chunk in digits?.chunks(4) {
        if chunk.len() == 1 {
            return None;
        }
        let bits = chunk.iter().fold(0u32, |bits, digit| bits << 6 | digit) << (6 * (4 - chunk.len()));
        bytes.extend_from_slice(&bits.to_be_bytes()[1..chunk.len()]);
    }
    Some(bytes)
}

fn digit_of_base64url(letter: u8) -> Option<u32> {
    BASE64URL.iter().position(|known| *known == letter).map(|digit| digit as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed(payload: &[u8]) -> String {
        format!("v1.{}", to_base64url(&compress_to_vec(payload, 9)))
    }

    #[test]
    fn an_old_link_stays_readable() {
        // Written down once; if this fails, links that people have are broken.
        let shared = Shared {
            text: "kind: Service\n".into(),
            selected: Some(Selected { kind: "Service".into(), namespace: "shop".into(), name: "web".into() }),
            ..Shared::default()
        };
        assert_eq!(decode(OLD_LINK), Ok(shared));
    }

    const OLD_LINK: &str = "v1.q1YqSa0oUbJSys7MS7FSCE4tKstMTo3JU9JRKk7NSU0uSU1RsqoGywIVQaWBknmJuanFBYlA\
        tpVScUZ-AVQIyCtPTVKqrQUA";

    #[test]
    fn unknown_and_missing_keys_do_no_harm() {
        let read =
            decode(&packed(br#"{"text": "a", "selected": [1, 2], "panel": 3, "colour": {"is": "new"}}"#));
        assert_eq!(read, Ok(Shared { text: "a".into(), ..Shared::default() }));
        assert_eq!(decode(&packed(b"{}")), Ok(Shared::default()));
    }

    #[test]
    fn a_change_of_a_newer_svclab_is_left_out() {
        let read = decode(&packed(
            br#"{"text": "a", "changes": [{"change": "cordon", "node": "b"}, {"change": "flood", "node": "b"}, 1]}"#,
        ));
        let changes = vec![Change::Cordon { node: "b".into() }];
        assert_eq!(read, Ok(Shared { text: "a".into(), changes, ..Shared::default() }));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        for (link, error) in [
            ("", ShareError::NotALink),
            ("section", ShareError::NotALink),
            ("view.abc", ShareError::NotALink),
            ("v2.abc", ShareError::UnknownVersion),
            ("v1.a", ShareError::Damaged),
            ("v1.a+b/", ShareError::Damaged),
            ("v1.", ShareError::Damaged),
            (packed(b"[]").as_str(), ShareError::Damaged),
        ] {
            assert_eq!(decode(link), Err(error), "{link}");
        }
    }

    #[test]
    fn a_bomb_is_refused() {
        let bomb = packed(&vec![b' '; 8 * MAX_PAYLOAD]);
        assert!(bomb.len() < MAX_PAYLOAD / 64, "{} bytes are no bomb", bomb.len());
        assert_eq!(decode(&bomb), Err(ShareError::TooLarge));
    }

    #[test]
    fn base64url_is_inverse() {
        // RFC 4648 section 10, and the two letters in which it differs.
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg"),
            ("fo", "Zm8"),
            ("foo", "Zm9v"),
            ("foobar", "Zm9vYmFy"),
            ("~~~???", "fn5-Pz8_"),
        ] {
            assert_eq!(to_base64url(bytes.as_bytes()), text);
            assert_eq!(from_base64url(text).as_deref(), Some(bytes.as_bytes()));
        }
    }
}
