//! What the form's fields may say.

use ipnet::IpNet;
use svclab::message;
use svclab::message::Message;

use super::{ClusterForm, Place, Wrong};

/// A form without mistakes.
pub struct Checked {
    pub workers: usize,
    pub zones: usize,
    pub pod_subnets: Vec<IpNet>,
    pub service_subnets: Vec<IpNet>,
}

/// More would be no picture any more.
const MOST_NODES: usize = 100;

/// Reads the fields; what is wrong with them if they cannot be read.
pub fn check(form: &ClusterForm) -> Result<Checked, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let workers = number(&form.workers, 1, MOST_NODES).unwrap_or_else(|message| {
        wrong.push((Place::Workers, message));
        1
    });
    let zones = number(&form.zones, 0, workers.max(1)).unwrap_or_else(|message| {
        wrong.push((Place::Zones, message));
        0
    });
    let mut nets = |text: &str, place: Place| {
        subnets(text).unwrap_or_else(|message| {
            wrong.push((place, message));
            Vec::new()
        })
    };
    let pod_subnets = nets(&form.pod_subnet, Place::PodSubnet);
    let service_subnets = nets(&form.service_subnet, Place::ServiceSubnet);
    if let Some(message) = apart(&pod_subnets, &service_subnets) {
        wrong.push((Place::ServiceSubnet, message));
    }
    if wrong.is_empty() { Ok(Checked { workers, zones, pod_subnets, service_subnets }) } else { Err(wrong) }
}

fn number(text: &str, least: usize, most: usize) -> Result<usize, Message> {
    let read = text.trim().parse().ok().filter(|number| (least..=most).contains(number));
    read.ok_or_else(|| message!("Give a number from {least} to {most}.", least = least, most = most))
}

/// One CIDR, or one of each family.
fn subnets(text: &str) -> Result<Vec<IpNet>, Message> {
    let mut nets = Vec::new();
    for part in text.split(',').map(str::trim) {
        let net: IpNet = part.parse().map_err(|_| {
            message!(
                "{value} is no CIDR. Give one such as 10.96.0.0/12.",
                value = if part.is_empty() { "\"\"" } else { part }
            )
        })?;
        nets.push(net.trunc());
    }
    match nets[..] {
        [_] => Ok(nets),
        [first, second] if first.addr().is_ipv4() != second.addr().is_ipv4() => Ok(nets),
        _ => Err(message!("Give one CIDR, or one of IPv4 and one of IPv6 with a comma between.")),
    }
}

/// Why these cannot stand side by side in one cluster.
fn apart(pods: &[IpNet], services: &[IpNet]) -> Option<Message> {
    let overlaps = |pod: &IpNet| services.iter().any(|net| pod.contains(net) || net.contains(pod));
    let families = |nets: &[IpNet]| nets.iter().map(|net| net.addr().is_ipv4()).collect::<Vec<_>>();
    if pods.is_empty() || services.is_empty() {
        None
    } else if pods.iter().any(overlaps) {
        Some(message!("Pods and Services need addresses of their own: these ranges overlap."))
    } else if families(pods) != families(services) {
        Some(message!("Pods and Services need the same IP families, in the same order."))
    } else {
        None
    }
}
