//! Services: fields, addresses, ports. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "A DNS label is recommended: lower-case letters, digits and '-', at most 63 of them",
        "DNS 레이블을 권합니다. 소문자, 숫자, '-'로 63자까지입니다",
    ),
    (
        "A headless Service has no address: leave None alone, or remove it",
        "헤드리스 Service에는 주소가 없습니다. None만 남기거나 None을 지우세요",
    ),
    (
        "An ExternalName Service is a DNS alias and has no address: remove the field",
        "ExternalName Service는 DNS 별칭이라 주소가 없습니다. 이 필드를 지우세요",
    ),
    (
        "Choose another port, or remove healthCheckNodePort to get one",
        "다른 포트를 고르거나, healthCheckNodePort를 지워 배정받으세요",
    ),
    (
        "EndpointSlices of addressType FQDN are deprecated, and kube-proxy ignores them",
        "addressType이 FQDN인 EndpointSlice는 사용 중단 예정이며 kube-proxy는 이를 무시합니다",
    ),
    (
        "Every pair of port and protocol may stand once in a Service",
        "Service에서 포트와 프로토콜의 짝은 한 번만 쓸 수 있습니다",
    ),
    ("Give a time in seconds, a day at most", "하루를 넘지 않는 시간을 초로 적으세요"),
    (
        "Give clusterIP and the first of clusterIPs the same value",
        "clusterIP와 clusterIPs의 첫 값을 같게 하세요",
    ),
    (
        "Give each port of one protocol a nodePort of its own",
        "같은 프로토콜의 포트마다 다른 nodePort를 적으세요",
    ),
    ("Give one IPv4 and one IPv6 address at most", "IPv4와 IPv6 주소를 하나씩까지만 적으세요"),
    ("Give one address of each family at most", "계열마다 주소를 하나까지만 적으세요"),
    ("Give the DNS name that the Service stands for", "Service가 가리키는 DNS 이름을 적으세요"),
    ("Give the cluster a larger service-node-port-range", "클러스터의 service-node-port-range를 넓히세요"),
    ("Give the cluster a larger serviceSubnet", "클러스터의 serviceSubnet을 넓히세요"),
    (
        "Let addresses and ipFamilies name the same families in the same order",
        "주소와 ipFamilies의 계열을 같은 순서로 맞추세요",
    ),
    (
        "List the ports of the Service, such as port: 80; only a headless Service can do without",
        "port: 80처럼 Service의 포트를 적으세요. 헤드리스 Service만 포트가 없어도 됩니다",
    ),
    ("Name each family once", "각 계열을 한 번만 적으세요"),
    (
        "No node port is left for {field}: the range is full",
        "{field}에 줄 노드 포트가 남아 있지 않습니다. 범위가 다 찼습니다",
    ),
    (
        "No {family} address is left for {field}: the range is full",
        "{field}에 줄 {family} 주소가 남아 있지 않습니다. 범위가 다 찼습니다",
    ),
    (
        "Remove clusterIP, or use type ClusterIP for a headless Service",
        "clusterIP를 지우거나, 헤드리스 Service라면 ClusterIP 타입을 쓰세요",
    ),
    (
        "Remove healthCheckNodePort, or set externalTrafficPolicy: Local on a LoadBalancer Service",
        "healthCheckNodePort를 지우거나, LoadBalancer Service에 externalTrafficPolicy: Local을 적으세요",
    ),
    ("Remove ipMode, or give ip", "ipMode를 지우거나 ip를 적으세요"),
    (
        "Remove it, or give the cluster a serviceSubnet of this family",
        "지우거나, 클러스터에 이 계열의 serviceSubnet을 주세요",
    ),
    (
        "Remove it, or make the Service of type NodePort or LoadBalancer",
        "지우거나, Service를 NodePort나 LoadBalancer 타입으로 바꾸세요",
    ),
    ("Remove it, or set type: LoadBalancer", "지우거나 type: LoadBalancer로 하세요"),
    (
        "Remove it: an ExternalName Service is a DNS alias and nothing else",
        "지우세요. ExternalName Service는 DNS 별칭일 뿐입니다",
    ),
    (
        "Remove it: without a virtual address there is nothing that it could apply to",
        "지우세요. 가상 주소가 없어 적용할 곳이 없습니다",
    ),
    ("Remove the older one, {other}", "더 오래된 {other}(을)를 지우세요"),
    ("Remove them, or set type: LoadBalancer", "지우거나 type: LoadBalancer로 하세요"),
    (
        "Set ipFamilyPolicy: PreferDualStack, or give one of them only",
        "ipFamilyPolicy: PreferDualStack으로 하거나 하나만 적으세요",
    ),
    (
        "Set type: ExternalName, or remove externalName",
        "type: ExternalName으로 하거나 externalName을 지우세요",
    ),
    ("The IPv6 address {value} is not in canonical form", "IPv6 주소 {value}(은)는 표준 표기가 아닙니다"),
    ("The annotation {annotation} is deprecated", "어노테이션 {annotation}(은)는 사용 중단 예정입니다"),
    (
        "The name {value} is used in the hostname of Pods, which can result in surprising behavior",
        "이름 {value}(은)는 Pod의 호스트 이름에 쓰여 뜻밖의 결과를 낳을 수 있습니다",
    ),
    (
        "Use PreferDualStack, or give the cluster a serviceSubnet of each family",
        "PreferDualStack을 쓰거나, 클러스터에 두 계열의 serviceSubnet을 주세요",
    ),
    ("Use a Service of type ExternalName, or addresses", "ExternalName 타입의 Service나 주소를 쓰세요"),
    ("Use a Service of type LoadBalancer, or a Gateway", "LoadBalancer 타입의 Service나 Gateway를 쓰세요"),
    (
        "Use an address of the cluster's own family, or give the cluster a second serviceSubnet",
        "클러스터와 같은 계열의 주소를 쓰거나, 클러스터에 두 번째 serviceSubnet을 주세요",
    ),
    ("Use {annotation}, or spec.trafficDistribution", "{annotation}(이)나 spec.trafficDistribution을 쓰세요"),
    ("Write PreferSameZone, which means the same", "뜻이 같은 PreferSameZone을 쓰세요"),
    (
        "Write an EndpointSlice of discovery.k8s.io/v1 with the label kubernetes.io/service-name",
        "kubernetes.io/service-name 레이블을 붙인 discovery.k8s.io/v1 EndpointSlice를 쓰세요",
    ),
    ("Write it as ip: {value}", "ip: {value}(이)라고 쓰세요"),
    ("Write the first of them as clusterIP too", "첫 값을 clusterIP에도 적으세요"),
    ("Write {address}, as RFC 5952 has it", "RFC 5952대로 {address}(이)라고 쓰세요"),
    (
        "externalIPs is deprecated and may no longer be implemented in some clusters",
        "externalIPs는 사용 중단 예정이며 어떤 클러스터에서는 더는 동작하지 않을 수 있습니다",
    ),
    ("externalIPs is ignored for ExternalName services", "ExternalName Service에서 externalIPs는 무시됩니다"),
    ("externalName is ignored when type is {kind}", "type이 {kind}(이)면 externalName은 무시됩니다"),
    (
        "trafficDistribution: PreferClose is deprecated",
        "trafficDistribution: PreferClose는 사용 중단 예정입니다",
    ),
    (
        "v1 Endpoints is deprecated since Kubernetes 1.33",
        "v1 Endpoints는 쿠버네티스 1.33부터 사용 중단 예정입니다",
    ),
    (
        "{field} asks for {value}, which is already allocated to Service {owner}",
        "{field}에 적은 {value}(은)는 이미 Service {owner}에 배정되어 있습니다",
    ),
    (
        "{field} asks for {value}, which is not in the valid range from {first} to {last}",
        "{field}에 적은 {value}(은)는 {first}부터 {last}까지의 범위 밖입니다",
    ),
    ("{field} is ignored for headless services", "헤드리스 Service에서 {field}(은)는 무시됩니다"),
    (
        "{field} is {value}, but None must be the first and only value",
        "{field}(이)가 {value}입니다. None은 혼자만 있어야 합니다",
    ),
    (
        "{field} is {value}, but may only be set for externally-accessible services",
        "{field}(이)가 {value}인데, 밖에서 닿을 수 있는 Service에만 적을 수 있습니다",
    ),
    (
        "{field} is {value}, but may only be set when type is LoadBalancer and externalTrafficPolicy is Local",
        "{field}(이)가 {value}인데, type이 LoadBalancer이고 externalTrafficPolicy가 Local일 때만 적을 수 있습니다",
    ),
    (
        "{field} is {value}, but this cluster is not configured for dual-stack services",
        "{field}(이)가 {value}인데, 이 클러스터는 듀얼 스택으로 설정되어 있지 않습니다",
    ),
    (
        "{field} is {value}, but {family} is not configured on this cluster",
        "{field}(이)가 {value}인데, 이 클러스터에는 {family}(이)가 설정되어 있지 않습니다",
    ),
    (
        "{field} is {value}, which is not configured on this cluster",
        "{field}의 {value}(은)는 이 클러스터에 설정되어 있지 않습니다",
    ),
    (
        "{field} may not be set for ExternalName services",
        "ExternalName Service에는 {field}(을)를 적을 수 없습니다",
    ),
    (
        "{field} may not be set to {value} for {kind} services",
        "{kind} Service의 {field}에는 {value}(을)를 적을 수 없습니다",
    ),
    ("{field} may not be specified when ip is not set", "ip가 없으면 {field}(을)를 적을 수 없습니다"),
    ("{field} may not be used when type is ClusterIP", "type이 ClusterIP이면 {field}(을)를 쓸 수 없습니다"),
    (
        "{field} may only be used when type is LoadBalancer",
        "{field}(은)는 type이 LoadBalancer일 때만 쓸 수 있습니다",
    ),
    (
        "{field} may only hold up to 2 values, not {value}",
        "{field}에는 값을 둘까지만 적을 수 있습니다: {value}",
    ),
    (
        "{field} may specify no more than one IP for each IP family, not {value}",
        "{field}에는 IP 계열마다 주소를 하나까지만 적을 수 있습니다: {value}",
    ),
    (
        "{field} must be 'RequireDualStack' or 'PreferDualStack' when multiple IP families are specified, not {value}",
        "IP 계열을 여럿 적으면 {field}(은)는 'RequireDualStack'이나 'PreferDualStack'이어야 합니다: {value}",
    ),
    (
        "{field} must be 'RequireDualStack' or 'PreferDualStack' when multiple cluster IPs are specified, not {value}",
        "클러스터 IP를 여럿 적으면 {field}(은)는 'RequireDualStack'이나 'PreferDualStack'이어야 합니다: {value}",
    ),
    (
        "{field} must be a DNS name, not an IP address, not {value}",
        "{field}에는 IP 주소가 아니라 DNS 이름이 와야 합니다: {value}",
    ),
    (
        "{field} must be an {family} address, as ipFamilies[{at}] says, not {value}",
        "{field}에는 ipFamilies[{at}]대로 {family} 주소가 와야 합니다: {value}",
    ),
    (
        "{field} must be empty when clusterIP is not specified, not {value}",
        "clusterIP가 없으면 {field}(은)는 비어 있어야 합니다: {value}",
    ),
    (
        "{field} must be greater than 0 and at most {limit}, not {value}",
        "{field}(은)는 0보다 크고 {limit} 이하여야 합니다: {value}",
    ),
    (
        "{field} must begin with the value of clusterIP, which is {single}, not with {value}",
        "{field}(은)는 clusterIP의 값 {single}(으)로 시작해야 합니다: {value}",
    ),
    (
        "{field} must match annotations[{other}] when both are specified, not {value}",
        "둘 다 적으면 {field}(은)는 annotations[{other}]와 같아야 합니다: {value}",
    ),
];
