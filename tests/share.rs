//! Links, for any text.
#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use svclab::changes::Change;
use svclab::share::{Selected, Shared, decode, encode};

proptest! {
    #[test]
    fn a_link_carries_everything(text in "\\PC*(\n\\PC*)*", name in "[a-z]{0,9}", flag: bool, replicas: u32) {
        let selected = Selected { kind: "Pod".into(), namespace: String::new(), name: name.clone() };
        let selected = Some(selected).filter(|_| flag);
        let changes = ["delete-pod shop/web-0", "unready web-1", "terminate a/b", "node-down worker-1", "node-lost c", "cordon worker-2"];
        let mut changes: Vec<Change> = changes.iter().map(|words| words.parse().expect(words)).collect();
        changes.push(format!("scale sts/shop/db={replicas}").parse().expect("a change"));
        let changes = if flag { changes } else { Vec::new() };
        let shared = Shared { text, selected, panel: Some(name), no_load_balancer: flag, changes };
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
