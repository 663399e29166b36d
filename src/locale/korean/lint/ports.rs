//! From the ports of a Service to those of its Pods. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "A probe goes to the Pod and not through a Service: ask port {port}",
        "프로브는 서비스를 거치지 않고 파드로 갑니다. 포트 {port}에 물으세요",
    ),
    ("Ask port {port}", "포트 {port}에 묻기"),
    ("Change to {value}", "{value}(으)로 바꾸기"),
    (
        "Clients must connect to port {number}: give it as port too",
        "클라이언트는 포트 {number}(으)로 접속해야 합니다. port에도 그 번호를 적으세요",
    ),
    (
        "Connections are refused, or packets of UDP vanish, while the other protocol works",
        "접속이 거부되거나 UDP 패킷이 사라지는데, 다른 프로토콜은 됩니다",
    ),
    (
        "Endpoints are there, yet connections are refused, or an Ingress answers 502",
        "엔드포인트는 있는데 접속이 거부되거나 인그레스가 502로 답합니다",
    ),
    ("Give one of them another address or another port", "둘 중 하나에 다른 주소나 다른 포트를 주세요"),
    (
        "Headless Service {name} has port {port} for port {number} of its Pods, and nothing translates one into the other",
        "헤드리스 서비스 {name}에는 파드의 포트 {number} 대신 포트 {port}가 적혀 있지만, 둘 사이를 옮겨 주는 것이 없습니다",
    ),
    (
        "If nothing listens on {target}, connections are refused: set targetPort to the port that the program listens on",
        "{target}에서 기다리는 것이 없으면 접속이 거부됩니다. 프로그램이 실제로 기다리는 포트를 targetPort에 적으세요",
    ),
    ("One of two Services gets the other's connections", "두 서비스 중 하나가 다른 하나의 접속까지 받습니다"),
    (
        "Readiness probe errored; Pods stay 0/1, or restart again and again",
        "Readiness probe errored가 나오고, 파드가 0/1에 머물거나 계속 다시 시작합니다",
    ),
    (
        "Readiness probe failed: connection refused; Pods stay 0/1",
        "Readiness probe failed: connection refused가 나오고 파드가 0/1에 머뭅니다",
    ),
    (
        "Service {name} leads to {protocol} port {number} of its Pods, which their containers declare for {declared}",
        "서비스 {name}(은)는 파드의 {protocol} 포트 {number}(으)로 이어지지만, 컨테이너는 그 포트를 {declared}로 선언합니다",
    ),
    (
        "Service {name} sends port {port} to the {protocol} port named {target}, which none of its Pods has: the port has no endpoints",
        "서비스 {name}(은)는 포트 {port}를 이름이 {target}인 {protocol} 포트로 보내지만, 그 파드 중 어느 것에도 그런 포트가 없어 이 포트에는 엔드포인트가 없습니다",
    ),
    (
        "Service {name} sends port {port} to the {protocol} port named {target}, which the Pods of {without} do not have",
        "서비스 {name}(은)는 포트 {port}를 이름이 {target}인 {protocol} 포트로 보내지만, {without}의 파드에는 그런 포트가 없습니다",
    ),
    (
        "Service {name} sends port {port} to {protocol} port {target} of its Pods, but their containers declare {declared}",
        "서비스 {name}의 {port} 포트는 파드의 {protocol} {target} 포트로 보내지만 컨테이너에는 {declared}(이)라고 적혀 있습니다",
    ),
    ("Set port to {port}", "port를 {port}(으)로 바꾸기"),
    ("Set protocol to the one that the program speaks", "protocol을 프로그램이 쓰는 것으로 바꾸세요"),
    ("Set protocol to {protocol}", "protocol을 {protocol}(으)로 바꾸기"),
    ("Set targetPort to {port}", "targetPort를 {port}(으)로 바꾸기"),
    (
        "The container names no port: add a name to one, or give the number",
        "컨테이너에 이름 붙은 포트가 없습니다. 포트에 이름을 붙이거나 번호를 적으세요",
    ),
    ("The container names these ports: {names}", "컨테이너에 있는 포트 이름: {names}"),
    (
        "The containers name no port: add a name to one, or give targetPort as a number",
        "컨테이너의 포트에 이름이 없습니다. 이름을 붙이거나 targetPort를 번호로 적으세요",
    ),
    ("The containers name these ports: {names}", "컨테이너가 이름을 붙인 포트: {names}"),
    (
        "The endpoints lack that port; connections to it are refused",
        "엔드포인트에 그 포트가 없어 그리로 가는 접속이 거부됩니다",
    ),
    (
        "The name resolves, and connections to the Service's port are refused",
        "이름은 풀리는데 서비스의 포트로 가는 접속이 거부됩니다",
    ),
    (
        "The {probe} of container {container} asks port {asked}, which is the port of Service {service}; the Pods serve it on {port}",
        "컨테이너 {container}의 {probe}(은)는 포트 {asked}에 묻지만, 그것은 서비스 {service}의 포트이고 파드는 {port}에서 듣습니다",
    ),
    (
        "The {probe} of container {container} asks the port named {name}, which the container does not have",
        "컨테이너 {container}의 {probe}(은)는 이름이 {name}인 포트에 묻지만, 컨테이너에 그런 포트가 없습니다",
    ),
    (
        "{service} and {other} both answer at {address} port {port}/{protocol}, and only one of them gets the connections",
        "{service}(와)과 {other}(이)가 모두 {address}의 포트 {port}/{protocol}에서 답하지만, 접속은 그중 하나만 받습니다",
    ),
];
