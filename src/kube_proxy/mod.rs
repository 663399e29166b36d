//! What kube-proxy programs on every node: service ports, which endpoints count, rules.
