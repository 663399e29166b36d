//! From outside and from other nodes to a Service. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "Another Service or a Pod loses its connections from inside the cluster",
        "다른 서비스나 파드가 클러스터 안에서 오는 접속을 잃습니다",
    ),
    (
        "Choose a port from {first} to {below}, or leave nodePort out",
        "{first}에서 {below}까지의 포트를 고르거나 nodePort를 적지 마세요",
    ),
    (
        "Choose an address below {first}, or leave clusterIP out",
        "{first}보다 낮은 주소를 고르거나 clusterIP를 적지 마세요",
    ),
    (
        "Connect to nodes that have a Pod, run one on every node (DaemonSet), or use the policy Cluster",
        "파드가 있는 노드로 접속하거나, 모든 노드에서 파드를 실행하거나(데몬셋), 정책을 Cluster로 하세요",
    ),
    (
        "Connections to the load balancer's address time out for everybody",
        "로드밸런서 주소로 가는 접속이 누구에게나 시간 초과됩니다",
    ),
    (
        "Connections to the node port time out or are refused at every node",
        "노드 포트로 가는 접속이 모든 노드에서 시간 초과되거나 거부됩니다",
    ),
    ("EXTERNAL-IP stays <pending>", "EXTERNAL-IP가 계속 <pending>입니다"),
    (
        "Give an address that the network outside routes to a node, or leave externalIPs out",
        "바깥 네트워크가 노드로 보내 주는 주소를 적거나 externalIPs를 적지 마세요",
    ),
    (
        "Give the ranges of the clients; 0.0.0.0/0 and ::/0 are everybody",
        "클라이언트의 대역을 적으세요. 0.0.0.0/0과 ::/0은 모두를 뜻합니다",
    ),
    (
        "In a cluster that has the class it gets an address; give it under status.loadBalancer to see it here",
        "그 클래스가 있는 클러스터에서는 주소를 받습니다. 여기서 보려면 status.loadBalancer에 적으세요",
    ),
    (
        "Install a load balancer such as MetalLB, use type NodePort, or switch the load balancer on here",
        "MetalLB 같은 로드밸런서를 설치하거나, NodePort 타입을 쓰거나, 여기서 로드밸런서를 켜세요",
    ),
    (
        "Let Pods use the cluster IP or the name of the Service, or add the range of the Pods",
        "파드는 클러스터 IP나 서비스의 이름을 쓰게 하거나, 파드의 대역을 더하세요",
    ),
    (
        "Let the load balancer keep the sessions, by cookie for instance, and remove sessionAffinity",
        "세션은 로드밸런서가 쿠키 같은 것으로 유지하게 하고 sessionAffinity는 지우세요",
    ),
    ("Now and then: provided IP is already allocated", "가끔: provided IP is already allocated"),
    ("Now and then: provided port is already allocated", "가끔: provided port is already allocated"),
    (
        "One Pod gets all clients of the load balancer, the others none",
        "파드 하나가 로드밸런서의 클라이언트를 모두 받고 나머지는 받지 못합니다",
    ),
    (
        "Pods on some nodes get a time-out, not a refusal, from the cluster IP",
        "일부 노드의 파드에서는 클러스터 IP로 가는 접속이 거부가 아니라 시간 초과가 됩니다",
    ),
    ("Remove sessionAffinity", "sessionAffinity 지우기"),
    (
        "Run a Pod of the Service on every node that has clients (DaemonSet), or use the policy Cluster",
        "클라이언트가 있는 모든 노드에서 서비스의 파드를 실행하거나(데몬셋), 정책을 Cluster로 하세요",
    ),
    (
        "Service {name} admits {ranges} alone, where no client has its address",
        "서비스 {name}(은)는 {ranges}만 받아들이는데, 그 안에 주소를 가진 클라이언트가 없습니다",
    ),
    (
        "Service {name} asks for node port {port}, in the band from which other Services get theirs ({dynamic}-{last})",
        "서비스 {name}(은)는 노드 포트 {port}(을)를 요청하는데, 다른 서비스가 배정받는 구간({dynamic}-{last})에 있습니다",
    ),
    (
        "Service {name} asks for {ip}, in the band from which other Services get their addresses (from {first} on)",
        "서비스 {name}(은)는 {ip}(을)를 요청하는데, 다른 서비스가 주소를 배정받는 구간({first}부터)에 있습니다",
    ),
    (
        "Service {name} has externalTrafficPolicy: Local: nodes without a ready Pod of it drop connections to node port {ports} ({nodes})",
        "서비스 {name}(은)는 externalTrafficPolicy: Local이므로, 준비된 파드가 없는 노드({nodes})는 노드 포트 {ports}(으)로 오는 접속을 버립니다",
    ),
    (
        "Service {name} has internalTrafficPolicy: Local and no ready Pod on {nodes}: connections from Pods there, such as {pod}, are dropped",
        "서비스 {name}(은)는 internalTrafficPolicy: Local인데 {nodes}에 준비된 파드가 없어, {pod}처럼 그곳에 있는 파드의 접속이 버려집니다",
    ),
    (
        "Service {name} has node port {ports}, and no node answers on it at an address of its own",
        "서비스 {name}에 노드 포트 {ports}(이)가 있지만, 자기 주소에서 그 포트로 답하는 노드가 없습니다",
    ),
    (
        "Service {name} keeps clients by their address, but its load balancer (ipMode: Proxy) hides it: all clients go to one Pod",
        "서비스 {name}(은)는 클라이언트를 주소로 구분하지만, 로드밸런서(ipMode: Proxy)가 그 주소를 가려 모든 클라이언트가 파드 하나로 갑니다",
    ),
    (
        "Service {name} waits for a load balancer of class {class}, which nothing here provides",
        "서비스 {name}(은)는 {class} 클래스의 로드밸런서를 기다리지만, 여기에는 그것을 제공하는 것이 없습니다",
    ),
    (
        "Service {name} waits for a load balancer, and nothing here provides one",
        "서비스 {name}(은)는 로드밸런서를 기다리지만, 여기에는 그것을 제공하는 것이 없습니다",
    ),
    (
        "Set nodePortAddresses of kube-proxy to ranges that hold addresses of the nodes, or leave it out",
        "kube-proxy의 nodePortAddresses에 노드의 주소가 있는 대역을 적거나, 적지 마세요",
    ),
    (
        "The external IP {ip} of Service {name} lies in {range}, the cluster's own range",
        "서비스 {name}의 외부 IP {ip}(은)는 클러스터 자신의 대역인 {range} 안에 있습니다",
    ),
    (
        "The node port works at some nodes and times out at the others",
        "노드 포트가 어떤 노드에서는 되고 다른 노드에서는 시간 초과됩니다",
    ),
    (
        "The public name of the Service works from outside and times out from Pods",
        "서비스의 공개 이름이 밖에서는 되고 파드에서는 시간 초과됩니다",
    ),
    (
        "The source ranges of Service {name} do not hold the Pods of the cluster ({pods}), which are shut out of its load balancer's address too",
        "서비스 {name}의 소스 대역에 클러스터의 파드({pods})가 들어 있지 않아, 파드도 로드밸런서 주소로 접속할 수 없습니다",
    ),
];
