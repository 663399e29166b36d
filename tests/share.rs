//! Links, for any text.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use svclab::share::{Selected, Shared, decode, encode};

proptest! {
    #[test]
    fn a_link_carries_everything(text in "\\PC*(\n\\PC*)*", name in "[a-z]{0,9}", flag: bool) {
        let selected = Selected { kind: "Pod".into(), namespace: String::new(), name: name.clone() };
        let selected = Some(selected).filter(|_| flag);
        let shared = Shared { text, selected, panel: Some(name), no_load_balancer: flag };
        let link = encode(&shared);
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte)));
        prop_assert_eq!(decode(&format!("#{link}")), Ok(shared.clone()));
    }

    #[test]
    fn no_link_is_too_strange(link in "v1\\.[A-Za-z0-9_=-]{0,60}") {
        if let Ok(shared) = decode(&link) {
            prop_assert_eq!(decode(&encode(&shared)), Ok(shared));
        }
    }
}
