//! What is said while the text is read and admitted. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    ("The Service ... is invalid: spec...", "kubectl: The Service ... is invalid: spec..."),
    ("Whatever the object does", "그 오브젝트가 하는 일이 그대로 일어납니다"),
    (
        "error converting YAML to JSON: yaml: line ...",
        "kubectl: error converting YAML to JSON: yaml: line ...",
    ),
    (
        "error validating data: [apiVersion not set, kind not set]",
        "kubectl: error validating data: [apiVersion not set, kind not set]",
    ),
    ("kubectl apply: ... configured, twice", "kubectl apply에 ... configured가 두 번 나옵니다"),
    ("strict decoding error: unknown field ...", "kubectl: strict decoding error: unknown field ..."),
    (
        "strict decoding error: yaml: key ... already set in map",
        "kubectl: strict decoding error: yaml: key ... already set in map",
    ),
];
