//! Why a name does not resolve, and where resolvers differ. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "Pod {namespace}/{pod} has subdomain {subdomain}, but namespace {namespace} has no Service of that name",
        "파드 {namespace}/{pod}의 subdomain은 {subdomain}인데, 네임스페이스 {namespace}에는 그런 이름의 서비스가 없습니다",
    ),
    (
        "Pod {pod} has hostname {hostname} but no subdomain: set subdomain {service} in its spec",
        "파드 {pod}에는 hostname {hostname}(이)가 있으나 subdomain이 없습니다. spec에 subdomain {service}(을)를 지정하십시오",
    ),
    (
        "Pod {pod} has subdomain {subdomain}, not {service}, so its hostname counts below {subdomain} alone",
        "파드 {pod}의 subdomain은 {service}(이)가 아니라 {subdomain}(이)므로, 호스트 이름은 {subdomain} 아래에서만 통합니다",
    ),
    (
        "Pod {pod} is no endpoint of Service {service}: it lacks the labels {selector}",
        "파드 {pod}(은)는 서비스 {service}의 엔드포인트가 아닙니다. 레이블 {selector}(이)가 없습니다",
    ),
    (
        "Pod {pod} of Service {service} is not ready {why}",
        "서비스 {service}의 파드 {pod}(이)가 준비되지 않았습니다 {why}",
    ),
    (
        "Service {namespace}/{name} is headless, and no Pod in namespace {namespace} has its labels {selector}",
        "서비스 {namespace}/{name}(은)는 헤드리스이며, 네임스페이스 {namespace}에 레이블 {selector}(을)를 가진 파드가 없습니다",
    ),
    (
        "Service {namespace}/{name} is headless, and none of its Pods is ready: {pods}",
        "서비스 {namespace}/{name}(은)는 헤드리스이며, 준비된 파드가 없습니다: {pods}",
    ),
    (
        "Service {namespace}/{name} is headless, has no selector, and no EndpointSlice gives it a ready address",
        "서비스 {namespace}/{name}(은)는 셀렉터가 없는 헤드리스 서비스이며, 준비된 주소를 주는 엔드포인트슬라이스가 없습니다",
    ),
    (
        "Service {name} is in namespace {elsewhere}, not in {namespace}: use {name}.{elsewhere}",
        "서비스 {name}(은)는 네임스페이스 {namespace}(이)가 아니라 {elsewhere}에 있습니다. {name}.{elsewhere}(을)를 쓰십시오",
    ),
    ("Service {service} has no IPv4 address", "서비스 {service}에는 IPv4 주소가 없습니다"),
    ("Service {service} has no IPv6 address", "서비스 {service}에는 IPv6 주소가 없습니다"),
    (
        "Service {service} has no port named {name}: its ports are {ports}",
        "서비스 {service}에는 {name}(이)라는 포트가 없습니다. 포트는 {ports}입니다",
    ),
    (
        "Service {service} has no ports, so it has no SRV record",
        "서비스 {service}에는 포트가 없으므로 SRV 레코드도 없습니다",
    ),
    ("Service {service} has no record of type {type}", "서비스 {service}에는 {type} 레코드가 없습니다"),
    ("Service {service} is an alias of itself", "서비스 {service}(은)는 자기 자신의 별칭입니다"),
    (
        "Service {service} is an alias of {target}, and an alias has no names below it",
        "서비스 {service}(은)는 {target}의 별칭이며, 별칭 아래에는 이름이 없습니다",
    ),
    (
        "Service {service} is an alias of {target}, which does not exist",
        "서비스 {service}(은)는 {target}의 별칭인데, 그런 이름은 없습니다",
    ),
    (
        "Service {service} is an alias of {target}, which leads to no address of type {type}",
        "서비스 {service}(은)는 {target}의 별칭인데, 거기에는 {type} 주소가 없습니다",
    ),
    (
        "a port's name is followed by its protocol: use _{port}._{protocol} before the name of Service {service}",
        "포트 이름 뒤에는 프로토콜이 옵니다. 서비스 {service}의 이름 앞에 _{port}._{protocol}(을)를 쓰십시오",
    ),
    (
        "names of the cluster are known in its Pods alone: use an address here",
        "클러스터의 이름은 그 파드 안에서만 통합니다. 여기서는 주소를 쓰십시오",
    ),
    (
        "namespace {namespace} has no Service {name}",
        "네임스페이스 {namespace}에는 서비스 {name}(이)가 없습니다",
    ),
    (
        "no ready Pod of Service {service} has the targetPort {target} of its port {port}",
        "서비스 {service}의 준비된 파드 가운데 포트 {port}의 targetPort {target}(을)를 가진 파드가 없습니다",
    ),
    (
        "port {name} of Service {service} is not of protocol {protocol}: its ports are {ports}",
        "서비스 {service}의 포트 {name}의 프로토콜은 {protocol}(이)가 아닙니다. 포트는 {ports}입니다",
    ),
    (
        "svc is missing: the name of Service {namespace}/{service} is {service}.{namespace}.svc.{domain}",
        "svc가 빠졌습니다. 서비스 {namespace}/{service}의 이름은 {service}.{namespace}.svc.{domain}입니다",
    ),
    (
        "the Pod asks its node's DNS server, which knows no name of the cluster, because its dnsPolicy is Default: use ClusterFirst",
        "dnsPolicy가 Default이므로 파드는 클러스터의 이름을 모르는 노드의 DNS 서버에 묻습니다. ClusterFirst를 쓰십시오",
    ),
    (
        "the Pod asks its node's DNS server, which knows no name of the cluster, because on the host network dnsPolicy ClusterFirst means Default: use ClusterFirstWithHostNet",
        "호스트 네트워크에서는 dnsPolicy ClusterFirst가 Default를 뜻하므로, 파드는 클러스터의 이름을 모르는 노드의 DNS 서버에 묻습니다. ClusterFirstWithHostNet을 쓰십시오",
    ),
    (
        "the Pod asks the DNS server {server}, which knows no name of the cluster, because it is the first of its dnsConfig.nameservers",
        "dnsConfig.nameservers의 첫째가 {server}(이)므로, 파드는 클러스터의 이름을 모르는 그 DNS 서버에 묻습니다",
    ),
    (
        "the cluster's domain is {domain}, not {other}",
        "클러스터의 도메인은 {other}(이)가 아니라 {domain}입니다",
    ),
    (
        "the endpoint of Service {service} at this address has a hostname: use {hostname} in place of {label}",
        "서비스 {service}의 이 주소에 있는 엔드포인트에는 호스트 이름이 있습니다. {label} 대신 {hostname}(을)를 쓰십시오",
    ),
    (
        "the externalName of Service {service} is the address {target}, and DNS has aliases of names alone: use a headless Service with an EndpointSlice",
        "서비스 {service}의 externalName은 주소 {target}인데, DNS의 별칭은 이름만 가리킬 수 있습니다. 엔드포인트슬라이스가 있는 헤드리스 서비스를 쓰십시오",
    ),
    (
        "the hostname of Pod {pod} is {hostname}: use {hostname} in place of {label}",
        "파드 {pod}의 호스트 이름은 {hostname}입니다. {label} 대신 {hostname}(을)를 쓰십시오",
    ),
    (
        "the resolver's search list does not lead from {name} to {full}: ask for the full name",
        "리졸버의 검색 목록으로는 {name}에서 {full}에 이르지 못합니다. 전체 이름으로 물으십시오",
    ),
    ("there is no namespace {namespace}", "네임스페이스 {namespace}(이)가 없습니다"),
    (
        "there is no namespace {namespace}, and Service {name} is in {elsewhere}: use {name}.{elsewhere}",
        "네임스페이스 {namespace}(이)가 없으며, 서비스 {name}(은)는 {elsewhere}에 있습니다. {name}.{elsewhere}(을)를 쓰십시오",
    ),
    (
        "with musl (Alpine images) a name with {ndots} or more dots is tried as it is alone, so {name} ends there",
        "musl(Alpine 이미지)은 점이 {ndots}개 이상인 이름을 그대로만 찾으므로, {name}(은)는 거기서 끝납니다",
    ),
    (
        "with musl (Alpine images) all nameservers are asked at once and the first answer counts, but not all of them know the names of the cluster: {servers}",
        "musl(Alpine 이미지)은 모든 네임서버에 한꺼번에 묻고 첫 응답을 씁니다. 그런데 그 가운데 클러스터의 이름을 모르는 서버가 있습니다: {servers}",
    ),
    (
        "with musl (Alpine images) only addresses are searched for: a question of type {type} is asked for {name} as it is",
        "musl(Alpine 이미지)은 주소만 검색 목록으로 찾습니다. {type} 질의는 {name} 그대로 보냅니다",
    ),
    (
        "with musl (Alpine images) the search ends at {name}, which exists without a record of type {type}",
        "musl(Alpine 이미지)에서는 검색이 {name}에서 끝납니다. 그 이름은 있으나 {type} 레코드가 없습니다",
    ),
    (
        "with musl (Alpine images) there is no search, because the search line of resolv.conf has {length} characters and more than {most} are not read",
        "resolv.conf의 search 줄이 {length}자인데 musl(Alpine 이미지)은 {most}자가 넘는 줄을 읽지 않으므로, 검색하지 않습니다",
    ),
    (
        "{address} is no address with dashes for dots, as a Pod's name in the zone is: 20-96-1-5",
        "{address}(은)는 점 대신 붙임표를 쓴 주소가 아닙니다. 영역에서 파드의 이름은 20-96-1-5와 같은 꼴입니다",
    ),
    (
        "{ip} is the address of Pod {pod}, which is a ready endpoint of no Service: only such addresses have names",
        "{ip}(은)는 파드 {pod}의 주소인데, 이 파드는 어떤 서비스의 준비된 엔드포인트도 아닙니다. 그런 주소에만 이름이 있습니다",
    ),
    (
        "{label} has {length} characters, and a part of a name has at most {most}",
        "{label}(은)는 {length}자인데, 이름의 한 마디는 많아야 {most}자입니다",
    ),
    (
        "{label} is neither a port nor a ready endpoint of Service {service}",
        "{label}(은)는 서비스 {service}의 포트도 아니고 준비된 엔드포인트도 아닙니다",
    ),
    (
        "{namespace} is a namespace, not a Service: put the name of a Service before it",
        "{namespace}(은)는 서비스가 아니라 네임스페이스입니다. 앞에 서비스의 이름을 붙이십시오",
    ),
    (
        "{name} is a Pod, and a Pod's name is no DNS name: use {label}.{namespace}.pod, or put a Service before it",
        "{name}(은)는 파드인데, 파드의 이름은 DNS 이름이 아닙니다. {label}.{namespace}.pod를 쓰거나 앞에 서비스를 두십시오",
    ),
    ("{name} is a Pod, and it has no address yet", "{name}(은)는 파드이며 아직 주소가 없습니다"),
    (
        "{name} is a Pod, known below its subdomain: use {hostname}.{subdomain}.{namespace}",
        "{name}(은)는 파드이며, 이름은 그 subdomain 아래에 있습니다. {hostname}.{subdomain}.{namespace}(을)를 쓰십시오",
    ),
    (
        "{name} is a part of the zone: put the names of a Service and of its namespace before svc",
        "{name}(은)는 영역의 일부입니다. svc 앞에 서비스의 이름과 그 네임스페이스를 붙이십시오",
    ),
    (
        "{name} stands for one address and has no record of type {type}",
        "{name}(은)는 주소 하나를 나타내며 {type} 레코드가 없습니다",
    ),
    (
        "{name}.{domain} has too many labels: at most two stand before a Service's name",
        "{name}.{domain}에는 마디가 너무 많습니다. 서비스의 이름 앞에는 많아야 두 마디가 옵니다",
    ),
    (
        "{name}.{domain} is no name of the cluster: those of Services end in svc.{domain}",
        "{name}.{domain}(은)는 클러스터의 이름이 아닙니다. 서비스의 이름은 svc.{domain}(으)로 끝납니다",
    ),
    (
        "{pod} is the name of a Pod, not its hostname: set hostname {pod} and subdomain {service} in its spec",
        "{pod}(은)는 파드의 이름이며 호스트 이름이 아닙니다. 파드의 spec에 hostname {pod}(과)와 subdomain {service}(을)를 지정하십시오",
    ),
];
