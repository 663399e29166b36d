//! The JavaScript interface, in a browser: `wasm-pack test --headless --chrome`.
#![cfg(target_arch = "wasm32")]

use wasm_bindgen_test::*;

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn runs() {
    assert_eq!(svclab::KUBERNETES_VERSION, "1.36");
}
