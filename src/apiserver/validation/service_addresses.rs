//! Cluster IPs, families and their policy (`ValidateServiceClusterIPsRelatedFields` of
//! pkg/apis/core/validation/validation.go). The allocator asks these rules before it allocates.

use std::collections::BTreeSet;

use super::errors::{Errors, quoted};
use super::ip;
use super::path::Path;
use crate::api::{Service, SmolStr};
use crate::message;

const FAMILIES: [&str; 2] = ["IPv4", "IPv6"];
const POLICIES: [&str; 3] = ["PreferDualStack", "RequireDualStack", "SingleStack"];

/// The rules on clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy that need no cluster.
pub fn service_addresses(service: &Service, errors: &mut Errors) {
    if service.spec.r#type.as_deref() == Some("ExternalName") {
        return;
    }
    both_fields(service, errors);
    families(service, errors);
    if let Some(policy) = service.spec.ip_family_policy.as_deref()
        && !POLICIES.contains(&policy)
    {
        errors.not_supported(Path::new("spec").child("ipFamilyPolicy"), policy, &POLICIES);
    }
    // Further rules would only repeat what is wrong with an address.
    if each_address(service, errors) {
        addresses_and_families(service, errors);
    }
}

/// True for `clusterIPs: [None]` (`isHeadlessService`).
pub fn is_headless(service: &Service) -> bool {
    matches!(service.spec.cluster_ips.as_slice(), [only] if only == "None")
}

fn both_fields(service: &Service, errors: &mut Errors) {
    let spec = Path::new("spec");
    let path = spec.child("clusterIPs");
    let listed = &service.spec.cluster_ips;
    match (service.spec.cluster_ip.as_deref().unwrap_or(""), listed.first()) {
        ("", Some(_)) => errors.invalid(
            path,
            message!(
                "{field} must be empty when clusterIP is not specified, not {value}",
                value = quoted(&listed.join(", "))
            ),
            message!("Write the first of them as clusterIP too"),
        ),
        (single, Some(first)) if single != first => errors.invalid(
            path,
            message!(
                "{field} must begin with the value of clusterIP, which is {single}, not with {value}",
                value = quoted(&listed.join(", ")),
                single = quoted(single)
            ),
            message!("Give clusterIP and the first of clusterIPs the same value"),
        ),
        _ => {}
    }
}

fn families(service: &Service, errors: &mut Errors) {
    let spec = Path::new("spec");
    let path = spec.child("ipFamilies");
    let mut seen = BTreeSet::new();
    for (at, family) in service.spec.ip_families.iter().enumerate() {
        if !FAMILIES.contains(&family.as_str()) {
            errors.not_supported(path.index(at), family, &FAMILIES);
        }
        if !seen.insert(family) {
            errors.duplicate(path.index(at), quoted(family), message!("Name each family once"));
        }
    }
}

/// True if every address is one, and `None` stands alone if at all.
fn each_address(service: &Service, errors: &mut Errors) -> bool {
    let spec = Path::new("spec");
    let path = spec.child("clusterIPs");
    let listed = &service.spec.cluster_ips;
    let mut all_valid = true;
    for (at, value) in listed.iter().enumerate() {
        if at == 0 && value == "None" {
            if listed.len() > 1 {
                all_valid = false;
                errors.invalid(
                    path,
                    message!(
                        "{field} is {value}, but None must be the first and only value",
                        value = quoted(&listed.join(", "))
                    ),
                    message!("A headless Service has no address: leave None alone, or remove it"),
                );
            }
        } else {
            all_valid &= ip::address(value, path.index(at), errors).is_some();
        }
    }
    if listed.len() > 2 {
        errors.invalid(
            path,
            message!("{field} may only hold up to 2 values, not {value}", value = quoted(&listed.join(", "))),
            message!("Give one address of each family at most"),
        );
    }
    all_valid
}

fn addresses_and_families(service: &Service, errors: &mut Errors) {
    let spec = Path::new("spec");
    let path = spec.child("clusterIPs");
    let listed = &service.spec.cluster_ips;
    if listed.len() > 1 && !ip::is_dual_stack(listed.iter().map(SmolStr::as_str)) {
        errors.invalid(
            path,
            message!(
                "{field} may specify no more than one IP for each IP family, not {value}",
                value = quoted(&listed.join(", "))
            ),
            message!("Give one IPv4 and one IPv6 address at most"),
        );
    }
    if is_headless(service) {
        return;
    }
    for (at, (value, family)) in listed.iter().zip(&service.spec.ip_families).enumerate() {
        let is_ipv6 = ip::parse_sloppy(value).is_some_and(ip::is_ipv6);
        if FAMILIES.contains(&family.as_str()) && is_ipv6 != (family == "IPv6") {
            errors.invalid(
                path.index(at),
                message!(
                    "{field} must be an {family} address, as ipFamilies[{at}] says, not {value}",
                    value = quoted(value),
                    family = family,
                    at = at
                ),
                message!("Let addresses and ipFamilies name the same families in the same order"),
            );
        }
    }
}
