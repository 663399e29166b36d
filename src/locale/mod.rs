//! The texts of the interface in English and Korean.
