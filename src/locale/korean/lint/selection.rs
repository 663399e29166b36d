//! Which Pods a Service selects. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "Add a label to the selector that only the Pods have which are meant",
        "뜻한 파드에만 있는 레이블을 셀렉터에 더하세요",
    ),
    (
        "Add a selector, or write an EndpointSlice in namespace {namespace} with that label",
        "셀렉터를 더하거나, 네임스페이스 {namespace}에 그 레이블을 가진 엔드포인트슬라이스를 쓰세요",
    ),
    ("Add them to the template of {of}", "{of}의 템플릿에 추가"),
    ("Change to {value}", "{value}(으)로 바꾸기"),
    (
        "Fewer endpoints than replicas; some Pods get no traffic",
        "엔드포인트가 레플리카보다 적고, 일부 파드에는 트래픽이 가지 않습니다",
    ),
    (
        "Give Pods in namespace {namespace} these labels, or change the selector",
        "네임스페이스 {namespace}의 파드에 이 레이블을 붙이거나 셀렉터를 바꾸세요",
    ),
    ("Keep one of them, unless both names are used", "두 이름이 모두 쓰이지 않는다면 하나만 두세요"),
    ("Remove the selector", "셀렉터 지우기"),
    (
        "Remove the selector, or the type and externalName if the Pods were meant",
        "셀렉터를 지우세요. 파드를 뜻했다면 type과 externalName을 지우세요",
    ),
    (
        "Select by labels that stand in the template of the workload, so that all its Pods have them",
        "워크로드의 템플릿에 있는 레이블로 선택하면 모든 파드가 그 레이블을 가집니다",
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
        "Service {name} is like Service {other}: both select {selector} and have the same ports",
        "서비스 {name}(은)는 서비스 {other}(와)과 같습니다. 둘 다 {selector}(을)를 선택하고 포트도 같습니다",
    ),
    (
        "Service {name} selects Pods with {selector}, which no Pod in namespace {namespace} has: it has no endpoints",
        "서비스 {name}(은)는 {selector} 레이블의 파드를 찾지만 네임스페이스 {namespace}에 그런 파드가 없어 엔드포인트가 없습니다",
    ),
    (
        "Service {name} selects Pods with {selector}, which {count} of the {size} Pods of {workload} have",
        "서비스 {name}(은)는 {selector} 레이블의 파드를 선택하는데, {workload}의 파드 {size}개 중 {count}개에만 그 레이블이 있습니다",
    ),
    (
        "Service {name} selects Pods with {selector}: those of {serve}, and those of {others}, which do not serve its port",
        "서비스 {name}(은)는 {selector} 레이블로 {serve}의 파드와 함께, 그 포트를 제공하지 않는 {others}의 파드도 선택합니다",
    ),
    ("Some connections work and some are refused, in turns", "접속이 되다가 거부되다가 합니다"),
    (
        "The name resolves to a CNAME, never to the Pods; there are no endpoints",
        "이름이 파드가 아니라 CNAME으로 풀리고, 엔드포인트가 없습니다",
    ),
    ("Two Services with the same endpoints", "엔드포인트가 같은 서비스가 둘 있습니다"),
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
