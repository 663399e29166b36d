//! IP addresses and CIDRs (`k8s.io/apimachinery/pkg/util/validation/ip.go`). Since 1.36 the strict rules hold
//! (`StrictIPCIDRValidation`, KEP-4858).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use super::errors::{Errors, quoted};
use super::path::Path;
use crate::message;

/// Reads an address as Go once did: an IPv4 octet may have leading zeros, and is decimal all the same
/// (`ParseIPSloppy` of k8s.io/utils/net).
pub fn parse_sloppy(value: &str) -> Option<IpAddr> {
    value.parse().ok().or_else(|| parse_zero_padded(value).map(IpAddr::V4))
}

fn parse_zero_padded(value: &str) -> Option<Ipv4Addr> {
    let mut octets = [0; 4];
    let mut parts = value.split('.');
    for octet in &mut octets {
        let part = parts.next()?;
        if part.is_empty() || !part.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let digits = part.trim_start_matches('0');
        *octet = if digits.is_empty() { 0 } else { digits.parse().ok()? };
    }
    parts.next().is_none().then(|| octets.into())
}

/// Reads a CIDR as Go once did: address and prefix length, host bits and leading zeros allowed.
pub fn parse_cidr_sloppy(value: &str) -> Option<(IpAddr, u8)> {
    let (address, length) = value.split_once('/')?;
    let address = parse_sloppy(address)?;
    if length.is_empty() || !length.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let length = length.parse::<u8>().ok()?;
    (length <= if address.is_ipv4() { 32 } else { 128 }).then_some((address, length))
}

/// True for an IPv6 address; one that holds an IPv4 address counts as IPv4, as in Go.
pub fn is_ipv6(address: IpAddr) -> bool {
    matches!(address, IpAddr::V6(v6) if v6.to_ipv4_mapped().is_none())
}

/// True if the texts are one address of each family (`IsDualStackIPStrings`).
pub fn is_dual_stack<'a>(addresses: impl Iterator<Item = &'a str>) -> bool {
    let families: Vec<bool> = addresses.filter_map(parse_sloppy).map(is_ipv6).collect();
    families.contains(&true) && families.contains(&false)
}

/// An address in a field that is older than the strict rules: any spelling of IPv6 (`IsValidIPForLegacyField`).
/// Gives the address if nothing is wrong with it.
pub fn address(value: &str, path: Path<'_>, errors: &mut Errors) -> Option<IpAddr> {
    let Some(address) = parse_sloppy(value) else {
        errors.invalid(
            path,
            message!(
                "{field} must be a valid IP address (such as 10.9.8.7 or 2001:db8::ffff), not {value}",
                value = quoted(value)
            ),
            address_help(value),
        );
        return None;
    };
    if value.parse::<IpAddr>().is_err() {
        errors.invalid(
            path,
            message!("{field} must not have leading 0s, as {value} has", value = quoted(value)),
            message!("Write {address}", address = address),
        );
        errors.suggest(&quoted(&address.to_string()));
        return None;
    }
    if let IpAddr::V6(v6) = address
        && let Some(v4) = v6.to_ipv4_mapped()
    {
        errors.invalid(
            path,
            message!("{field} must not be an IPv4-mapped IPv6 address, as {value} is", value = quoted(value)),
            message!("Write {address}", address = v4),
        );
        return None;
    }
    Some(address)
}

/// What somebody probably meant who wrote no address.
fn address_help(value: &str) -> message::Message {
    if let Some((address, _)) = parse_cidr_sloppy(value) {
        return message!("Only one address may stand here: write {address}", address = address);
    }
    if value == "None" {
        return message!("None can only stand alone, for a headless Service");
    }
    match value.rsplit_once(':') {
        Some((address, port)) if parse_sloppy(address).is_some() && port.parse::<u16>().is_ok() => {
            message!("The port goes elsewhere: write {address}", address = address)
        }
        _ => message!("Give one IPv4 or IPv6 address"),
    }
}

