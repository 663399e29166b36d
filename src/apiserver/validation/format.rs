//! The forms of names (`k8s.io/apimachinery/pkg/util/validation/validation.go`). Each fault is one error, as there.

use super::errors::{Errors, quoted};
use super::ip::parse_sloppy;
use super::path::Path;
use crate::message;
use crate::message::Message;

const LABEL_MAX: usize = 63;
const SUBDOMAIN_MAX: usize = 253;
const PORT_NAME_MAX: usize = 15;

/// True for lower-case letters, digits and `-`, starting and ending with a letter or digit (RFC 1123), not too long.
pub fn is_dns_label(value: &str) -> bool {
    value.len() <= LABEL_MAX && has_label_form(value)
}

/// A DNS label (`IsDNS1123Label`).
pub fn dns_label(value: &str, path: Path<'_>, errors: &mut Errors) {
    length(value, LABEL_MAX, path, errors);
    if !has_label_form(value) {
        errors.invalid(
            path,
            message!(
                "{field} must consist of lower-case letters, digits and '-', and start and end with a letter \
                 or digit, so {value} is not allowed",
                value = quoted(value)
            ),
            name_help(value, &label_like(value)),
        );
        suggest(&label_like(value), errors);
    }
}

/// DNS labels between dots (`IsDNS1123Subdomain`); a single one may be longer than 63 characters.
pub fn dns_subdomain(value: &str, path: Path<'_>, errors: &mut Errors) {
    length(value, SUBDOMAIN_MAX, path, errors);
    if !has_subdomain_form(value) {
        errors.invalid(
            path,
            message!(
                "{field} must consist of lower-case letters, digits, '-' and '.', and every part between \
                 dots must start and end with a letter or digit, so {value} is not allowed",
                value = quoted(value)
            ),
            name_help(value, &subdomain_like(value)),
        );
        suggest(&subdomain_like(value), errors);
    }
}

/// As [`dns_subdomain`], and a label may hold underscores (`IsDNS1123SubdomainWithUnderscore`).
pub fn dns_subdomain_with_underscore(value: &str, path: Path<'_>, errors: &mut Errors) {
    length(value, SUBDOMAIN_MAX, path, errors);
    if !has_subdomain_form(&value.replace('_', "a")) {
        errors.invalid(
            path,
            message!(
                "{field} must consist of lower-case letters, digits, '-', '_' and '.', and every part \
                 between dots must start and end with a letter, a digit or '_', so {value} is not allowed",
                value = quoted(value)
            ),
            message!("Give a domain such as shop.svc.cluster.local"),
        );
    }
}

/// A DNS name of at least two labels; a dot may end it (`IsFullyQualifiedDomainName`). At most one error.
pub fn fully_qualified_domain_name(value: &str, path: Path<'_>, errors: &mut Errors) {
    let name = value.strip_suffix('.').unwrap_or(value);
    if value.is_empty() {
        errors.required(path, message!("Give a DNS name such as db.example.com"));
    } else if name.len() > SUBDOMAIN_MAX || !name.split('.').all(is_dns_label) {
        errors.invalid(
            path,
            message!(
                "{field} must be a DNS name of lower-case letters, digits, '-' and '.', each part at most 63 \
                 characters long, not {value}",
                value = quoted(value)
            ),
            name_help(value, &subdomain_like(name)),
        );
    } else if !name.contains('.') {
        errors.invalid(
            path,
            message!(
                "{field} should be a domain with at least two segments separated by dots, not {value}",
                value = quoted(value)
            ),
            message!("Write the whole name, such as {name}.example.com", name = name),
        );
    }
}

/// A name with an optional DNS prefix, such as a label's key (`IsQualifiedName`).
pub fn qualified_name(value: &str, path: Path<'_>, errors: &mut Errors) {
    let (prefix, name) = match value.split_once('/') {
        None => (None, value),
        Some((prefix, name)) if !name.contains('/') => (Some(prefix), name),
        Some(_) => {
            errors.invalid(
                path,
                message!(
                    "{field} must be a name with an optional DNS prefix and one '/', not {value}",
                    value = quoted(value)
                ),
                message!("Write it like app.kubernetes.io/name, with one '/' at most"),
            );
            return;
        }
    };
    match prefix {
        Some("") => errors.invalid(
            path,
            message!(
                "{field} holds {value}, whose prefix before '/' must be non-empty",
                value = quoted(value)
            ),
            message!("Remove the '/', or put a DNS name before it"),
        ),
        Some(prefix) => dns_subdomain(prefix, path, errors),
        None => {}
    }
    if name.is_empty() {
        errors.invalid(
            path,
            message!("{field} holds {value}, whose name must be non-empty", value = quoted(value)),
            message!("Give a name of letters and digits"),
        );
    } else {
        length(name, LABEL_MAX, path, errors);
    }
    if !has_name_form(name) {
        errors.invalid(
            path,
            message!(
                "{field} holds {value}, but a name must consist of letters, digits, '-', '_' and '.', and \
                 start and end with a letter or digit",
                value = quoted(value)
            ),
            message!("Use a name such as app or app.kubernetes.io/name"),
        );
    }
}

