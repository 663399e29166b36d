//! A packet followed through DNS and the rules: clients, routes, hops, verdicts.
