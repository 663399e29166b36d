//! The page: a shell around the library. It runs in a browser alone.

#[cfg(target_arch = "wasm32")]
mod attempt;
#[cfg(target_arch = "wasm32")]
mod cluster_form;
#[cfg(target_arch = "wasm32")]
mod dig_question;
#[cfg(target_arch = "wasm32")]
mod files;
#[cfg(target_arch = "wasm32")]
mod find;
#[cfg(target_arch = "wasm32")]
mod last_good;
#[cfg(target_arch = "wasm32")]
mod lessons;
#[cfg(target_arch = "wasm32")]
mod path_question;
#[cfg(target_arch = "wasm32")]
mod repaint;
#[cfg(target_arch = "wasm32")]
mod rule_rows;
#[cfg(target_arch = "wasm32")]
mod share_forms;
#[cfg(target_arch = "wasm32")]
mod targets;
#[cfg(target_arch = "wasm32")]
mod templates;
#[cfg(target_arch = "wasm32")]
mod ui;
#[cfg(target_arch = "wasm32")]
mod what_if;

#[cfg(target_arch = "wasm32")]
fn main() {
    ui::run();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("svclab-app runs in a browser: use `cargo xtask serve`");
    std::process::exit(2);
}