/// As [`address`], and an IPv6 address must be spelled as RFC 5952 says (`IsValidIP`).
pub fn canonical_address(value: &str, path: Path<'_>, errors: &mut Errors) -> Option<IpAddr> {
    let address = address(value, path, errors)?;
    if address.to_string() == value {
        return Some(address);
    }
    errors.invalid(
        path,
        message!(
            "{field} must be in canonical form ({canonical}), not {value}",
            value = quoted(value),
            canonical = quoted(&address.to_string())
        ),
        message!("Write {address}", address = address),
    );
    errors.suggest(&quoted(&address.to_string()));
    None
}

/// A CIDR in a field that is older than the strict rules (`IsValidCIDRForLegacyField`).
pub fn cidr(value: &str, path: Path<'_>, errors: &mut Errors) {
    let Some((address, length)) = parse_cidr_sloppy(value) else {
        let help = match parse_sloppy(value) {
            Some(address) => message!(
                "For this one address write {address}/{length}",
                address = address,
                length = if address.is_ipv4() { 32 } else { 128 }
            ),
            None => message!("Give an address and a prefix length, such as 10.9.8.0/24"),
        };
        errors.invalid(
            path,
            message!(
                "{field} must be a valid CIDR value (such as 10.9.8.0/24 or 2001:db8::/64), not {value}",
                value = quoted(value)
            ),
            help,
        );
        return;
    };
    let network = network(address, length);
    let (ip_text, length_text) = value.split_once('/').unwrap_or((value, ""));
    if ip_text.parse::<IpAddr>().is_err() || (length_text.len() > 1 && length_text.starts_with('0')) {
        errors.invalid(
            path,
            message!(
                "{field} must not have leading 0s in IP or prefix length, as {value} has",
                value = quoted(value)
            ),
            message!("Write {network}/{length}", network = network, length = length),
        );
    } else if matches!(address, IpAddr::V6(v6) if v6.to_ipv4_mapped().is_some()) {
        errors.invalid(
            path,
            message!(
                "{field} must not have an IPv4-mapped IPv6 address, as {value} has",
                value = quoted(value)
            ),
            message!("Write the IPv4 network, such as 10.9.8.0/24"),
        );
    } else if network != address {
        errors.invalid(
            path,
            message!(
                "{field} must not have bits set beyond the prefix length, as {value} has",
                value = quoted(value)
            ),
            message!(
                "Write {network}/{length} for the network, or {address}/{full} for the one address",
                network = network,
                length = length,
                address = address,
                full = if address.is_ipv4() { 32 } else { 128 }
            ),
        );
    }
}

/// The address with its host bits cleared.
fn network(address: IpAddr, length: u8) -> IpAddr {
    match address {
        IpAddr::V4(v4) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0);
            IpAddr::V4(Ipv4Addr::from_bits(v4.to_bits() & mask))
        }
        IpAddr::V6(v6) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0);
            IpAddr::V6(Ipv6Addr::from_bits(v6.to_bits() & mask))
        }
    }
}

/// An address that an endpoint or an external IP may be (`ValidateNonSpecialIP` of pkg/apis/core/validation): not
/// unspecified, loopback or link-local.
pub fn non_special(value: &str, path: Path<'_>, errors: &mut Errors) {
    let Some(address) = parse_sloppy(value) else {
        errors.invalid(
            path,
            message!("{field} must be a valid IP address, not {value}", value = quoted(value)),
            message!("Give one IPv4 or IPv6 address"),
        );
        return;
    };
    let help = || message!("Give an address at which others can reach the backend");
    let address = match address {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    };
    if address.is_unspecified() {
        errors.invalid(
            path,
            message!("{field} may not be unspecified, as {value} is", value = quoted(value)),
            help(),
        );
    }
    if address.is_loopback() {
        errors.invalid(
            path,
            message!(
                "{field} may not be in the loopback range (127.0.0.0/8, ::1/128), as {value} is",
                value = quoted(value)
            ),
            help(),
        );
    }
    if is_link_local_unicast(address) {
        errors.invalid(
            path,
            message!(
                "{field} may not be in the link-local range (169.254.0.0/16, fe80::/10), as {value} is",
                value = quoted(value)
            ),
            help(),
        );
    }
    if is_link_local_multicast(address) {
        errors.invalid(
            path,
            message!(
                "{field} may not be in the link-local multicast range (224.0.0.0/24, ff02::/10), as {value} is",
                value = quoted(value)
            ),
            help(),
        );
    }
}

