//! The settings documents: how kubeadm and kube-proxy were told to set the cluster up
//! (`cmd/kubeadm/app/apis/kubeadm/validation`, `pkg/proxy/apis/config/validation`).

use ipnet::IpNet;

use super::validation::{Errors, Path, is_ipv6, parse_sloppy, quoted};
use super::warnings::Warnings;
use crate::api::SmolStr;
use crate::api::{ClusterConfiguration, ExtraArgs, KubeProxyConfiguration};
use crate::cluster::{ProxyMode, Settings};
use crate::message;

/// Applies kubeadm's settings. A malformed value is reported and leaves what was.
pub fn cluster_configuration(document: &ClusterConfiguration, settings: &mut Settings, errors: &mut Errors) {
    let networking = Path::new("networking");
    if let Some(text) = given(&document.networking.pod_subnet)
        && let Some(subnets) = subnets(text, networking.child("podSubnet"), errors)
    {
        settings.proxy.cluster_cidrs.clone_from(&subnets);
        settings.pod_subnets = subnets;
    }
    if let Some(text) = given(&document.networking.service_subnet)
        && let Some(subnets) = subnets(text, networking.child("serviceSubnet"), errors)
    {
        settings.service_subnets = subnets;
    }
    if let Some(text) = given(&document.networking.dns_domain) {
        let before = errors.len();
        let domain = text.trim_end_matches('.');
        super::validation::dns_subdomain(domain, networking.child("dnsDomain"), errors);
        if errors.len() == before {
            settings.dns_domain = domain.to_owned();
        }
    }
    node_port_range(document, settings, errors);
}

/// Applies kube-proxy's settings. A malformed value is reported and leaves what was.
pub fn kube_proxy_configuration(
    document: &KubeProxyConfiguration,
    settings: &mut Settings,
    errors: &mut Errors,
    warnings: &mut Warnings,
) {
    match document.mode.as_deref().unwrap_or("") {
        "" | "iptables" => settings.proxy.mode = ProxyMode::Iptables,
        "nftables" => settings.proxy.mode = ProxyMode::Nftables,
        "ipvs" => warnings.add(
            Path::new("mode"),
            "proxy-mode-not-simulated",
            message!("The kube-proxy mode ipvs is not simulated, iptables stands in for it"),
            message!("Use nftables: ipvs is deprecated since Kubernetes 1.35"),
        ),
        unknown => errors.not_supported(Path::new("mode"), unknown, &["iptables", "nftables"]),
    }
    if let Some(text) = given(&document.cluster_cidr)
        && let Some(subnets) = subnets(text, Path::new("clusterCIDR"), errors)
    {
        settings.proxy.cluster_cidrs = subnets;
    }
    if node_port_addresses(&document.node_port_addresses, errors) {
        settings.proxy.node_port_addresses.clone_from(&document.node_port_addresses);
    }
    // Each mode has settings of its own (pkg/proxy/apis/config/v1alpha1/conversion.go).
    let masquerade_all = match settings.proxy.mode {
        ProxyMode::Iptables => document.iptables.masquerade_all,
        ProxyMode::Nftables => document.nftables.masquerade_all,
    };
    settings.proxy.masquerade_all = masquerade_all.unwrap_or(false);
    settings.proxy.localhost_node_ports = document.iptables.localhost_node_ports.unwrap_or(true);
}

