//! Texts with a form of their own: quantities and times.

/// True for what `resource.ParseQuantity` takes: a decimal number with a unit or an exponent.
pub fn is_quantity(text: &str) -> bool {
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let end = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unsigned.len());
    let (number, unit) = unsigned.split_at(end);
    let is_number = number.bytes().any(|byte| byte.is_ascii_digit()) && number.matches('.').count() <= 1;
    is_number && is_unit(unit)
}

fn is_unit(unit: &str) -> bool {
    match unit {
        "" | "n" | "u" | "m" | "k" | "M" | "G" | "T" | "P" | "E" => true,
        "Ki" | "Mi" | "Gi" | "Ti" | "Pi" | "Ei" => true,
        _ => unit.strip_prefix(['e', 'E']).is_some_and(|exponent| exponent.parse::<i32>().is_ok()),
    }
}

/// True for a moment as RFC 3339 writes it, e.g. `2026-01-31T08:00:00Z`.
pub fn is_time(text: &str) -> bool {
    let Some((date, time)) = text.split_once('T') else { return false };
    let (clock, zone) = match time.find(['Z', '+', '-']) {
        Some(at) => time.split_at(at),
        None => return false,
    };
    let clock = match clock.split_once('.') {
        Some((clock, fraction)) if !fraction.is_empty() && fraction.bytes().all(|b| b.is_ascii_digit()) => {
            clock
        }
        Some(_) => return false,
        None => clock,
    };
    let zone_is_well_formed = match zone.strip_prefix(['+', '-']) {
        Some(offset) => numbers(offset, ':', &[(2, 0, 23), (2, 0, 59)]),
        None => zone == "Z",
    };
    numbers(date, '-', &[(4, 0, 9999), (2, 1, 12), (2, 1, 31)])
        && numbers(clock, ':', &[(2, 0, 23), (2, 0, 59), (2, 0, 59)])
        && zone_is_well_formed
}

/// True if `text` is made of numbers, each with its count of digits, its least and its greatest value.
fn numbers(text: &str, separator: char, forms: &[(usize, u32, u32)]) -> bool {
    let words: Vec<&str> = text.split(separator).collect();
    words.len() == forms.len()
        && words.iter().zip(forms).all(|(word, (digits, least, greatest))| {
            word.len() == *digits
                && word.bytes().all(|byte| byte.is_ascii_digit())
                && word.parse().is_ok_and(|number: u32| (*least..=*greatest).contains(&number))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities() {
        for text in ["1", "500m", "2Gi", "-1.5", ".5", "1.", "1e3", "1E-3", "1E", "+8M"] {
            assert!(is_quantity(text), "{text}");
        }
        for text in ["", "Gi", "1 Gi", "5 apples", "1.2.3", "1KB", "1gi", "1e", "."] {
            assert!(!is_quantity(text), "{text}");
        }
    }

    #[test]
    fn times() {
        for text in ["2026-01-31T08:00:00Z", "2026-01-31T08:00:00.123456Z", "2026-01-31T08:00:00+09:00"] {
            assert!(is_time(text), "{text}");
        }
        for text in
            ["", "2026-01-31", "2026-13-31T08:00:00Z", "2026-01-31T08:00:00", "2026-01-31T8:00:00Z", "now"]
        {
            assert!(!is_time(text), "{text}");
        }
    }
}
