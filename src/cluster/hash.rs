//! Choices that a real cluster leaves to chance or to time, made from names: the same text gives the same result.

use crate::api::{Kind, ObjectMeta, SmolStr};

/// A hash of words that never changes between runs, versions or machines (FNV-1a, then mixed so that every bit of the
/// result depends on every byte).
pub fn stable_hash(words: &[&str]) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for word in words {
        // The byte 0xff stands in no UTF-8 text, so ["a", "b"] and ["ab"] differ.
        for &byte in word.as_bytes().iter().chain(&[0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// The object's `uid` if the text gives it, otherwise one made from its kind and name, in the form of a random UUID.
pub fn uid(kind: Kind, metadata: &ObjectMeta) -> SmolStr {
    if let Some(uid) = &metadata.uid {
        return uid.clone();
    }
    let words = [kind.name(), metadata.namespace.as_deref().unwrap_or(""), &metadata.name];
    let high = stable_hash(&words);
    let low = stable_hash(&[words[2], words[1], words[0]]);
    // A large cluster has some hundred thousand of them: digit by digit is quicker than by way of `format!`.
    const VERSION: u64 = 0x4000;
    const VARIANT: u64 = 0x8000 << 48;
    let high = high & !0xf000 | VERSION;
    let low = low & !(0xc000 << 48) | VARIANT;
    let digits = (0..16).map(|at| high >> (60 - 4 * at)).chain((0..16).map(|at| low >> (60 - 4 * at)));
    let mut text = [b'-'; 36];
    let places = (0..36).filter(|at| !matches!(at, 8 | 13 | 18 | 23));
    for (place, digit) in places.zip(digits) {
        text[place] = b"0123456789abcdef"[(digit & 0xf) as usize];
    }
    text.iter().map(|&digit| char::from(digit)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_stay_and_words_do_not_run_together() {
        assert_eq!(stable_hash(&["shop", "web"]), 0xff8b_391a_704d_6aa0);
        assert_ne!(stable_hash(&["a", "b"]), stable_hash(&["ab"]));
    }

    #[test]
    fn a_given_uid_is_kept() {
        let mut metadata = ObjectMeta { name: "web".into(), ..Default::default() };
        let made = uid(Kind::Pod, &metadata);
        assert_eq!(made, "a2ae35d2-541d-4766-aa2a-faa404271460");
        assert_ne!(made, uid(Kind::Service, &metadata));
        metadata.uid = Some("1".into());
        assert_eq!(uid(Kind::Pod, &metadata), "1");
    }
}
