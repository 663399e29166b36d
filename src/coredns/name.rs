//! Domain names as text. An absolute name ends in a dot.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The reverse zone of IPv4.
pub(super) const IN_ADDR: &str = "in-addr.arpa.";
/// The reverse zone of IPv6.
pub(super) const IP6: &str = "ip6.arpa.";

/// The name with a dot at its end.
pub(super) fn absolute(name: &str) -> Cow<'_, str> {
    if name.ends_with('.') { Cow::Borrowed(name) } else { Cow::Owned(format!("{name}.")) }
}

/// The labels of an absolute or relative name, the first one first.
pub(super) fn labels(name: &str) -> impl DoubleEndedIterator<Item = &str> {
    name.split('.').filter(|label| !label.is_empty())
}

/// True if an absolute name is `parent` or below it; the case of letters does not count.
pub(super) fn is_below(parent: &str, name: &str) -> bool {
    let Some(cut) = name.len().checked_sub(parent.len()) else { return false };
    name.is_char_boundary(cut)
        && name[cut..].eq_ignore_ascii_case(parent)
        && (cut == 0 || name.as_bytes()[cut - 1] == b'.')
}

/// The address that a reverse name stands for (`ExtractAddressFromReverse` of plugin/pkg/dnsutil/reverse.go). The
/// name is in lower case. As there, labels before the 32 of an IPv6 address are ignored if they make no group.
pub(super) fn address_of_reverse(name: &str) -> Option<IpAddr> {
    if let Some(reversed) = name.strip_suffix(&IN_ADDR).and_then(|name| name.strip_suffix('.')) {
        let octets: Vec<&str> = reversed.split('.').rev().collect();
        let ip: Ipv4Addr = octets.join(".").parse().ok()?;
        return Some(IpAddr::V4(ip));
    }
    let reversed = name.strip_suffix(&IP6)?.strip_suffix('.')?;
    let nibbles: Vec<&str> = reversed.split('.').rev().collect();
    let groups: Vec<String> = nibbles.chunks_exact(4).map(|group| group.concat()).collect();
    let ip: Ipv6Addr = groups.join(":").parse().ok()?;
    Some(IpAddr::V6(ip).to_canonical())
}

/// The name under which the PTR records of an address stand.
pub(super) fn reverse_of_address(ip: IpAddr) -> String {
    match ip {
        IpAddr::V4(ip) => {
            let [a, b, c, d] = ip.octets();
            format!("{d}.{c}.{b}.{a}.{IN_ADDR}")
        }
        IpAddr::V6(ip) => {
            let mut name = String::with_capacity(64 + IP6.len());
            for octet in ip.octets().iter().rev() {
                for nibble in [octet & 0xf, octet >> 4] {
                    name.extend(char::from_digit(u32::from(nibble), 16));
                    name.push('.');
                }
            }
            name + IP6
        }
    }
}

/// Adds `20.100.1.5` as `20-100-1-5`. A label must not end in a dash, so a final `::` is followed by a zero.
pub(super) fn push_dashed(address: &str, out: &mut String) {
    out.extend(address.chars().map(|letter| if matches!(letter, '.' | ':') { '-' } else { letter }));
    if out.ends_with('-') {
        out.push('0');
    }
}

/// True if the label is an address with dashes, whatever the case of letters.
pub(super) fn matches_dashed(address: &str, label: &str) -> bool {
    let label = if address.ends_with(':') { label.strip_suffix('0') } else { Some(label) };
    let same = |(of_address, of_label): (u8, u8)| match of_address {
        b'.' | b':' => of_label == b'-',
        _ => of_address.eq_ignore_ascii_case(&of_label),
    };
    label.is_some_and(|label| label.len() == address.len() && address.bytes().zip(label.bytes()).all(same))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reverse_names_and_addresses_are_inverse() {
        for address in ["10.96.0.1", "0.0.0.0", "fd00:96::a", "2001:db8:7:8:9:a::", "::1"] {
            let ip: IpAddr = address.parse().expect("an address");
            assert_eq!(address_of_reverse(&reverse_of_address(ip)), Some(ip), "{address}");
        }
        for name in
            ["in-addr.arpa.", "1.2.3.in-addr.arpa.", "256.1.2.3.in-addr.arpa.", "1.ip6.arpa.", "example.com."]
        {
            assert_eq!(address_of_reverse(name), None, "{name}");
        }
    }

    #[test]
    fn a_label_with_dashes_is_an_address() {
        for (address, label) in [("20.100.1.5", "20-100-1-5"), ("fd00::A", "fd00--A"), ("fd00::", "fd00--0")]
        {
            let mut out = String::new();
            push_dashed(address, &mut out);
            assert_eq!(out, label);
            assert!(matches_dashed(address, &label.to_ascii_lowercase()), "{address}");
        }
        for (address, label) in
            [("20.100.1.5", "20-100-1-55"), ("20.100.1.5", "20.100.1.5"), ("fd00::", "fd00--")]
        {
            assert!(!matches_dashed(address, label), "{address} {label}");
        }
    }

    #[test]
    fn below_compares_whole_labels() {
        assert!(is_below("cluster.local.", "web.Cluster.LOCAL."));
        assert!(is_below("cluster.local.", "cluster.local."));
        assert!(!is_below("cluster.local.", "mycluster.local."));
        assert!(!is_below("cluster.local.", "local."));
    }
}
