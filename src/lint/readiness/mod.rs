//! Which of the Pods that a Service selects get traffic.

mod no_ready_endpoints;

rules![no_ready_endpoints];
