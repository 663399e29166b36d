//! Which IP families a Service has (`initIPFamilyFields` of pkg/registry/core/service/storage/alloc.go).

use crate::api::{Service, SmolStr};
use crate::apiserver::validation::{Errors, Path, is_ipv6, parse_sloppy, quoted, service_addresses};
use crate::message;

/// The name of a family as the API writes it.
pub fn family_name(is_ipv6: bool) -> &'static str {
    if is_ipv6 { "IPv6" } else { "IPv4" }
}

/// Sets policy and families of a Service on a cluster that has `configured` families, the primary one first. With
/// errors, the Service is rejected.
pub fn set_families(service: &mut Service, configured: &[&str], errors: &mut Errors) {
    if service.spec.r#type.as_deref() == Some("ExternalName") {
        return;
    }
    // A headless Service without a selector has no Pods that would say which families it needs.
    let is_free = service.spec.cluster_ip.as_deref() == Some("None") && service.spec.selector.is_empty();
    let default_policy = if is_free { "RequireDualStack" } else { "SingleStack" };
    service.spec.ip_family_policy.get_or_insert_with(|| default_policy.into());
    service_addresses(service, errors);
    if !errors.is_empty() {
        return;
    }
    policy_fits(service, errors);
    infer_from_addresses(service, configured, errors);
    if !errors.is_empty() {
        return;
    }
    if !is_free {
        families_are_configured(service, configured, errors);
    }
    if errors.is_empty() {
        complete(service, if is_free { &["IPv4", "IPv6"] } else { configured }, configured);
    }
}

fn is_single_stack(service: &Service) -> bool {
    service.spec.ip_family_policy.as_deref() == Some("SingleStack")
}

/// Two addresses or families need a policy that allows them.
fn policy_fits(service: &Service, errors: &mut Errors) {
    if !is_single_stack(service) {
        return;
    }
    let spec = Path::new("spec");
    let path = spec.child("ipFamilyPolicy");
    let help = || message!("Set ipFamilyPolicy: PreferDualStack, or give one of them only");
    if service.spec.cluster_ips.len() == 2 {
        errors.invalid(
            path,
            message!(
                "{field} must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are \
                 specified, not {value}",
                value = quoted("SingleStack")
            ),
            help(),
        );
    }
    if service.spec.ip_families.len() == 2 {
        errors.invalid(
            path,
            message!(
                "{field} must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are \
                 specified, not {value}",
                value = quoted("SingleStack")
            ),
            help(),
        );
    }
}

/// An address says its family where `ipFamilies` does not.
fn infer_from_addresses(service: &mut Service, configured: &[&str], errors: &mut Errors) {
    let given = service.spec.ip_families.len();
    let mut inferred = Vec::new();
    for (at, value) in service.spec.cluster_ips.iter().enumerate().skip(given) {
        // Malformed addresses are reported already; `None` says nothing.
        let Some(address) = parse_sloppy(value) else { break };
        let family = family_name(is_ipv6(address));
        if configured.contains(&family) {
            inferred.push(SmolStr::from(family));
        } else {
            errors.invalid(
                Path::new("spec").child("clusterIPs").index(at),
                message!(
                    "{field} is {value}, but {family} is not configured on this cluster",
                    value = quoted(value),
                    family = family
                ),
                message!(
                    "Use an address of the cluster's own family, or give the cluster a second serviceSubnet"
                ),
            );
        }
    }
    service.spec.ip_families.extend(inferred);
}

fn families_are_configured(service: &Service, configured: &[&str], errors: &mut Errors) {
    let spec = Path::new("spec");
    if service.spec.ip_family_policy.as_deref() == Some("RequireDualStack") && configured.len() < 2 {
        errors.invalid(
            spec.child("ipFamilyPolicy"),
            message!(
                "{field} is {value}, but this cluster is not configured for dual-stack services",
                value = quoted("RequireDualStack")
            ),
            message!("Use PreferDualStack, or give the cluster a serviceSubnet of each family"),
        );
    }
    for (at, family) in service.spec.ip_families.iter().enumerate() {
        if !configured.contains(&family.as_str()) {
            errors.invalid(
                spec.child("ipFamilies").index(at),
                message!(
                    "{field} is {value}, which is not configured on this cluster",
                    value = quoted(family)
                ),
                message!("Remove it, or give the cluster a serviceSubnet of this family"),
            );
        }
    }
}

/// Adds the primary family, and the other one if the policy wants two and `possible` has them.
fn complete(service: &mut Service, possible: &[&str], configured: &[&str]) {
    let is_single_stack = is_single_stack(service);
    let families = &mut service.spec.ip_families;
    if families.is_empty() {
        families.extend(configured.first().map(|&family| family.into()));
    }
    if !is_single_stack && families.len() == 1 {
        let other = possible.iter().find(|&&family| family != families[0]);
        families.extend(other.map(|&family| family.into()));
    }
}
