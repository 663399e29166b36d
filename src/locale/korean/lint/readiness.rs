//! Which of the selected Pods get traffic. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "Connections are refused until a Pod is ready; kubectl describe pod says what it waits for",
        "파드가 준비될 때까지 접속이 거부됩니다. 무엇을 기다리는지는 kubectl describe pod가 알려 줍니다",
    ),
    (
        "Pods are Running 0/1; the Service has no ready endpoint and refuses connections",
        "파드가 Running 0/1이고, 서비스에 준비된 엔드포인트가 없어 접속이 거부됩니다",
    ),
    (
        "Service {name} has no ready endpoint: {states}",
        "서비스 {name}에 준비된 엔드포인트가 없습니다: {states}",
    ),
];
