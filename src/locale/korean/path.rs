//! The path of a connection. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    ("\"{address}\" is no IP address", "\"{address}\": IP 주소가 아닙니다"),
    ("\"{client}\" is no client", "\"{client}\": 클라이언트가 아닙니다"),
    (
        "\"{family}\" is no IP family: ipv4 or ipv6",
        "\"{family}\": IP 체계가 아닙니다. ipv4와 ipv6 가운데 하나입니다",
    ),
    ("\"{pod}\" names no Pod", "\"{pod}\": 파드 이름이 아닙니다"),
    ("\"{port}\" is no port", "\"{port}\": 포트가 아닙니다"),
    (
        "\"{protocol}\" is no protocol: TCP, UDP or SCTP",
        "\"{protocol}\": 프로토콜이 아닙니다. TCP, UDP, SCTP 가운데 하나입니다",
    ),
    ("\"{target}\" has a bracket that is not closed", "\"{target}\": 닫히지 않은 대괄호가 있습니다"),
    ("\"{target}\" has too many colons", "\"{target}\": 콜론이 너무 많습니다"),
    ("\"{target}\" names no host", "\"{target}\": 호스트가 없습니다"),
    ("\"{via}\" is no node", "\"{via}\": 노드가 아닙니다"),
    ("A host outside the cluster", "클러스터 밖의 호스트"),
    ("A port is a number from 1 to 65535.", "포트는 1에서 65535까지의 수입니다."),
    ("A rule on {node} drops it: {rule}", "{node}의 규칙이 버립니다: {rule}"),
    ("A rule on {node} refuses it: {rule}", "{node}의 규칙이 거부합니다: {rule}"),
    ("Another client…", "다른 클라이언트…"),
    ("Any: the sum of them", "아무 노드나: 모두 더한 결과"),
    ("By", "접속 방법"),
    ("Client", "클라이언트"),
    ("Cluster IP", "클러스터 IP"),
    ("Delivered only in part", "일부만 도착"),
    ("Delivered to {percent} % only: {why}", "{percent} %만 도착합니다: {why}"),
    ("Destination", "도착지"),
    (
        "Every node fails the health check of Service {service}; what its load balancer then does is its own affair, here it uses {nodes}",
        "어느 노드도 서비스 {service}의 상태 검사를 통과하지 못합니다. 이때 로드 밸런서가 어떻게 할지는 정해져 있지 않으며, 여기서는 {nodes}(을)를 씁니다",
    ),
    ("External IP", "외부 IP"),
    ("Hosts", "호스트"),
    (
        "It needs the ncat of nmap and a kernel with SCTP; curl speaks no SCTP, and many networks drop it.",
        "nmap의 ncat과 SCTP를 지원하는 커널이 필요합니다. curl은 SCTP를 쓰지 못하며, SCTP를 버리는 네트워크도 많습니다.",
    ),
    ("It says at once: Connection refused.", "곧바로 Connection refused라고 나옵니다."),
    (
        "It shows nothing and gives up after {count} seconds.",
        "아무것도 나오지 않다가 {count}초 뒤에 포기합니다.",
    ),
    (
        "It shows nothing, as it also does where a backend does not answer.",
        "아무것도 나오지 않습니다. 백엔드가 답하지 않을 때도 마찬가지입니다.",
    ),
    ("It shows the answer of a backend, if that speaks HTTP.", "백엔드가 HTTP를 쓴다면 그 응답이 나옵니다."),
    (
        "Kubernetes does not see to it that packets for the external IP {ip} come to a node; if the network does, this is what any of {nodes} makes of it",
        "외부 IP {ip}(으)로 가는 패킷을 노드까지 보내는 일은 쿠버네티스가 하지 않습니다. 네트워크가 보내 준다면 {nodes} 가운데 어느 노드든 이렇게 처리합니다",
    ),
    (
        "Many Pod networks give what a Pod sends to another node the address of the Pod's own node; here it comes to {node} as it is",
        "많은 파드 네트워크는 파드가 다른 노드로 보내는 패킷의 출발지를 파드가 있는 노드의 주소로 바꿉니다. 여기서는 그대로 {node}에 도착합니다",
    ),
    (
        "Masqueraded, so that the answer comes back through {node}; a Pod on {node} may see the address of another interface of the node",
        "답이 {node}(을)를 거쳐 돌아오도록 마스커레이드합니다. {node}에 있는 파드에는 노드의 다른 인터페이스 주소가 보일 수 있습니다",
    ),
    ("No Pod has the address {ip}", "주소가 {ip}인 파드가 없습니다"),
    (
        "No Service has this address of the Service range, so {node} drops the packet",
        "서비스 대역이지만 이 주소를 가진 서비스가 없어 {node}(이)가 패킷을 버립니다",
    ),
    (
        "No Service that kube-proxy serves has the address {ip}",
        "kube-proxy가 다루는 서비스 가운데 주소가 {ip}인 것이 없습니다",
    ),
    (
        "No container of Pod {pod} declares port {port}/{protocol}, so svclab takes it to be closed",
        "파드 {pod}의 어느 컨테이너도 {port}/{protocol} 포트를 적어 두지 않아 svclab은 닫힌 것으로 봅니다",
    ),
    (
        "No container of Pod {pod} declares port {port}/{protocol}; whether one listens there, no manifest says",
        "파드 {pod}의 어느 컨테이너도 {port}/{protocol} 포트를 적어 두지 않았습니다. 실제로 기다리는지는 알 수 없습니다",
    ),
    (
        "No rule of kube-proxy names this destination; {node} passes it on",
        "이 도착지를 다루는 kube-proxy 규칙이 없어 {node}(이)가 그대로 넘깁니다",
    ),
    (
        "No rule takes it up on the way out, so it leaves the cluster for the load balancer; whether that one answers clients from inside is up to the cloud",
        "나가는 길에 처리하는 규칙이 없어 패킷이 클러스터를 떠나 로드 밸런서로 갑니다. 안에서 온 클라이언트에 로드 밸런서가 답할지는 클라우드에 달려 있습니다",
    ),
    (
        "No rule takes up what comes for the load balancer's address {ip}",
        "로드 밸런서 주소 {ip}(으)로 온 패킷을 다루는 규칙이 없습니다",
    ),
    ("Node port", "노드 포트"),
    ("Nodes", "노드"),
    (
        "Not sticky: every connection may get another backend.",
        "고정되지 않음: 접속할 때마다 다른 백엔드로 갈 수 있습니다.",
    ),
    (
        "Nothing is behind {address} of {service}, but what a node itself sends there is not refused: the packet leaves, and nobody has the address",
        "{service}의 {address} 뒤에 아무것도 없지만, 노드가 직접 보내는 패킷은 거부되지 않습니다. 패킷은 나가고 그 주소를 가진 것은 없습니다",
    ),
    (
        "Nothing listens on port {port}/{protocol} of {node}",
        "{node}의 {port}/{protocol} 포트에서 기다리는 것이 없습니다",
    ),
    ("Odds", "확률"),
    ("On a host of the nodes' network", "노드 네트워크의 호스트에서"),
    ("On a machine in the internet", "인터넷에 있는 컴퓨터에서"),
    ("On any machine with kubectl", "kubectl이 있는 아무 컴퓨터에서"),
    ("On node {node}", "노드 {node}에서"),
    (
        "Only if the endpoint is the client itself: the answer must come back through {node}",
        "엔드포인트가 클라이언트 자신일 때만: 답이 {node}(을)를 거쳐 돌아와야 합니다",
    ),
    ("Outside the cluster", "클러스터 밖"),
    (
        "Outside the cluster nobody knows a way to {ip}",
        "클러스터 밖에서는 {ip}(으)로 가는 길을 아무도 모릅니다",
    ),
    ("Pod {pod} has no address yet", "파드 {pod}에 아직 주소가 없습니다"),
    (
        "Pod {pod} is on no node, so it sends nothing",
        "파드 {pod}(은)는 어느 노드에도 없어 아무것도 보내지 못합니다",
    ),
    (
        "Pod {pod} is on {node}, which is down, so it sends nothing",
        "파드 {pod}(이)가 있는 {node}(이)가 꺼져 있어 아무것도 보내지 못합니다",
    ),
    ("Pods", "파드"),
    (
        "Put an IPv6 address in brackets, as in [fd00::1]:80.",
        "IPv6 주소는 [fd00::1]:80처럼 대괄호로 묶으세요.",
    ),
    ("Rule: {rule}", "규칙: {rule}"),
    (
        "Service {service} has no node port that its load balancer could speak to",
        "서비스 {service}에 로드 밸런서가 쓸 노드 포트가 없습니다",
    ),
    ("Services", "서비스"),
    ("Source", "출발지"),
    (
        "Sticky: a client that comes back within {seconds} s gets the same backend.",
        "고정됨: {seconds}초 안에 다시 접속하는 클라이언트는 같은 백엔드로 갑니다.",
    ),
    (
        "The Pod declares hostPort {port}; it is the Pod network's plugin that sees to it, not kube-proxy",
        "파드가 hostPort {port}(을)를 적어 두었습니다. kube-proxy가 아니라 파드 네트워크의 플러그인이 처리합니다",
    ),
    ("The backend sees it come from {source}", "백엔드에 보이는 출발지: {source}"),
    ("The client has no {family} address", "클라이언트에 {family} 주소가 없습니다"),
    (
        "The client's address is in none of the loadBalancerSourceRanges of {service}, so {node} drops the packet",
        "클라이언트의 주소가 {service}의 loadBalancerSourceRanges에 들지 않아 {node}(이)가 패킷을 버립니다",
    ),
    (
        "The cluster IP belongs to a Service that does not have this port, so {node} refuses",
        "클러스터 IP의 서비스에 이 포트가 없어 {node}(이)가 거부합니다",
    ),
    (
        "The load balancer at {ip} forwards nothing on port {port}/{protocol}",
        "{ip}의 로드 밸런서는 {port}/{protocol} 포트로 아무것도 넘기지 않습니다",
    ),
    (
        "The load balancer of Service {service} has no node to use",
        "서비스 {service}의 로드 밸런서가 쓸 노드가 없습니다",
    ),
    (
        "The load balancer of Service {service} may use {nodes}",
        "서비스 {service}의 로드 밸런서가 쓸 수 있는 노드: {nodes}",
    ),
    (
        "The load balancer of Service {service} speaks to the node port, from an address of its own, and may use {nodes}",
        "서비스 {service}의 로드 밸런서가 자기 주소로 노드 포트에 보냅니다. 쓸 수 있는 노드: {nodes}",
    ),
    ("The network hands what is for {ip} to {node}", "네트워크가 {ip}(으)로 가는 패킷을 {node}에 넘깁니다"),
    ("The nodes are {nodes}.", "노드는 {nodes}입니다."),
    (
        "The packet to {address} goes in circles between nodes",
        "{address}(으)로 가는 패킷이 노드 사이를 맴돕니다",
    ),
    ("There is no Pod {pod}", "파드 {pod}(이)가 없습니다"),
    ("There is no node that could take the packet", "패킷을 받을 노드가 없습니다"),
    ("There is no node {node}", "노드 {node}(이)가 없습니다"),
    ("Through node", "거치는 노드"),
    (
        "UDP knows no connection: nc may report the refusal, or only end without an answer.",
        "UDP에는 연결이 없습니다. nc가 거부를 알릴 수도 있고, 답 없이 끝날 수도 있습니다.",
    ),
    (
        "UDP knows no connection: without an answer of the backend it shows nothing. Look into the backend's log.",
        "UDP에는 연결이 없습니다. 백엔드가 답하지 않으면 아무것도 나오지 않으니 백엔드의 로그를 확인해 보십시오.",
    ),
    ("What happens", "하는 일"),
    ("Where", "위치"),
    ("Which node takes it, no client can ask for.", "어느 노드를 거칠지는 클라이언트가 고를 수 없습니다."),
    ("Who may get it", "받을 수 있는 곳"),
    ("Write HOST:PORT or HOST:PORT/PROTOCOL.", "HOST:PORT 또는 HOST:PORT/PROTOCOL로 쓰세요."),
    (
        "Write HOST:PORT/PROTOCOL; the Service has {ports}.",
        "HOST:PORT/PROTOCOL로 쓰세요. 서비스의 포트는 {ports}입니다.",
    ),
    (
        "Write HOST:PORT; only a Service with one port can go without.",
        "HOST:PORT로 쓰세요. 포트가 하나인 서비스만 생략할 수 있습니다.",
    ),
    ("Write node:NAME.", "node:NAME으로 쓰세요."),
    ("Write pod:NAMESPACE/NAME.", "pod:NAMESPACE/NAME으로 쓰세요."),
    ("Write {clients}.", "{clients} 가운데 하나로 쓰세요."),
    (
        "kube-proxy answers the health checks of {service} here: {node} has {count} ready endpoints, so it says {status}",
        "여기서는 kube-proxy가 {service}의 상태 검사에 답합니다. {node}에 준비된 엔드포인트가 {count}개이므로 {status}(이)라고 답합니다",
    ),
    (
        "{address} is not in the cluster: what listens there is not known, and many Pod networks give a Pod's packet its node's address on the way out",
        "{address}(은)는 클러스터 밖이라 무엇이 기다리는지 알 수 없습니다. 많은 파드 네트워크에서 밖으로 나가는 패킷의 출발지는 노드 주소로 바뀝니다",
    ),
    (
        "{backend} gets the packet, but its answer does not come back through {node}, which rewrote the destination, so the client does not know it for the answer",
        "{backend}(이)가 패킷을 받지만, 답이 목적지를 바꾼 {node}(을)를 거쳐 돌아오지 않으므로 클라이언트는 그것을 자기가 기다리는 답으로 알아보지 못합니다",
    ),
    (
        "{backend} gets the packet, but its answer does not come back through {node}, whose rules then drop what the client sends next: to conntrack it belongs to no connection",
        "{backend}(이)가 패킷을 받지만 답이 {node}(을)를 거쳐 돌아오지 않습니다. 그래서 클라이언트가 다음에 보내는 패킷은 conntrack이 보기에 어느 연결에도 속하지 않으며, {node}의 규칙이 버립니다",
    ),
    ("{client} opens a connection", "{client}(이)가 접속을 엽니다"),
    ("{count} more nodes do what one above does", "노드 {count}개도 위의 노드 가운데 하나와 똑같이 합니다"),
    (
        "{ip} is a private address, which the internet does not reach",
        "{ip}(은)는 사설 주소라 인터넷에서 닿지 않습니다",
    ),
    ("{node} is down, so it sends nothing", "{node}(이)가 꺼져 있어 아무것도 보내지 못합니다"),
    ("{node} is down, so nobody there answers", "{node}(이)가 꺼져 있어 아무도 답하지 않습니다"),
    ("{node} lets nobody else in to 127.0.0.1", "{node}(은)는 127.0.0.1에 다른 누구도 들이지 않습니다"),
    ("{place} has the address", "{place}(이)가 그 주소를 가집니다"),
    (
        "{service} has endpoints, but none on {node}, and its traffic policy is Local, so {node} drops the packet",
        "{service}에 엔드포인트가 있지만 {node}에는 없고 트래픽 정책이 Local이라 {node}(이)가 패킷을 버립니다",
    ),
    (
        "{service} has no endpoint that is ready, so {node} refuses",
        "{service}에 준비된 엔드포인트가 없어 {node}(이)가 거부합니다",
    ),
    (
        "{service} has no port {port}/{protocol}, so no rule takes it up, and nobody has the address {address}",
        "{service}에 {port}/{protocol} 포트가 없어 다루는 규칙이 없고, 주소가 {address}인 것도 없습니다",
    ),
    ("{service} leads to one of {count} endpoints", "{service}에서 엔드포인트 {count}개 가운데 하나로"),
    ("{service} leads to {place}", "{service}에서 {place}(으)로"),
    ("{service}, by the rules {path}", "{service}, 규칙 {path}"),
    (
        "{service}: one of {count} endpoints at random, and the same one for a client that comes back within {seconds} s, by the rules {path}",
        "{service}: 엔드포인트 {count}개 가운데 무작위로 하나, {seconds}초 안에 다시 오는 클라이언트는 같은 곳으로, 규칙 {path}",
    ),
    (
        "{service}: one of {count} endpoints at random, by the rules {path}",
        "{service}: 엔드포인트 {count}개 가운데 무작위로 하나, 규칙 {path}",
    ),
    (
        "{source} is the address of {node} itself, and its kernel drops what comes back in with that source; a load balancer that rewrites the source would get it through",
        "{source}(은)는 {node} 자신의 주소이며, 노드의 커널은 그 주소를 출발지로 하여 밖에서 들어오는 패킷을 버립니다. 출발지를 바꾸는 로드 밸런서라면 통과합니다",
    ),
    (
        "{target} leaves open which port of Service {service} is meant",
        "{target}: 서비스 {service}의 어느 포트인지 알 수 없습니다",
    ),
    ("{target} names no port", "{target}: 포트가 없습니다"),
];
