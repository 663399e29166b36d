//! Amounts such as `500m` or `2Gi` (`k8s.io/apimachinery/pkg/api/resource`), as far as they are compared.

/// An amount in billionths; what is larger than can be said counts as the largest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i128);

const BILLION: i128 = 1_000_000_000;

impl Quantity {
    /// Nothing at all.
    pub const ZERO: Quantity = Quantity(0);

    /// Reads an amount that decoding has found well formed; none if it is not.
    pub fn parse(text: &str) -> Option<Self> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let end = unsigned.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(unsigned.len());
        let (number, unit) = unsigned.split_at(end);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        // More digits than these are below a billionth of anything.
        let fraction = fraction.get(..18).unwrap_or(fraction);
        let digits = format!("{whole}{fraction}");
        let digits = digits.trim_start_matches('0');
        let mantissa: i128 = if digits.is_empty() { 0 } else { digits.parse().unwrap_or(i128::MAX) };
        let scaled = match unit.strip_suffix('i') {
            Some(binary) => {
                let power = ["K", "M", "G", "T", "P", "E"].iter().position(|&known| known == binary)? as u32;
                mantissa.saturating_mul(1 << (10 * (power + 1))).saturating_mul(BILLION)
            }
            None => times_ten(mantissa, exponent(unit)?.saturating_add(9)),
        };
        let exact = times_ten(scaled, -i32::try_from(fraction.len()).ok()?);
        Some(Quantity(sign * exact))
    }

    /// True if it is a whole number.
    pub fn is_whole(self) -> bool {
        self.0 % BILLION == 0
    }
}

fn exponent(unit: &str) -> Option<i32> {
    let units = [
        ("n", -9),
        ("u", -6),
        ("m", -3),
        ("", 0),
        ("k", 3),
        ("M", 6),
        ("G", 9),
        ("T", 12),
        ("P", 15),
        ("E", 18),
    ];
    match units.iter().find(|(known, _)| *known == unit) {
        Some((_, exponent)) => Some(*exponent),
        None => unit.strip_prefix(['e', 'E'])?.parse().ok(),
    }
}

/// Rounded away from nothing, as the API machinery rounds.
fn times_ten(number: i128, exponent: i32) -> i128 {
    let power = 10_i128.checked_pow(exponent.unsigned_abs()).unwrap_or(i128::MAX);
    if exponent >= 0 {
        number.saturating_mul(power)
    } else {
        number / power + i128::from(number % power != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_compared_whatever_their_unit() {
        let rising = [
            "-1", "0", "1n", "0.5m", "1m", "100m", ".5", "1", "1.5", "2", "1e1", "1k", "1Ki", "1M", "1Mi",
            "1.5Gi", "2G", "1E", "1Ei", "1e30",
        ];
        let read: Vec<Quantity> =
            rising.iter().map(|text| Quantity::parse(text).expect("an amount")).collect();
        assert!(read.is_sorted_by(|a, b| a < b), "{read:?}");
        for (one, other) in
            [("1000m", "1"), ("1.0", "1"), ("1024Mi", "1Gi"), ("1E3", "1k"), ("0", "-0"), ("9e999", "8e999")]
        {
            assert_eq!(Quantity::parse(one), Quantity::parse(other), "{one} {other}");
        }
        assert!(Quantity::parse("2k").is_some_and(Quantity::is_whole));
        assert!(!Quantity::parse("1500m").is_some_and(Quantity::is_whole));
        assert_eq!(Quantity::parse("1Xi"), None);
    }
}
