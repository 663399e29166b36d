//! What a YAML 1.1 scalar means, as go-yaml v2 resolves it (`resolve.go`), and how sigs.k8s.io/yaml writes keys.

use super::Value;

/// What a scalar without quotes and without a tag means.
pub fn resolve(text: &str) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return Value::Null,
        "y" | "Y" | "yes" | "Yes" | "YES" | "true" | "True" | "TRUE" | "on" | "On" | "ON" => {
            return Value::Bool(true);
        }
        "n" | "N" | "no" | "No" | "NO" | "false" | "False" | "FALSE" | "off" | "Off" | "OFF" => {
            return Value::Bool(false);
        }
        ".nan" | ".NaN" | ".NAN" => return Value::Float(f64::NAN),
        ".inf" | ".Inf" | ".INF" | "+.inf" | "+.Inf" | "+.INF" => return Value::Float(f64::INFINITY),
        "-.inf" | "-.Inf" | "-.INF" => return Value::Float(f64::NEG_INFINITY),
        _ => {}
    }
    let number = match text.as_bytes()[0] {
        b'.' => float(text),
        b'0'..=b'9' | b'+' | b'-' => {
            let plain = text.replace('_', "");
            integer(&plain).or_else(|| float(&plain))
        }
        _ => None,
    };
    number.unwrap_or_else(|| Value::String(text.to_owned()))
}

/// True if a text without quotes means a text, and no truth value, number or nothing.
pub fn means_a_text(text: &str) -> bool {
    matches!(resolve(text), Value::String(_))
}

/// True if a text can be written without quotes, and means itself then. Of those that can, only the plain ones are
/// answered for: letters, digits, `.`, `_`, `/` and `-`.
pub fn stands_without_quotes(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '/' | '-');
    text.starts_with(|c: char| c.is_ascii_alphanumeric()) && text.chars().all(is_plain) && means_a_text(text)
}

/// The text that a scalar becomes as a key of a JSON object; none for null, which cannot be a key.
pub fn key_text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        Value::Bool(value) => Some(value.to_string()),
        Value::Int(value) => Some(value.to_string()),
        Value::Float(value) => Some(float_text(value as f32)),
        Value::Null | Value::Sequence(_) | Value::Mapping(_) => None,
    }
}

/// Go's `strconv.ParseInt` with base 0: `0x`, `0b`, `0o` and a leading zero choose the base.
fn integer(text: &str) -> Option<Value> {
    let (negative, digits) = match text.as_bytes()[0] {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let lower = digits.to_ascii_lowercase();
    let (radix, digits) = match lower.get(..2) {
        Some("0x") => (16, &lower[2..]),
        Some("0b") => (2, &lower[2..]),
        Some("0o") => (8, &lower[2..]),
        Some(_) if lower.starts_with('0') => (8, &lower[1..]),
        _ => (10, lower.as_str()),
    };
    // `from_str_radix` takes a sign, which must not stand here.
    if !digits.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let number = i128::from_str_radix(digits, radix).ok()?;
    let number = if negative { -number } else { number };
    match i64::try_from(number) {
        Ok(number) => Some(Value::Int(number)),
        Err(_) if u64::try_from(number).is_ok() => Some(Value::Float(number as f64)),
        Err(_) => None,
    }
}

/// A float of digits, at most one point and an exponent: what `yamlStyleFloat` matches.
fn float(text: &str) -> Option<Value> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.find(['e', 'E']) {
        Some(at) => (&unsigned[..at], Some(&unsigned[at + 1..])),
        None => (unsigned, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let well_formed = digits(whole)
        && digits(fraction)
        && !(whole.is_empty() && fraction.is_empty())
        && exponent.is_none_or(|text| {
            let text = text.strip_prefix(['-', '+']).unwrap_or(text);
            !text.is_empty() && digits(text)
        });
    let number = text.parse::<f64>().ok().filter(|number| number.is_finite() && well_formed)?;
    Some(Value::Float(number))
}

/// Go's `strconv.FormatFloat(value, 'g', -1, 32)`, with the names that sigs.k8s.io/yaml gives to what is no number.
fn float_text(value: f32) -> String {
    if value.is_nan() {
        return ".nan".into();
    }
    if value.is_infinite() {
        return if value > 0.0 { ".inf".into() } else { "-.inf".into() };
    }
    let scientific = format!("{value:e}");
    let exponent = scientific.split_once('e').and_then(|(_, exponent)| exponent.parse::<i32>().ok());
    match (scientific.split_once('e'), exponent) {
        (Some((mantissa, _)), Some(exponent)) if !(-4..6).contains(&exponent) => {
            let sign = if exponent < 0 { '-' } else { '+' };
            format!("{mantissa}e{sign}{:02}", exponent.abs())
        }
        _ => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_mean_what_go_yaml_makes_of_them() {
        let string = |text: &str| Value::String(text.into());
        let cases = [
            ("", Value::Null),
            ("~", Value::Null),
            ("NULL", Value::Null),
            ("nuLL", string("nuLL")),
            ("y", Value::Bool(true)),
            ("No", Value::Bool(false)),
            ("oN", string("oN")),
            ("80", Value::Int(80)),
            ("+80", Value::Int(80)),
            ("-123", Value::Int(-123)),
            ("0120", Value::Int(80)),
            ("0080", Value::Float(80.0)),
            ("0o17", Value::Int(15)),
            ("0x1F90", Value::Int(8080)),
            ("0X1f", Value::Int(31)),
            ("-0x1F", Value::Int(-31)),
            ("0b101", Value::Int(5)),
            ("0b102", string("0b102")),
            ("8_080", Value::Int(8080)),
            ("_1", string("_1")),
            ("80.0", Value::Float(80.0)),
            ("1.", Value::Float(1.0)),
            (".5", Value::Float(0.5)),
            ("1e3", Value::Float(1000.0)),
            ("12e03", Value::Float(12000.0)),
            ("1e999", string("1e999")),
            ("1e", string("1e")),
            (".", string(".")),
            ("...", string("...")),
            ("-", string("-")),
            ("--5", string("--5")),
            ("0x-5", string("0x-5")),
            ("1:30", string("1:30")),
            ("10.0.0.1", string("10.0.0.1")),
            ("2024-01-31", string("2024-01-31")),
            ("infinity", string("infinity")),
            ("9223372036854775808", Value::Float(9223372036854775808.0)),
            ("99999999999999999999999", Value::Float(1e23)),
            ("0xFFFFFFFFFFFFFFFFFF", string("0xFFFFFFFFFFFFFFFFFF")),
            (".inf", Value::Float(f64::INFINITY)),
            ("가", string("가")),
        ];
        for (text, meaning) in cases {
            assert_eq!(resolve(text), meaning, "{text}");
        }
    }

    #[test]
    fn keys_become_strings() {
        let cases = [
            ("on", "true"),
            ("8080", "8080"),
            ("0120", "80"),
            ("1.5", "1.5"),
            ("1e3", "1000"),
            ("100000.0", "100000"),
            ("1e6", "1e+06"),
            ("0.00001", "1e-05"),
            ("web", "web"),
        ];
        for (text, key) in cases {
            assert_eq!(key_text(resolve(text)).as_deref(), Some(key), "{text}");
        }
        assert_eq!(key_text(Value::Null), None);
    }
}
