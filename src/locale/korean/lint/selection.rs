//! Which Pods a Service selects. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "Add a selector, or write an EndpointSlice in namespace {namespace} with that label",
        "셀렉터를 더하거나, 네임스페이스 {namespace}에 그 레이블을 가진 엔드포인트슬라이스를 쓰세요",
    ),
    ("Add them to the template of {of}", "{of}의 템플릿에 추가"),
    ("Change to {value}", "{value}(으)로 바꾸기"),
    (
        "Give Pods in namespace {namespace} these labels, or change the selector",
        "네임스페이스 {namespace}의 파드에 이 레이블을 붙이거나 셀렉터를 바꾸세요",
    ),
    ("Remove the selector", "셀렉터 지우기"),
    (
        "Remove the selector, or the type and externalName if the Pods were meant",
        "셀렉터를 지우세요. 파드를 뜻했다면 type과 externalName을 지우세요",
    ),
    (
        "Service {name} has no selector, and no EndpointSlice carries {label}={name}: it has no endpoints",
        "서비스 {name}에 셀렉터가 없고 {label}={name} 레이블을 가진 엔드포인트슬라이스도 없어 엔드포인트가 없습니다",
    ),
    (
        "Service {name} is an alias of {external}, so its selector {selector} does nothing",
        "서비스 {name}(은)는 {external}의 별칭이므로 셀렉터 {selector}에는 아무 효과가 없습니다",
    ),
    (
        "Service {name} selects Pods with {selector}, which no Pod in namespace {namespace} has: it has no endpoints",
        "서비스 {name}(은)는 {selector} 레이블의 파드를 찾지만 네임스페이스 {namespace}에 그런 파드가 없어 엔드포인트가 없습니다",
    ),
    (
        "The name resolves to a CNAME, never to the Pods; there are no endpoints",
        "이름이 파드가 아니라 CNAME으로 풀리고, 엔드포인트가 없습니다",
    ),
    (
        "kubectl get endpoints shows <none>; connections are refused",
        "kubectl get endpoints에 <none>이 나오고 접속이 거부됩니다",
    ),
    (
        "{key}: {wanted} differs from {key}: {has} of {of}",
        "{key}: {wanted}(은)는 {of}의 {key}: {has}(와)과 다릅니다",
    ),
    (
        "{of} has them in namespace {other}: a Service selects Pods of its own namespace ({namespace}) alone",
        "네임스페이스 {other}의 {of}에는 있습니다. 서비스는 자기 네임스페이스({namespace})의 파드만 선택합니다",
    ),
    (
        "{of} has these labels itself, but its template does not: put them under spec.template.metadata.labels",
        "{of} 자체에는 이 레이블이 있지만 템플릿에는 없습니다. spec.template.metadata.labels 아래에 적으세요",
    ),
];
