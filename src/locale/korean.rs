//! Korean.

pub fn translate(_english: &str) -> Option<&'static str> {
    None
}
