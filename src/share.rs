//! Links that carry a text.
