//! The rules that every node has, whatever Services there are (`setupNFTables`).

use super::{ChainId, Match, Rule, Rules, Set, Statement, chains, maps, sets};
use crate::kube_proxy::{NodePortAddresses, Proxier};

/// The table of a node without Services.
pub(super) fn rules(proxier: &Proxier<'_>) -> Rules {
    let mut rules = Rules::new(proxier.family);
    jumps(&mut rules);
    masquerading(&mut rules);
    cluster_ips(&mut rules, proxier);
    node_ports(&mut rules, proxier);
    endpoints_and_firewall(&mut rules);
    rules
}

fn jumps(rules: &mut Rules) {
    let new = || vec![Match::New];
    for (from, matches, to) in [
        (chains::FILTER_PREROUTING_PRE_DNAT, new(), chains::FIREWALL_CHECK),
        (chains::FILTER_OUTPUT_PRE_DNAT, new(), chains::FIREWALL_CHECK),
        (chains::NAT_PREROUTING, Vec::new(), chains::SERVICES),
        (chains::NAT_OUTPUT, Vec::new(), chains::SERVICES),
        (chains::FILTER_INPUT, new(), chains::NODE_PORT_ENDPOINTS_CHECK),
        (chains::FILTER_INPUT, new(), chains::SERVICE_ENDPOINTS_CHECK),
        (chains::FILTER_FORWARD, new(), chains::SERVICE_ENDPOINTS_CHECK),
        (chains::FILTER_FORWARD, new(), chains::CLUSTER_IPS_CHECK),
        (chains::FILTER_OUTPUT, new(), chains::SERVICE_ENDPOINTS_CHECK),
        (chains::FILTER_OUTPUT, new(), chains::CLUSTER_IPS_CHECK),
        (chains::NAT_POSTROUTING, Vec::new(), chains::MASQUERADING),
    ] {
        add(rules, from, matches, Statement::Jump(to), None);
    }
}

fn masquerading(rules: &mut Rules) {
    add(rules, chains::MARK_FOR_MASQUERADE, Vec::new(), Statement::Mark, None);
    add(rules, chains::MASQUERADING, vec![Match::NotMarked], Statement::Return, None);
    add(rules, chains::MASQUERADING, Vec::new(), Statement::Unmark, None);
    add(rules, chains::MASQUERADING, Vec::new(), Statement::Masquerade, None);
}

fn cluster_ips(rules: &mut Rules, proxier: &Proxier<'_>) {
    let known = vec![Match::DestinationSet(sets::CLUSTER_IPS)];
    let note = Some("Reject traffic to invalid ports of ClusterIPs");
    add(rules, chains::CLUSTER_IPS_CHECK, known, Statement::Reject, note);
    if !proxier.service_cidrs.is_empty() {
        let range = vec![Match::DestinationNets(proxier.service_cidrs.clone())];
        let note = Some("Drop traffic to unallocated ClusterIPs");
        add(rules, chains::CLUSTER_IPS_CHECK, range, Statement::Drop, note);
    }
}

fn node_ports(rules: &mut Rules, proxier: &Proxier<'_>) {
    let (dispatch, check) = if proxier.node_port_addresses == NodePortAddresses::All {
        (vec![Match::DestinationIsLocal, Match::DestinationNotLoopback], vec![Match::DestinationNotLoopback])
    } else {
        let addresses = proxier.node_port_addresses.of_node(&proxier.node, proxier.family);
        // This backend has no node ports on localhost.
        let mut set = Set::of_addresses("nodeport-ips", "IPs that accept NodePort traffic");
        set.elements = addresses.into_iter().filter(|ip| !ip.is_loopback()).collect();
        let among_them = vec![Match::DestinationSet(rules.add_set(set))];
        (among_them.clone(), among_them)
    };
    add(rules, chains::SERVICES, Vec::new(), Statement::Lookup(maps::SERVICE_IPS), None);
    add(rules, chains::SERVICES, dispatch, Statement::Lookup(maps::SERVICE_NODE_PORTS), None);
    let lookup = Statement::Lookup(maps::NO_ENDPOINT_NODE_PORTS);
    add(rules, chains::NODE_PORT_ENDPOINTS_CHECK, check, lookup, None);
}

fn endpoints_and_firewall(rules: &mut Rules) {
    let no_endpoints = Statement::Lookup(maps::NO_ENDPOINT_SERVICES);
    add(rules, chains::SERVICE_ENDPOINTS_CHECK, Vec::new(), no_endpoints, None);
    add(rules, chains::FIREWALL_CHECK, Vec::new(), Statement::Lookup(maps::FIREWALL_IPS), None);
    add(rules, chains::REJECT, Vec::new(), Statement::Reject, None);
}

fn add(
    rules: &mut Rules,
    chain: ChainId,
    matches: Vec<Match>,
    statement: Statement,
    comment: Option<&'static str>,
) {
    rules.append(chain, Rule { matches, statement, comment, service: None });
}
