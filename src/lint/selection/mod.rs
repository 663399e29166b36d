//! Which Pods a Service selects.

mod selector_matches_no_pods;
mod selector_on_external_name;
mod service_without_endpoints;

rules![selector_matches_no_pods, selector_on_external_name, service_without_endpoints];
