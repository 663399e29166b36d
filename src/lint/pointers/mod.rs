//! Other objects that point at Services and Pods: they are read for this, and not simulated.

mod autoscaler_targets_nothing;
mod backend_names_no_port;
mod backend_names_no_service;
mod backends;
mod disruption_budget_selects_nothing;
mod network_policy_shuts_out_clients;
mod policies;

rules![
    backend_names_no_service,
    backend_names_no_port,
    network_policy_shuts_out_clients,
    autoscaler_targets_nothing,
    disruption_budget_selects_nothing,
];
