//! The cloud's load balancer: which Services get an address (k8s.io/cloud-provider/controllers/service).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use ipnet::{IpNet, Ipv4Net, Ipv6Net};

use super::addresses::Pool;
use crate::api::{LoadBalancerIngress, Service, ToSmolStr};
use crate::cluster::{Cluster, ServiceType, service_type, stable_hash};

/// Where load balancers have their addresses, by family.
const ADDRESSES: [IpNet; 2] = [
    IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::new(203, 0, 113, 128), 25)),
    IpNet::V6(Ipv6Net::new_assert(Ipv6Addr::new(0x2001, 0xdb8, 0x113, 0, 0, 0, 0, 0), 64)),
];

/// Keeps a Service until its load balancer is gone (`LoadBalancerCleanupFinalizer` of
/// k8s.io/cloud-provider/service/helpers).
const CLEANUP: &str = "service.kubernetes.io/load-balancer-cleanup";

/// Gives every Service that waits for one an address: the one it asks for, or one that its name chooses.
pub(super) fn run(cluster: &mut Cluster) {
    let mut pools = ADDRESSES.map(|net| Pool::new(net, 1));
    for service in cluster.services.values() {
        let given = service.status.load_balancer.ingress.iter().filter_map(|ingress| ingress.ip.as_deref());
        for ip in given.chain(service.spec.load_balancer_ip.as_deref()).filter_map(|ip| ip.parse().ok()) {
            pools.iter_mut().for_each(|pool| pool.reserve(ip));
        }
    }
    for (name, service) in &mut cluster.services {
        let is_ours = service_type(service) == ServiceType::LoadBalancer
            && cluster.settings.load_balancer
            && !has_foreign_class(service);
        if is_ours && !service.metadata.finalizers.iter().any(|finalizer| finalizer == CLEANUP) {
            service.metadata.finalizers.push(CLEANUP.into());
        }
        if is_ours && service.status.load_balancer.ingress.is_empty() {
            let asked: Option<IpAddr> =
                service.spec.load_balancer_ip.as_deref().and_then(|ip| ip.parse().ok());
            let is_ipv6 = service.spec.ip_families.first().is_some_and(|family| family == "IPv6");
            let pool = &mut pools[usize::from(is_ipv6)];
            let ip = asked.or_else(|| pool.allocate(stable_hash(&["Service", &name.namespace, &name.name])));
            let ingress =
                ip.map(|ip| LoadBalancerIngress { ip: Some(ip.to_smolstr()), ..Default::default() });
            service.status.load_balancer.ingress.extend(ingress);
        }
        for ingress in service.status.load_balancer.ingress.iter_mut().filter(|ingress| ingress.ip.is_some())
        {
            ingress.ip_mode.get_or_insert_with(|| "VIP".into());
        }
    }
}

fn has_foreign_class(service: &Service) -> bool {
    service.spec.load_balancer_class.as_deref().is_some_and(|class| !class.is_empty())
}
