//! Fields and kinds that are deprecated, ignored or replaced. Most of it is what the API server itself warns of.

mod deprecated_annotation;
mod deprecated_endpoints;
mod deprecated_external_ips;
mod deprecated_fqdn_slice;
mod deprecated_node_field;
mod deprecated_node_label;
mod deprecated_traffic_distribution;
mod duplicate_container_port;
mod duplicate_container_port_name;
mod duplicate_host_alias;
mod duplicate_variable;
mod empty_pull_secret;
mod fraction_of_a_byte;
mod ignored_external_ips;
mod ignored_external_name;
mod ignored_load_balancer_ip;
mod ignored_session_affinity;
mod negative_grace_period;
mod non_canonical_address;
mod null_label_selector;
mod proxy_mode_not_simulated;
mod removed_volume_type;
mod replaced_annotation;

rules![
    deprecated_annotation,
    deprecated_endpoints,
    deprecated_external_ips,
    deprecated_fqdn_slice,
    deprecated_node_field,
    deprecated_node_label,
    deprecated_traffic_distribution,
    duplicate_container_port,
    duplicate_container_port_name,
    duplicate_host_alias,
    duplicate_variable,
    empty_pull_secret,
    fraction_of_a_byte,
    ignored_external_ips,
    ignored_external_name,
    ignored_load_balancer_ip,
    ignored_session_affinity,
    negative_grace_period,
    non_canonical_address,
    null_label_selector,
    proxy_mode_not_simulated,
    removed_volume_type,
    replaced_annotation,
];