fn given(text: &Option<SmolStr>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// One CIDR, or one of each family; none if something is wrong with them.
fn subnets(text: &str, path: Path<'_>, errors: &mut Errors) -> Option<Vec<IpNet>> {
    let parsed: Result<Vec<IpNet>, &str> =
        text.split(',').map(|cidr| cidr.trim().parse().map_err(|_| cidr.trim())).collect();
    match parsed {
        Err(wrong) => {
            errors.invalid(
                path,
                message!("{field} holds {value}, which is no subnet", value = quoted(wrong)),
                message!("Give a CIDR such as 10.96.0.0/12, or one of each family with a comma between"),
            );
            None
        }
        Ok(nets)
            if nets.len() > 2
                || (nets.len() == 2 && nets[0].addr().is_ipv6() == nets[1].addr().is_ipv6()) =>
        {
            errors.invalid(
                path,
                message!(
                    "{field} must be one CIDR, or one of each IP family for dual-stack networking, not {value}",
                    value = quoted(text)
                ),
                message!("Give one IPv4 and one IPv6 CIDR at most"),
            );
            None
        }
        Ok(nets) => Some(nets.iter().map(IpNet::trunc).collect()),
    }
}

/// `service-node-port-range` of the API server: `8000-9000`, or `8000+1000`.
fn node_port_range(document: &ClusterConfiguration, settings: &mut Settings, errors: &mut Errors) {
    let api_server = Path::new("apiServer");
    let args = api_server.child("extraArgs");
    const NAME: &str = "service-node-port-range";
    let (text, path) = match &document.api_server.extra_args {
        ExtraArgs::Map(map) => (map.get(NAME), args.child(NAME)),
        ExtraArgs::List(list) => {
            let Some(at) = list.iter().rposition(|arg| arg.name == NAME) else { return };
            return set_node_port_range(&list[at].value, settings, args.index(at).child("value"), errors);
        }
    };
    if let Some(text) = text {
        set_node_port_range(text, settings, path, errors);
    }
}

fn set_node_port_range(text: &str, settings: &mut Settings, path: Path<'_>, errors: &mut Errors) {
    match port_range(text.trim()) {
        Some((first, last)) => settings.node_ports = (first, last),
        None => errors.invalid(
            path,
            message!("{field} must be a port range, not {value}", value = quoted(text)),
            message!("Give the first and the last port, such as 30000-32767"),
        ),
    }
}

fn port_range(text: &str) -> Option<(u16, u16)> {
    let (first, last) = if let Some((first, count)) = text.split_once('+') {
        let first: u16 = first.trim().parse().ok()?;
        (first, first.checked_add(count.trim().parse().ok()?)?)
    } else if let Some((first, last)) = text.split_once('-') {
        (first.trim().parse().ok()?, last.trim().parse().ok()?)
    } else {
        let only = text.parse().ok()?;
        (only, only)
    };
    (0 < first && first <= last).then_some((first, last))
}

/// True if they are CIDRs, or `primary` alone (`validateKubeProxyNodePortAddress`).
fn node_port_addresses(addresses: &[SmolStr], errors: &mut Errors) -> bool {
    let before = errors.len();
    let path = Path::new("nodePortAddresses");
    for (at, address) in addresses.iter().enumerate() {
        let is_cidr = address.split_once('/').is_some_and(|(ip, length)| {
            let most = parse_sloppy(ip).map(|ip| if is_ipv6(ip) { 128 } else { 32 });
            length.parse::<u8>().ok().zip(most).is_some_and(|(length, most)| length <= most)
        });
        if address == "primary" && addresses.len() > 1 {
            errors.invalid(
                path.index(at),
                message!("{field} is {value}, which cannot stand beside others", value = quoted(address)),
                message!("Leave primary alone, or name CIDRs only"),
            );
        } else if address != "primary" && !is_cidr {
            errors.invalid(
                path.index(at),
                message!("{field} must be a valid CIDR, not {value}", value = quoted(address)),
                message!("Give a CIDR such as 192.168.0.0/16, or primary"),
            );
        }
    }
    errors.len() == before
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn port_ranges() {
        assert_eq!(port_range("8000-9000"), Some((8000, 9000)));
        assert_eq!(port_range("8000+100"), Some((8000, 8100)));
        assert_eq!(port_range("30080"), Some((30080, 30080)));
        for wrong in ["", "9000-8000", "0-10", "70000-70001", "a-b", "65535+1"] {
            assert_eq!(port_range(wrong), None, "{wrong}");
        }
    }
}
