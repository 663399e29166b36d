//! The page: a shell around the library. It runs in a browser alone.

fn main() {}
