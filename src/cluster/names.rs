//! Names as the API machinery generates them, from hashes instead of random numbers.

use super::stable_hash;
use crate::api::SmolStr;

/// The letters that generated names use: no vowels, and nothing that looks like another (`rand.alphanums` of
/// k8s.io/apimachinery).
const ALPHABET: &[u8; 27] = b"bcdfghjklmnpqrstvwxz2456789";

/// The longest prefix that `generateName` keeps (`maxGeneratedNameLength` of k8s.io/apiserver).
const MAX_PREFIX: usize = 58;

/// A hash as it stands in `pod-template-hash`: its decimal digits in the letters of generated names
/// (`rand.SafeEncodeString`).
pub fn encode(hash: u32) -> SmolStr {
    hash.to_string().bytes().map(|digit| char::from(ALPHABET[usize::from(digit) % ALPHABET.len()])).collect()
}

/// A name that starts with `prefix` and ends in five letters made from `seed`; another one while that is taken.
pub fn generate(prefix: &str, seed: &[&str], mut taken: impl FnMut(&str) -> bool) -> SmolStr {
    let end = prefix.char_indices().nth(MAX_PREFIX).map_or(prefix.len(), |(end, _)| end);
    let prefix = &prefix[..end];
    let mut name = [prefix, &suffix(stable_hash(seed))].concat();
    let mut tries = 1;
    while taken(&name) {
        name = [prefix, &suffix(stable_hash(&[&name, &tries.to_string()]))].concat();
        tries += 1;
    }
    name.into()
}

fn suffix(mut hash: u64) -> String {
    let mut suffix = String::with_capacity(5);
    for _ in 0..5 {
        suffix.push(char::from(ALPHABET[(hash % 27) as usize]));
        hash /= 27;
    }
    suffix
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_look_like_generated_ones() {
        assert_eq!(encode(4_294_967_295).len(), 10);
        let first = generate("web-", &["web", "0"], |_| false);
        assert_eq!(first.len(), 9);
        let second = generate("web-", &["web", "0"], |name| name == first);
        assert_ne!(first, second);
        assert_eq!(generate(&"a".repeat(80), &["x"], |_| false).len(), 63);
    }
}