fn is_link_local_unicast(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_link_local(),
        IpAddr::V6(v6) => v6.is_unicast_link_local(),
    }
}

/// As Go's `IsLinkLocalMulticast`: 224.0.0.0/24, and ff02 with any flags.
fn is_link_local_multicast(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.octets()[..3] == [224, 0, 0],
        IpAddr::V6(v6) => v6.octets()[0] == 0xff && v6.octets()[1] & 0x0f == 0x02,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages<T>(check: impl Fn(Path<'_>, &mut Errors) -> T) -> Vec<String> {
        let mut errors = Errors::default();
        check(Path::new("ip"), &mut errors);
        errors.into_vec().into_iter().map(|error| error.message.to_string()).collect()
    }

    #[test]
    fn addresses_are_read_strictly() {
        for good in ["10.0.0.1", "FD00:0:0:0::1", "255.255.255.255", "::"] {
            assert_eq!(messages(|path, errors| address(good, path, errors)), [""; 0], "{good}");
        }
        for (bad, said) in [
            ("10.96.004.005", "must not have leading 0s"),
            ("::ffff:10.0.0.1", "must not be an IPv4-mapped IPv6 address"),
            ("10.0.0.256", "must be a valid IP address"),
            ("10.0.0", "must be a valid IP address"),
            ("", "must be a valid IP address"),
            ("10.0.0.0/8", "must be a valid IP address"),
        ] {
            let found = messages(|path, errors| address(bad, path, errors));
            assert!(found.len() == 1 && found[0].contains(said), "{bad}: {found:?}");
        }
        let found = messages(|path, errors| canonical_address("FD00::1", path, errors));
        assert!(found[0].contains("canonical form (\"fd00::1\")"), "{found:?}");
    }

    #[test]
    fn cidrs_are_read_strictly() {
        for good in ["10.0.0.0/8", "0.0.0.0/0", "fd00::/8", "10.0.0.1/32", "::/0"] {
            assert_eq!(messages(|path, errors| cidr(good, path, errors)), [""; 0], "{good}");
        }
        for (bad, said) in [
            ("10.0.0.1/8", "bits set beyond"),
            ("10.0.0.0/08", "leading 0s"),
            ("010.0.0.0/8", "leading 0s"),
            ("::ffff:10.0.0.0/104", "IPv4-mapped"),
            ("10.0.0.0/33", "valid CIDR"),
            ("10.0.0.0", "valid CIDR"),
            ("10.0.0.0/", "valid CIDR"),
        ] {
            let found = messages(|path, errors| cidr(bad, path, errors));
            assert!(found.len() == 1 && found[0].contains(said), "{bad}: {found:?}");
        }
    }

    #[test]
    fn special_addresses_are_no_endpoints() {
        for good in ["8.8.4.4", "239.1.2.3", "ff05::1"] {
            assert_eq!(messages(|path, errors| non_special(good, path, errors)), [""; 0], "{good}");
        }
        for bad in ["0.0.0.0", "127.0.0.1", "::1", "169.254.1.1", "fe80::1", "224.0.0.251", "ff02::1", "x"] {
            assert_eq!(messages(|path, errors| non_special(bad, path, errors)).len(), 1, "{bad}");
        }
    }
}
