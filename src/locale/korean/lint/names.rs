//! Names that do not resolve. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "Connections go to the port that the program dials, not to the targetPort",
        "연결이 targetPort가 아니라 프로그램이 고른 포트로 갑니다",
    ),
    (
        "Connections time out or are refused, though the Service has endpoints",
        "서비스에 엔드포인트가 있는데도 연결이 거절되거나 시간 초과됩니다",
    ),
    (
        "CoreDNS answers many NXDOMAIN; the first connection is slow",
        "CoreDNS가 NXDOMAIN으로 많이 답하고, 첫 연결이 느립니다",
    ),
    (
        "Dial a port of the Service, or add port {port} to it",
        "서비스의 포트로 연결하거나, 서비스에 {port} 포트를 더하세요",
    ),
    (
        "Give Service {service} the labels of these Pods as its selector",
        "서비스 {service}의 셀렉터를 이 파드들의 레이블로 바꾸세요",
    ),
    (
        "Give the Pod these labels, or change the selector of Service {subdomain}",
        "파드에 이 레이블을 붙이거나 서비스 {subdomain}의 셀렉터를 바꾸세요",
    ),
    ("Give the Pods dnsPolicy: {policy}", "파드에 dnsPolicy: {policy}(을)를 적으세요"),
    (
        "If it comes from another text, all is well; if not, the name does not resolve",
        "다른 텍스트에서 만든다면 괜찮습니다. 아니라면 이 이름은 풀리지 않습니다",
    ),
    (
        "Name or service not known in this Pod, while others resolve it",
        "다른 파드에서는 풀리는 이름을 이 파드에서만 찾지 못합니다",
    ),
    (
        "Name or service not known; no such host; NXDOMAIN",
        "이름을 찾지 못합니다: Name or service not known, no such host, NXDOMAIN",
    ),
    (
        "No Pod of this Service has a name of its own: write {service} alone",
        "이 서비스의 파드에는 제 이름이 없으니 {service}만 적으세요",
    ),
    (
        "No Service {subdomain} exists in namespace {namespace}, so the name {name} of Pod {pod} does not exist",
        "네임스페이스 {namespace}에 서비스 {subdomain}(이)가 없어 파드 {pod}의 이름 {name}(이)가 생기지 않습니다",
    ),
    (
        "Only a Service has a name in DNS: write one that selects the Pods of {workload}",
        "DNS 이름은 서비스에만 있습니다. {workload}의 파드를 선택하는 서비스를 만드세요",
    ),
    ("Remove the ports", "포트 지우기"),
    (
        "Remove the ports, and let programs dial the right one",
        "포트를 지우고, 프로그램이 알맞은 포트로 연결하게 하세요",
    ),
    (
        "Remove type and externalName, and write an EndpointSlice with {address} for this Service",
        "type과 externalName을 지우고, 이 서비스를 위해 {address}(이)가 담긴 EndpointSlice를 만드세요",
    ),
    (
        "Service {name} is an alias of {target}, so its port {port} does nothing: programs dial a port of {target}",
        "서비스 {name}(은)는 {target}의 별칭이라 포트 {port}에는 아무 효과가 없습니다. 프로그램은 {target}의 포트로 연결합니다",
    ),
    (
        "Service {subdomain} selects {selector}, which Pod {pod} does not have, so the name {name} does not exist",
        "서비스 {subdomain}(은)는 {selector} 레이블을 찾는데 파드 {pod}에 없어 이름 {name}(이)가 생기지 않습니다",
    ),
    ("Set clusterIP: None in Service {service}", "서비스 {service}에 clusterIP: None 적기"),
    (
        "Set clusterIP: None in Service {service}, or add a headless one",
        "서비스 {service}에 clusterIP: None을 적거나, 헤드리스 서비스를 하나 더 만드세요",
    ),
    ("Set dnsPolicy to {policy}", "dnsPolicy를 {policy}(으)로 바꾸기"),
    ("Set serviceName to {service}", "serviceName을 {service}(으)로 적기"),
    (
        "Set serviceName to {service}, the headless Service of its Pods",
        "이 파드들의 헤드리스 서비스인 {service}(을)를 serviceName에 적으세요",
    ),
    (
        "Set subdomain to the name of a headless Service that selects the Pod",
        "이 파드를 선택하는 헤드리스 서비스의 이름을 subdomain에 적으세요",
    ),
    ("Set subdomain to {service}", "subdomain을 {service}(으)로 적기"),
    (
        "Set subdomain to {service}, the headless Service that selects the Pod",
        "이 파드를 선택하는 헤드리스 서비스인 {service}(을)를 subdomain에 적으세요",
    ),
    (
        "StatefulSet {set} has no serviceName, so its Pods have no names below the headless Service {service}",
        "스테이트풀셋 {set}에 serviceName이 없어 파드에 헤드리스 서비스 {service} 아래의 이름이 없습니다",
    ),
    (
        "StatefulSet {set} names Service {service}, which is not headless: its name leads to one address, not to the Pods",
        "스테이트풀셋 {set}(이)가 적은 서비스 {service}(은)는 헤드리스가 아닙니다. 그 이름은 파드들이 아니라 주소 하나로 풀립니다",
    ),
    (
        "StatefulSet {set} names Service {service}, which namespace {namespace} does not have: its Pods have no names in DNS",
        "스테이트풀셋 {set}(이)가 적은 서비스 {service}(이)가 네임스페이스 {namespace}에 없어 파드에 DNS 이름이 없습니다",
    ),
    (
        "StatefulSet {set} names Service {service}, which selects {selector}: its Pods have {labels}, and so no names in DNS",
        "스테이트풀셋 {set}(이)가 적은 서비스 {service}(은)는 {selector} 레이블을 찾는데 파드의 레이블은 {labels}(이)라 DNS 이름이 없습니다",
    ),
    ("The Pods with names below {service} are {names}", "{service} 아래에 이름이 있는 파드: {names}"),
    (
        "The externalName of Service {name} is the address {address}, and DNS has aliases of names alone",
        "서비스 {name}의 externalName이 주소 {address}입니다. DNS의 별칭은 이름만 가리킬 수 있습니다",
    ),
    ("The hostname of the Pod does not resolve: NXDOMAIN", "파드의 hostname이 풀리지 않습니다: NXDOMAIN"),
    ("The name of the Pod does not resolve: NXDOMAIN", "파드의 이름이 풀리지 않습니다: NXDOMAIN"),
    (
        "The name of the Service resolves to one address, not to those of the Pods",
        "서비스의 이름이 파드들의 주소가 아니라 주소 하나로 풀립니다",
    ),
    (
        "The name resolves to a CNAME of digits, and to no address",
        "이름이 숫자로 된 CNAME으로만 풀리고 주소를 얻지 못합니다",
    ),
    (
        "The names of the Pods, such as db-0.db, do not resolve: NXDOMAIN",
        "db-0.db 같은 파드의 이름이 풀리지 않습니다: NXDOMAIN",
    ),
    (
        "Where look-ups are many, set the option ndots to 1 in dnsConfig, or put a dot behind the name",
        "이름을 자주 찾는다면 dnsConfig에서 ndots 옵션을 1로 하거나 이름 끝에 점을 붙이세요",
    ),
    (
        "With subdomain {service} its name is {hostname}.{service}",
        "subdomain을 {service}(으)로 하면 이름이 {hostname}.{service}(이)가 됩니다",
    ),
    (
        "Write a Service {service} with clusterIP: None that selects its Pods",
        "clusterIP: None으로 이 파드들을 선택하는 서비스 {service}(을)를 만드세요",
    ),
    ("Write {name}", "{name}(이)라고 적으세요"),
    (
        "{object} has hostname {hostname} and no subdomain, so it has no name below the headless Service {service}",
        "{object}에 hostname {hostname}(은)는 있지만 subdomain이 없어 헤드리스 서비스 {service} 아래의 이름이 없습니다",
    ),
    (
        "{place} dials port {port} of Service {service}, which has {ports}",
        "{place}(은)는 서비스 {service}의 {port} 포트로 연결하지만, 이 서비스의 포트는 {ports}입니다",
    ),
    (
        "{place} names {name}, and the text has no Service {service} in namespace {namespace}",
        "{place}에 {name}(이)라는 이름이 있지만, 이 텍스트의 네임스페이스 {namespace}에는 서비스 {service}(이)가 없습니다",
    ),
    (
        "{place} names {name}, but Service {service} is in namespace {elsewhere}, not in {namespace}",
        "{place}에 적힌 {name}의 서비스 {service}(은)는 네임스페이스 {namespace}(이)가 아니라 {elsewhere}에 있습니다",
    ),
    (
        "{place} names {name}, but namespace {namespace} has no Service {service}",
        "{place}에 적힌 {name}(은)는 풀리지 않습니다. 네임스페이스 {namespace}에 서비스 {service}(이)가 없습니다",
    ),
    (
        "{place} names {name}, but no Pod has hostname {label} and subdomain {service}",
        "{place}에 적힌 {name}(은)는 풀리지 않습니다. hostname이 {label}, subdomain이 {service}인 파드가 없습니다",
    ),
    (
        "{place} names {name}, which the Pods of {reader} cannot resolve: on the host network they ask their node's DNS server",
        "{place}에 적힌 {name}(은)는 {reader}의 파드에서 풀리지 않습니다. 호스트 네트워크에 있어 노드의 DNS 서버에 묻습니다",
    ),
    (
        "{place} names {name}, which the Pods of {reader} cannot resolve: with dnsPolicy Default they ask their node's DNS server",
        "{place}에 적힌 {name}(은)는 {reader}의 파드에서 풀리지 않습니다. dnsPolicy가 Default여서 노드의 DNS 서버에 묻습니다",
    ),
    (
        "{place} names {name}: with ndots {ndots}, each look-up asks for {count} names of the cluster before that one",
        "{place}에 적힌 {name}(은)는 ndots가 {ndots}여서 찾을 때마다 클러스터의 이름 {count}개를 먼저 묻습니다",
    ),
    (
        "{target} is the targetPort behind port {port}: programs dial the Service's own port",
        "{target}(은)는 {port} 포트 뒤의 targetPort입니다. 프로그램은 서비스의 포트로 연결해야 합니다",
    ),
];
