//! Which Pods a Service selects.

mod same_service_twice;
mod selector_matches_no_pods;
mod selector_matches_other_workload;
mod selector_matches_part_of_workload;
mod selector_on_external_name;
mod service_without_endpoints;

rules![
    selector_matches_no_pods,
    selector_matches_part_of_workload,
    selector_matches_other_workload,
    same_service_twice,
    selector_on_external_name,
    service_without_endpoints
];
