//! What is said while the text is read and admitted: no rules that look at a cluster, but codes with pages.

mod duplicate_field;
mod duplicate_object;
mod invalid_field;
mod not_an_object;
mod not_simulated;
mod syntax;
mod unknown_field;

rules![syntax, not_an_object, unknown_field, duplicate_field, invalid_field, duplicate_object, not_simulated,];
