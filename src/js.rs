//! What JavaScript can call: the one file that exports to it.
