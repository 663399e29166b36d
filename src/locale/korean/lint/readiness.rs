//! Which of the selected Pods get traffic. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "All containers are ready, and the Pod is not: READINESS GATES 0/1",
        "컨테이너는 모두 준비되었는데 파드는 준비되지 않습니다: READINESS GATES 0/1",
    ),
    (
        "All {count} endpoints of Service {name} are in zone {zone}",
        "서비스 {name}의 엔드포인트 {count}개가 모두 존 {zone}에 있습니다",
    ),
    (
        "All {count} endpoints of Service {name} are on node {node}",
        "서비스 {name}의 엔드포인트 {count}개가 모두 노드 {node}에 있습니다",
    ),
    (
        "Connections are refused until a Pod is ready; kubectl describe pod says what it waits for",
        "파드가 준비될 때까지 접속이 거부됩니다. 무엇을 기다리는지는 kubectl describe pod가 알려 줍니다",
    ),
    ("Connections are refused until one of them is ready", "그중 하나가 준비될 때까지 접속이 거부됩니다"),
    (
        "Connections work and then are refused, or an Ingress answers 502 during a rollout",
        "접속이 되다가 거부되거나, 롤아웃 중에 인그레스가 502로 답합니다",
    ),
    (
        "In a cluster some program must set this condition; to see it filled, give it under status.conditions of a Pod",
        "클러스터에서는 어떤 프로그램이 이 조건을 채워야 합니다. 채워진 모습을 보려면 파드의 status.conditions에 적으세요",
    ),
    (
        "Only Pods that are being deleted serve Service {name}: {pods}",
        "삭제 중인 파드만 서비스 {name}(을)를 맡고 있습니다: {pods}",
    ),
    (
        "Pods are Running 0/1; the Service has no ready endpoint and refuses connections",
        "파드가 Running 0/1이고, 서비스에 준비된 엔드포인트가 없어 접속이 거부됩니다",
    ),
    (
        "Service {name} has no ready endpoint: {states}",
        "서비스 {name}에 준비된 엔드포인트가 없습니다: {states}",
    ),
    (
        "The Service fails when one node is drained or restarts",
        "노드 하나를 비우거나 다시 시작하면 서비스가 멈춥니다",
    ),
    (
        "The Service fails with one zone, and traffic of the others crosses zones",
        "존 하나와 함께 서비스가 멈추고, 다른 존의 트래픽은 존을 건넙니다",
    ),
    (
        "When the last of them has ended, connections are refused: have others ready before",
        "마지막 파드가 끝나면 접속이 거부됩니다. 그 전에 다른 파드를 준비하세요",
    ),
    (
        "Without that node the Service has none: let the scheduler spread the Pods over the nodes",
        "그 노드가 없으면 엔드포인트도 없습니다. 스케줄러가 파드를 여러 노드에 나누게 하세요",
    ),
    (
        "Without that zone the Service has none: spread the Pods over topology.kubernetes.io/zone",
        "그 존이 없으면 엔드포인트도 없습니다. topology.kubernetes.io/zone으로 파드를 나누세요",
    ),
    ("and {count} more", "그 밖에 {count}개"),
    (
        "{object} has the readiness gate {gate}, which nothing here fills: its Pods do not become ready",
        "{object}에 준비성 게이트 {gate}(이)가 있지만 여기에는 그것을 채우는 것이 없어 파드가 준비되지 않습니다",
    ),
    ("{pod} ({reasons})", "{pod}({reasons})"),
];
