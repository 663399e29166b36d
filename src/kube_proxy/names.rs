//! How kube-proxy names the chains and sets of a service port.

use sha2::{Digest, Sha256};

use super::{Endpoint, Protocol, ServicePort};

/// nft's limit is 255 bytes; kube-proxy keeps room for the prefixes (`chainNameBaseLengthMax`).
const NFTABLES_BASE_MAX: usize = 240;

/// The 16 characters that tell the iptables chains of a service port apart, by its `ns/name:port` (`portProtoHash`).
pub(super) fn iptables_hash(name: &str, protocol: Protocol) -> String {
    hash(&[name, protocol.lower()], 16)
}

/// The 16 characters that tell the iptables chain of an endpoint apart (`servicePortEndpointChainName`).
pub(super) fn iptables_endpoint_hash(name: &str, protocol: Protocol, endpoint: &Endpoint<'_>) -> String {
    hash(&[name, protocol.lower(), &endpoint.text], 16)
}

/// `ns/name/protocol/port`, with which every nftables name of a service port is made.
pub(super) fn nftables_name(port: &ServicePort<'_>) -> String {
    let name = &port.service.metadata.name;
    format!("{}/{name}/{}/{}", port.namespace, port.protocol.lower(), port.port_name)
}

/// What the nftables names of a service port have in common (`servicePortChainNameBase`).
pub(super) fn nftables_base(name: &str) -> String {
    hashed_and_truncated(name.to_string())
}

/// What the nftables names of an endpoint have in common (`servicePortEndpointChainNameBase`).
pub(super) fn nftables_endpoint_base(name: &str, endpoint: &Endpoint<'_>) -> String {
    let ip = endpoint.ip().to_string().replace(':', ".");
    hashed_and_truncated(format!("{name}__{ip}/{}", endpoint.address.port()))
}

fn hashed_and_truncated(name: String) -> String {
    let base = format!("{}-{name}", hash(&[&name], 8));
    if base.len() <= NFTABLES_BASE_MAX {
        return base;
    }
    // Names are ASCII: the API server sees to that.
    let kept: String = base.chars().take(NFTABLES_BASE_MAX - 3).collect();
    kept + "..."
}

/// The first characters of the base32 form of the SHA-256 of the joined parts.
fn hash(parts: &[&str], length: usize) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let digest = parts.iter().fold(Sha256::new(), |hasher, part| hasher.chain_update(part)).finalize();
    (0..length).map(|at| ALPHABET[usize::from(five_bits(&digest, at * 5))] as char).collect()
}

/// Five bits of a byte string, from a bit position on.
fn five_bits(bytes: &[u8], from: usize) -> u8 {
    let word = u16::from_be_bytes([bytes[from / 8], bytes[from / 8 + 1]]);
    ((word >> (11 - from % 8)) & 0b1_1111) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names seen in kube-proxy's own tests and on clusters made by kubeadm.
    #[test]
    fn hashes_are_those_of_kube_proxy() {
        assert_eq!(hash(&["ns1/svc1:p80", "tcp"], 16), "XPGD46QRK7WJZT7O");
        assert_eq!(hash(&["ns1/svc1:p80", "tcp", "10.180.0.1:80"], 16), "SXIVWICOYRO3J4NJ");
        assert_eq!(hash(&["kube-system/kube-dns:dns", "udp"], 16), "TCOU7JCQXEZGVUNU");
        assert_eq!(hashed_and_truncated("ns1/svc1/tcp/p80".into()), "ULMVA6XW-ns1/svc1/tcp/p80");
    }

    #[test]
    fn long_names_are_cut() {
        let name = hashed_and_truncated("x".repeat(300));
        assert_eq!(name.len(), NFTABLES_BASE_MAX);
        assert!(name.ends_with("xxx..."));
    }
}
