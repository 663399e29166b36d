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
    fn below_compares_whole_labels() {
        assert!(is_below("cluster.local.", "web.Cluster.LOCAL."));
        assert!(is_below("cluster.local.", "cluster.local."));
        assert!(!is_below("cluster.local.", "mycluster.local."));
        assert!(!is_below("cluster.local.", "local."));
    }
}
