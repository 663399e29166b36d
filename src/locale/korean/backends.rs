//! Why Pods are no endpoints, or do not count.

pub(super) const TEXTS: &[(&str, &str)] = &[
    (
        "it counts only because the Service publishes addresses that are not ready",
        "서비스가 준비되지 않은 주소도 공개하기 때문에만 포함됩니다",
    ),
    ("it has ended with success", "성공으로 끝났습니다"),
    ("it has failed", "실패했습니다"),
    ("it has failed: {said}", "실패했습니다: {said}"),
    ("it has no address yet", "아직 주소가 없습니다"),
    (
        "it has no container port {name}: port {port} of the Service does not lead to it",
        "이름이 {name}인 컨테이너 포트가 없어, 서비스의 {port} 포트가 이 파드로 이어지지 않습니다",
    ),
    (
        "it has no label {key}; the selector asks for {key}={wanted}",
        "{key} 레이블이 없습니다. 셀렉터는 {key}={wanted} 레이블을 찾습니다",
    ),
    ("it has no {family} address, as the Service asks for", "서비스가 요구하는 {family} 주소가 없습니다"),
    (
        "it has the address of {pod}: clients cannot tell them apart",
        "{pod} 파드와 주소가 같아, 클라이언트가 둘을 구별할 수 없습니다",
    ),
    ("it is being deleted, and is not ready", "삭제되는 중이고 준비되지 않았습니다"),
    (
        "it is being deleted: it gets connections only while nobody is ready",
        "삭제되는 중이라, 준비된 파드가 하나도 없을 때만 접속을 받습니다",
    ),
    ("it is not ready", "준비되지 않았습니다"),
    ("it is not ready: {said}", "준비되지 않았습니다: {said}"),
    ("it is on no node", "어느 노드에도 없습니다"),
    ("it is on no node: {said}", "어느 노드에도 없습니다: {said}"),
    ("its endpoint was written as not ready", "엔드포인트가 준비되지 않은 것으로 적혀 있습니다"),
    (
        "its label {key} is {given}; the selector asks for {wanted}",
        "{key} 레이블의 값은 {given}인데 셀렉터는 {wanted} 값을 찾습니다",
    ),
    ("its node {node} does not exist", "{node} 노드가 존재하지 않습니다"),
    ("its node {node} is not ready", "{node} 노드가 준비되지 않았습니다"),
    ("its readiness gate {gate} is not true", "준비성 게이트 {gate} 조건이 참이 아닙니다"),
];
