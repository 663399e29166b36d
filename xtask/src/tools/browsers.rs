//! The browsers to test in. One that the person has is used as it is; on Debian a missing one is installed.

use std::env;
use std::path::PathBuf;

use super::{apt, cargo_tools, on_path};
use crate::machine::Machine;

/// Chrome or Chromium, and its driver.
pub fn chrome(machine: &mut Machine) -> Result<(), String> {
    let complete = || find_chrome().is_some() && on_path(&["chromedriver"]).is_some();
    if apt::is_debian() && env::var_os("SVCLAB_CHROME").is_none() && !complete() {
        let packages = ["chromium", "chromium-driver"];
        machine.install("Chromium", "30 s, once", || apt::install(machine, &packages))?;
    }
    machine.browsers.chrome = find_chrome().ok_or(
        "no Chrome or Chromium is found: install one, or set SVCLAB_CHROME to the path of its program",
    )?;
    machine.browsers.chromedriver = on_path(&["chromedriver"]);
    Ok(())
}

/// Firefox and its driver.
pub fn firefox(machine: &mut Machine) -> Result<(), String> {
    if env::var_os("SVCLAB_FIREFOX").is_some_and(|value| value == "0") {
        return Err("Firefox is left out: SVCLAB_FIREFOX is 0".to_owned());
    }
    if find_firefox().is_none() && apt::is_debian() {
        machine.install("Firefox", "30 s, once", || apt::install(machine, &["firefox-esr"]))?;
    }
    machine.browsers.firefox = find_firefox().ok_or("no Firefox is found: install it to test in it too")?;
    machine.browsers.geckodriver = match on_path(&["geckodriver"]) {
        Some(driver) => driver,
        None => {
            cargo_tools::geckodriver(machine)?;
            machine.cache.join("tools/bin/geckodriver")
        }
    };
    Ok(())
}

fn find_chrome() -> Option<PathBuf> {
    if let Some(path) = env::var_os("SVCLAB_CHROME") {
        return Some(PathBuf::from(path)).filter(|path| path.is_file());
    }
    let places = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];
    on_path(&["chromium", "google-chrome-stable", "google-chrome", "chromium-browser"])
        .or_else(|| places.iter().map(PathBuf::from).find(|place| place.is_file()))
}

fn find_firefox() -> Option<PathBuf> {
    let places =
        ["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"];
    on_path(&["firefox", "firefox-esr"])
        .or_else(|| places.iter().map(PathBuf::from).find(|place| place.is_file()))
}
