//! Other objects that point at Services. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    ("Add the labels of these Pods to the from of a rule", "규칙의 from에 이 파드들의 레이블을 더하세요"),
    (
        "Allow the clients in a NetworkPolicy for these Pods: policies see the Pods' own port, {port}",
        "이 파드들의 NetworkPolicy에서 클라이언트를 허용하세요. 정책은 파드 자신의 포트 {port}(을)를 봅니다",
    ),
    (
        "Connections time out, though the Service has endpoints",
        "서비스에 엔드포인트가 있는데도 연결이 시간 초과됩니다",
    ),
    ("Give it the labels of the Pods that it is to protect", "지키려는 파드의 레이블을 적으세요"),
    ("Name a port of the Service, by its number or by its name", "서비스의 포트를 번호나 이름으로 적으세요"),
    ("Name a workload of its namespace", "같은 네임스페이스의 워크로드 이름을 적으세요"),
    (
        "NetworkPolicy {policy} shuts the Pods of Service {service} off, and no policy admits anyone to port {port}",
        "NetworkPolicy {policy}(이)가 서비스 {service}의 파드를 막고, {port} 포트로 들어오는 것을 허용하는 정책이 없습니다",
    ),
    (
        "Service {service} is in namespace {elsewhere}: put both into one namespace",
        "서비스 {service}(은)는 네임스페이스 {elsewhere}에 있습니다. 둘을 같은 네임스페이스에 두세요",
    ),
    (
        "The HorizontalPodAutoscaler scales {kind} {name}, which namespace {namespace} does not have",
        "HorizontalPodAutoscaler의 대상 {kind} {name}(이)가 네임스페이스 {namespace}에 없습니다",
    ),
    (
        "The Ingress answers 503 or 404; its events say that the Service does not exist",
        "인그레스가 503이나 404로 답하고, 이벤트에 서비스가 없다고 나옵니다",
    ),
    (
        "The Ingress answers 503; its events say that the port does not exist",
        "인그레스가 503으로 답하고, 이벤트에 포트가 없다고 나옵니다",
    ),
    (
        "The PodDisruptionBudget selects Pods with {selector}, which no Pod in namespace {namespace} has: it protects nobody",
        "PodDisruptionBudget이 찾는 {selector} 레이블이 네임스페이스 {namespace}의 어느 파드에도 없어 아무것도 지키지 않습니다",
    ),
    ("Write the Service, or the name of one that exists", "서비스를 만들거나, 있는 서비스의 이름을 적으세요"),
    (
        "kubectl describe hpa: FailedGetScale, the HPA controller was unable to get the target",
        "kubectl describe hpa에 FailedGetScale, 대상을 찾지 못했다고 나옵니다",
    ),
    (
        "kubectl get pdb: ALLOWED DISRUPTIONS 0, NoPods; a drain takes all Pods at once",
        "kubectl get pdb에 ALLOWED DISRUPTIONS 0, NoPods로 나오고, drain이 파드를 한꺼번에 내보냅니다",
    ),
    (
        "{client} names Service {service}, and no NetworkPolicy for the Pods of this Service admits it",
        "{client}(은)는 서비스 {service}(을)를 부르는데, 이 서비스의 파드에 걸린 어느 NetworkPolicy도 이를 허용하지 않습니다",
    ),
    (
        "{object} sends traffic to Service {service}, which namespace {namespace} does not have",
        "{object}(은)는 서비스 {service}(으)로 트래픽을 보내는데 네임스페이스 {namespace}에 그런 서비스가 없습니다",
    ),
    (
        "{object} sends traffic to port {port} of Service {service}, which has {ports}",
        "{object}(은)는 서비스 {service}의 {port} 포트로 트래픽을 보내는데, 이 서비스의 포트는 {ports}입니다",
    ),
    (
        "{target} is the targetPort behind it: name the Service's own port, {port}",
        "{target}(은)는 그 뒤의 targetPort입니다. 서비스의 포트인 {port}(을)를 적으세요",
    ),
];
