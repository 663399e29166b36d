//! A range of numbers from which some are given on demand and some chosen
//! (`pkg/registry/core/service/{ipallocator,portallocator}`).

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::IpNet;

use crate::cluster::{Band, NamespacedName};

/// Numbers and the Service that has each.
#[derive(Debug, Clone)]
pub struct Range {
    first: u128,
    last: u128,
    /// The first number that is chosen automatically: those below are for people to ask for
    /// (KEP-3070, `calculateRangeOffset`).
    dynamic: u128,
    owners: BTreeMap<u128, NamespacedName>,
}

/// Why a number cannot be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// It is not in the range.
    OutOfRange,
    /// A Service has it.
    Taken(NamespacedName),
}

impl Range {
    /// The node ports from `first` to `last`. A 32nd of them, 16 to 128, is chosen last.
    pub fn of_ports((first, last): (u16, u16)) -> Self {
        let (first, last) = (u128::from(first), u128::from(last));
        Range::new(first, last, Band::Ports)
    }

    /// The addresses of a network but its own and, for IPv4, its broadcast address. A 16th of them, 16 to 256, is
    /// chosen last.
    pub fn of_addresses(net: IpNet) -> Self {
        let last = match net {
            IpNet::V4(_) => number(net.broadcast()).saturating_sub(1),
            // No network holds the very last number, so that counting never overflows.
            IpNet::V6(_) => number(net.broadcast()).min(u128::MAX - 1),
        };
        Range::new(number(net.network()).saturating_add(1), last, Band::Addresses)
    }

    fn new(first: u128, last: u128, band: Band) -> Self {
        let size = (last + 1).saturating_sub(first);
        Range { first, last, dynamic: first + band.reserved(size), owners: BTreeMap::new() }
    }

    /// First and last number.
    pub fn bounds(&self) -> (u128, u128) {
        (self.first, self.last)
    }

    /// Says whether `who` can have the number.
    pub fn check(&self, number: u128, who: &NamespacedName) -> Result<(), Refusal> {
        if !(self.first..=self.last).contains(&number) {
            return Err(Refusal::OutOfRange);
        }
        match self.owners.get(&number) {
            Some(owner) if owner != who => Err(Refusal::Taken(owner.clone())),
            _ => Ok(()),
        }
    }

    /// Gives the number to `who`.
    pub fn take(&mut self, number: u128, who: &NamespacedName) {
        self.owners.insert(number, who.clone());
    }

    /// Takes the number back if `who` has it.
    pub fn give_back(&mut self, number: u128, who: &NamespacedName) {
        if self.owners.get(&number) == Some(who) {
            self.owners.remove(&number);
        }
    }

    /// Gives `who` the first free number from the one that the hash names, at last one of those for people.
    pub fn choose(&mut self, hash: u64, who: &NamespacedName) -> Option<u128> {
        let count = (self.last + 1).checked_sub(self.dynamic).filter(|&count| count > 0)?;
        let is_full = self.owners.len() as u128 > self.last - self.first;
        if is_full {
            return None;
        }
        let start = self.dynamic + u128::from(hash) % count;
        let number = (start..=self.last)
            .chain(self.dynamic..start)
            .chain(self.first..self.dynamic)
            .find(|number| !self.owners.contains_key(number))?;
        self.take(number, who);
        Some(number)
    }
}

/// An address as a number of its family.
pub fn number(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_bits().into(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

/// A number as an address of the family.
pub fn address(number: u128, is_ipv6: bool) -> IpAddr {
    if is_ipv6 {
        IpAddr::V6(Ipv6Addr::from_bits(number))
    } else {
        // An IPv4 range holds no greater number.
        IpAddr::V4(Ipv4Addr::from_bits(number as u32))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(name: &str) -> NamespacedName {
        NamespacedName::new("shop", name)
    }

    #[test]
    fn the_lower_band_is_left_to_people() {
        let ports = Range::of_ports((30000, 32767));
        assert_eq!(ports.dynamic, 30086);
        let addresses = Range::of_addresses("10.96.0.0/12".parse().unwrap());
        assert_eq!(address(addresses.dynamic, false).to_string(), "10.96.1.1");
        assert_eq!(address(addresses.last, false).to_string(), "10.111.255.254");
        let addresses = Range::of_addresses("fd00:10:96::/112".parse().unwrap());
        assert_eq!(address(addresses.last, true).to_string(), "fd00:10:96::ffff");
    }

    #[test]
    fn a_number_is_had_once() {
        let mut range = Range::of_ports((8000, 8003));
        range.take(8001, &who("a"));
        assert_eq!(range.check(8001, &who("b")), Err(Refusal::Taken(who("a"))));
        assert_eq!(range.check(8001, &who("a")), Ok(()));
        assert_eq!(range.check(8004, &who("a")), Err(Refusal::OutOfRange));
        let chosen: Vec<_> = (0..4).map(|_| range.choose(1, &who("b"))).collect();
        assert_eq!(chosen, [Some(8002), Some(8003), Some(8000), None]);
        range.give_back(8001, &who("b"));
        assert_eq!(range.choose(0, &who("b")), None);
        range.give_back(8001, &who("a"));
        assert_eq!(range.choose(0, &who("b")), Some(8001));
    }

    #[test]
    fn tiny_ranges_do_not_overflow() {
        for net in ["10.0.0.0/32", "10.0.0.0/31", "255.255.255.255/32", "::/0", "::ffff/128"] {
            let mut range = Range::of_addresses(net.parse().unwrap());
            range.choose(7, &who("a"));
        }
    }
}
