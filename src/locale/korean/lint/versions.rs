//! What is deprecated, ignored or replaced. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    ("No kind {kind} in version {version}", "{version} 버전에 {kind} 종류가 없습니다"),
    ("Nothing: a cluster runs in the mode that is set", "없습니다. 클러스터는 설정된 모드로 동작합니다"),
    ("The Pod stays in ContainerCreating: FailedMount", "파드가 ContainerCreating에 머무릅니다: FailedMount"),
    (
        "The annotation {annotation} of {object} has no effect any more",
        "{object}의 애너테이션 {annotation}에는 이제 아무 효과가 없습니다",
    ),
    (
        "The object is applied without a word, and the annotation has no effect",
        "오브젝트는 아무 말 없이 적용되고 애너테이션은 효과가 없습니다",
    ),
    ("Write {field} in its place", "그 대신 {field}(을)를 적으세요"),
    (
        "kubectl apply prints it as a Warning, and applies the object",
        "kubectl apply가 Warning으로 알리고 오브젝트는 그대로 적용합니다",
    ),
];
