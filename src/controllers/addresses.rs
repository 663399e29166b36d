//! Addresses by hash with probing: an edit moves nobody else, unless two want the same one.

use std::collections::BTreeSet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

/// A range of addresses of which some are taken.
#[derive(Debug)]
pub(super) struct Pool {
    net: IpNet,
    /// First and last number that is given out, counted from the range's own address.
    numbers: (u64, u64),
    taken: BTreeSet<u64>,
}

impl Pool {
    /// The addresses of `net` from number `first` on. The last one of an IPv4 range is its broadcast address; of an
    /// IPv6 range the first 65534 are used, so that addresses stay readable.
    pub(super) fn new(net: IpNet, first: u64) -> Self {
        let bits = net.max_prefix_len() - net.prefix_len();
        let size = 1u64 << bits.min(16);
        let last =
            if bits > 16 && net.addr().is_ipv4() { (1u64 << bits) - 2 } else { size.saturating_sub(2) };
        Pool { net, numbers: (first, last), taken: BTreeSet::new() }
    }

    /// Keeps an address from being given out. Does nothing if it is not in the range.
    pub(super) fn reserve(&mut self, address: IpAddr) {
        if self.net.contains(&address) {
            let number = bits_of(address) - bits_of(self.net.network());
            if let Ok(number) = u64::try_from(number) {
                self.taken.insert(number);
            }
        }
    }

    /// The first free address from the one that a hash names; none if all are taken.
    pub(super) fn allocate(&mut self, hash: u64) -> Option<IpAddr> {
        let (first, last) = self.numbers;
        let count = last.checked_sub(first)? + 1;
        let start = first + hash % count;
        let number = (start..=last).chain(first..start).find(|number| !self.taken.contains(number))?;
        self.taken.insert(number);
        Some(address(self.net.network(), u128::from(number)))
    }
}

/// The blocks of a prefix length that a subnet is cut into, of which some are taken.
#[derive(Debug)]
pub(super) struct Blocks {
    subnet: IpNet,
    prefix: u8,
    taken: BTreeSet<u64>,
}

impl Blocks {
    /// The blocks of a subnet. A subnet that is smaller than a block is one block.
    pub(super) fn new(subnet: IpNet, prefix: u8) -> Self {
        Blocks { subnet, prefix: prefix.max(subnet.prefix_len()), taken: BTreeSet::new() }
    }

    /// Keeps the blocks that overlap a net from being given out.
    pub(super) fn reserve(&mut self, net: IpNet) {
        if self.subnet.contains(&net.network()) {
            let shift = u32::from(self.subnet.max_prefix_len() - self.prefix);
            let offset = (bits_of(net.network()) - bits_of(self.subnet.network())).checked_shr(shift);
            self.taken.extend(offset.and_then(|offset| u64::try_from(offset).ok()));
        }
    }

    /// The first free block from the given one on; none if all are taken.
    pub(super) fn allocate(&mut self, start: u64) -> Option<IpNet> {
        let count = 1u64 << u32::from(self.prefix - self.subnet.prefix_len()).min(32);
        let start = start % count;
        let block = (start..count).chain(0..start).find(|block| !self.taken.contains(block))?;
        self.taken.insert(block);
        let shift = u32::from(self.subnet.max_prefix_len() - self.prefix);
        let offset = u128::from(block).checked_shl(shift).unwrap_or(0);
        IpNet::new(address(self.subnet.network(), offset), self.prefix).ok()
    }
}

fn bits_of(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => u128::from(u32::from(v4)),
        IpAddr::V6(v6) => u128::from(v6),
    }
}

fn address(base: IpAddr, offset: u128) -> IpAddr {
    match base {
        IpAddr::V4(v4) => IpAddr::V4(Ipv4Addr::from(u32::from(v4).wrapping_add(offset as u32))),
        IpAddr::V6(v6) => IpAddr::V6(Ipv6Addr::from(u128::from(v6).wrapping_add(offset))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net(text: &str) -> IpNet {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_free_address_is_taken_and_a_full_range_gives_none() {
        let mut pool = Pool::new(net("10.0.0.0/29"), 2);
        pool.reserve("10.0.0.3".parse().unwrap());
        let given: Vec<String> = (0..5).filter_map(|_| Some(pool.allocate(1)?.to_string())).collect();
        assert_eq!(given, ["10.0.0.4", "10.0.0.5", "10.0.0.6", "10.0.0.2"]);
        let mut pool = Pool::new(net("fd00::/64"), 2);
        assert_eq!(pool.allocate(3).unwrap().to_string(), "fd00::5");
    }

    #[test]
    fn blocks_are_cut_from_the_subnet() {
        let mut blocks = Blocks::new(net("20.96.0.0/12"), 24);
        blocks.reserve(net("20.96.1.0/24"));
        let given: Vec<String> = (0..2).filter_map(|_| Some(blocks.allocate(0)?.to_string())).collect();
        assert_eq!(given, ["20.96.0.0/24", "20.96.2.0/24"]);
        assert_eq!(Blocks::new(net("10.0.0.0/28"), 24).allocate(7), Some(net("10.0.0.0/28")));
    }
}
