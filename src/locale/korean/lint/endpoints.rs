//! Endpoints written by hand. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    ("Add {label}: {service}", "{label}: {service} 붙이기"),
    (
        "An endpoint of EndpointSlice {name} has several addresses, of which {first} alone is used, and not {others}",
        "엔드포인트슬라이스 {name}의 엔드포인트 하나에 주소가 여럿 있지만 {first}만 쓰이고 {others}(은)는 쓰이지 않습니다",
    ),
    (
        "EndpointSlice {name} has no label {label}, so it belongs to no Service",
        "엔드포인트슬라이스 {name}에 {label} 레이블이 없어 어느 서비스에도 속하지 않습니다",
    ),
    (
        "For addresses of your own, remove the selector of Service {name}",
        "직접 적은 주소를 쓰려면 서비스 {name}의 셀렉터를 지우세요",
    ),
    ("Give it that label, with the name of its Service", "그 레이블에 서비스의 이름을 적어 붙이세요"),
    ("Give it {label}: {service}", "{label}: {service} 레이블을 붙이세요"),
    (
        "One of the addresses gets all connections, the others none",
        "주소 하나가 연결을 모두 받고 나머지는 받지 못합니다",
    ),
    (
        "Ports are joined by name and protocol: give both the same name, or both none",
        "포트는 이름과 프로토콜로 이어집니다. 양쪽에 같은 이름을 쓰거나 둘 다 이름을 지우세요",
    ),
    ("Remove the name", "이름 지우기"),
    (
        "Service {name} has the selector {selector}, so the endpoints controller replaces what Endpoints {name} says",
        "서비스 {name}에 셀렉터 {selector}(이)가 있어 엔드포인트 컨트롤러가 엔드포인트 {name}의 내용을 바꿔 씁니다",
    ),
    (
        "Service {other} has no selector: if it is meant, write that name",
        "서비스 {other}에 셀렉터가 없습니다. 이 서비스를 뜻했다면 그 이름을 적으세요",
    ),
    (
        "The EndpointSlice lists addresses, yet connections to the Service are refused",
        "엔드포인트슬라이스에 주소가 있는데도 서비스로 가는 연결이 거절됩니다",
    ),
    (
        "The Service has endpoints, yet connections to it time out",
        "서비스에 엔드포인트가 있는데도 연결이 시간 초과됩니다",
    ),
    (
        "Use the addresses of its Pods, or a Service of type ExternalName with its name",
        "그 파드들의 주소를 쓰거나, 그 이름을 가리키는 ExternalName 서비스를 쓰세요",
    ),
    (
        "Write a Service {service} without a selector in namespace {namespace}",
        "네임스페이스 {namespace}에 셀렉터 없는 서비스 {service}(을)를 만드세요",
    ),
    ("Write an item of endpoints for each address", "주소마다 endpoints 항목을 따로 적으세요"),
    (
        "kubectl edit endpoints has no effect; the addresses are others",
        "kubectl edit endpoints로 고쳐도 소용이 없고 주소가 다릅니다",
    ),
    (
        "kubectl get endpointslices shows it, yet the Service has no endpoints",
        "kubectl get endpointslices에는 보이지만 서비스에는 엔드포인트가 없습니다",
    ),
    (
        "{address} of {object} is the address of Service {owner}, which stands for nobody behind another Service",
        "{object}의 {address}(은)는 서비스 {owner}의 주소라 다른 서비스의 뒤에서는 아무에게도 닿지 않습니다",
    ),
    (
        "{object} has the port {port}, which Service {service} does not: its ports without endpoints are {known}",
        "{object}의 포트 {port}(은)는 서비스 {service}에 없습니다. 이 서비스에서 엔드포인트가 없는 포트: {known}",
    ),
    (
        "{object} is for Service {service}, which namespace {namespace} does not have: nobody uses its addresses",
        "{object}(은)는 서비스 {service}의 것인데 네임스페이스 {namespace}에 그런 서비스가 없어 아무도 이 주소를 쓰지 않습니다",
    ),
];
