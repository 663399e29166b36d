//! What the person in front of the terminal is told. It all goes to standard error: standard output is for results.

use std::time::Duration;

/// A line about what happens now.
pub fn say(text: &str) {
    eprintln!("xtask: {text}");
}

/// Announces a piece of work and how long it may take.
pub fn begin(work: &str, about: &str) {
    eprintln!("\nxtask: {work} ({about})");
}

/// A duration as people say it: `0.4 s`, `17 s`, `2 min 5 s`.
pub fn spoken(time: Duration) -> String {
    let seconds = time.as_secs();
    match seconds {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        10..60 => format!("{seconds} s"),
        _ => format!("{} min {} s", seconds / 60, seconds % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_spoken_in_the_unit_that_fits() {
        let said: Vec<String> =
            [400, 17_000, 125_000].into_iter().map(|ms| spoken(Duration::from_millis(ms))).collect();
        assert_eq!(said, ["0.4 s", "17 s", "2 min 5 s"]);
    }
}