/// A label's value (`IsValidLabelValue`).
pub fn label_value(value: &str, path: Path<'_>, errors: &mut Errors) {
    length(value, LABEL_MAX, path, errors);
    if !value.is_empty() && !has_name_form(value) {
        errors.invalid(
            path,
            message!(
                "{field} holds {value}, but a label's value must be empty, or consist of letters, digits, \
                 '-', '_' and '.', and start and end with a letter or digit",
                value = quoted(value)
            ),
            message!("Take out the other characters, or use an annotation, which may hold any text"),
        );
    }
}

/// The number of a port (`IsValidPortNum`).
pub fn port_number(value: i32, path: Path<'_>, errors: &mut Errors) {
    if !(1..=65535).contains(&value) {
        errors.invalid(
            path,
            message!("{field} must be between 1 and 65535, inclusive, not {value}", value = value),
            message!("Give a port number from 1 to 65535"),
        );
    }
}

/// The name of a port where a number may stand too: a number in quotes was meant without them.
pub fn port_number_or_name(name: &str, path: Path<'_>, errors: &mut Errors) {
    port_name(name, path, errors);
    if name.parse::<u16>().is_ok_and(|number| number > 0 && name == number.to_string()) {
        errors.suggest(name);
    }
}

/// The name of a container's port (`IsValidPortName`).
pub fn port_name(value: &str, path: Path<'_>, errors: &mut Errors) {
    length(value, PORT_NAME_MAX, path, errors);
    if value.is_empty() || !value.bytes().all(|byte| is_lower(byte) || byte == b'-') {
        errors.invalid(
            path,
            message!(
                "{field} must consist of lower-case letters, digits and '-', so {value} is not allowed",
                value = quoted(value)
            ),
            name_help(value, &label_like(value)),
        );
        suggest(&label_like(value), errors);
    }
    if !value.bytes().any(|byte| byte.is_ascii_lowercase()) {
        let help = match value.parse::<u16>() {
            Ok(_) => message!("In quotes it is a name: write {value} without quotes", value = value),
            Err(_) => message!("Use a name such as http"),
        };
        errors.invalid(
            path,
            message!(
                "{field} must contain at least one letter (a-z), so {value} is not allowed",
                value = quoted(value)
            ),
            help,
        );
        if value.parse::<u16>().is_ok() {
            errors.suggest(value);
        }
    }
    if value.contains("--") {
        errors.invalid(
            path,
            message!(
                "{field} must not contain consecutive hyphens, so {value} is not allowed",
                value = quoted(value)
            ),
            message!("Write one '-' at a time"),
        );
    }
    if value.starts_with('-') || value.ends_with('-') {
        errors.invalid(
            path,
            message!(
                "{field} must not begin or end with a hyphen, so {value} is not allowed",
                value = quoted(value)
            ),
            name_help(value, value.trim_matches('-')),
        );
        suggest(value.trim_matches('-'), errors);
    }
}

fn length(value: &str, limit: usize, path: Path<'_>, errors: &mut Errors) {
    if value.len() > limit {
        errors.invalid(
            path,
            message!(
                "{field} must be no more than {limit} bytes, and {value} has {length}",
                limit = limit,
                value = quoted(value),
                length = value.len()
            ),
            message!("Shorten it by {surplus}", surplus = value.len() - limit),
        );
    }
}

fn is_lower(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit()
}

fn has_label_form(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.first().is_some_and(|&byte| is_lower(byte))
        && bytes.last().is_some_and(|&byte| is_lower(byte))
        && bytes.iter().all(|&byte| is_lower(byte) || byte == b'-')
}

fn has_subdomain_form(value: &str) -> bool {
    value.split('.').all(has_label_form)
}

fn has_name_form(value: &str) -> bool {
    let bytes = value.as_bytes();
    bytes.first().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.last().is_some_and(u8::is_ascii_alphanumeric)
        && bytes.iter().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'))
}

/// The label nearest to a text: `My_App` becomes `my-app`. Empty if nothing is left.
fn label_like(value: &str) -> String {
    let kept: String =
        value.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    kept.trim_matches('-').to_owned()
}

fn subdomain_like(value: &str) -> String {
    value.split('.').map(label_like).filter(|label| !label.is_empty()).collect::<Vec<_>>().join(".")
}

/// What to write instead of a name, or what somebody probably meant who wrote no name.
fn name_help(value: &str, better: &str) -> Message {
    if let Some((_, rest)) = value.split_once("://") {
        let host = rest.split(['/', ':']).next().unwrap_or(rest);
        return message!("Write the name alone: {host}", host = host);
    }
    if parse_sloppy(value).is_some() {
        return message!("Give a name: an address cannot stand here");
    }
    if value.contains('*') {
        return message!("Give one name: a wildcard cannot stand here");
    }
    match better {
        "" => message!("Use lower-case letters and digits"),
        better => message!("Write {better}", better = better),
    }
}

/// Proposes a name, unless the one that was written is far from one.
fn suggest(better: &str, errors: &mut Errors) {
    if better.bytes().any(|byte| byte.is_ascii_lowercase()) && better.len() <= LABEL_MAX {
        errors.suggest(better);
    }
}
