//! Names, addresses, endpoints, settings. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    ("A cluster may take it; here it is passed over", "클러스터는 받아들일 수 있지만 여기서는 건너뜁니다"),
    ("Choose one of these values", "이 값들 가운데 고르세요"),
    ("For this one address write {address}/{length}", "이 주소 하나라면 {address}/{length}(이)라고 쓰세요"),
    ("Give 0 or more", "0 이상을 적으세요"),
    (
        "Give a CIDR such as 10.96.0.0/12, or one of each family with a comma between",
        "10.96.0.0/12 같은 CIDR을 적거나, 두 계열을 쉼표로 나누어 하나씩 적으세요",
    ),
    ("Give a CIDR such as 192.168.0.0/16, or primary", "192.168.0.0/16 같은 CIDR이나 primary를 적으세요"),
    ("Give a DNS name such as db.example.com", "db.example.com 같은 DNS 이름을 적으세요"),
    ("Give a domain such as shop.svc.cluster.local", "shop.svc.cluster.local 같은 도메인을 적으세요"),
    ("Give a name of letters and digits", "글자와 숫자로 된 이름을 적으세요"),
    ("Give a name: an address cannot stand here", "이름을 적으세요. 여기에는 주소가 올 수 없습니다"),
    (
        "Give addresses or notReadyAddresses, at least one of them",
        "addresses나 notReadyAddresses 가운데 적어도 하나를 적으세요",
    ),
    (
        "Give an address and a prefix length, such as 10.9.8.0/24",
        "10.9.8.0/24처럼 주소와 접두사 길이를 적으세요",
    ),
    (
        "Give an address at which others can reach the backend",
        "다른 곳에서 백엔드에 닿을 수 있는 주소를 적으세요",
    ),
    (
        "Give apiVersion, kind, name and uid of the owner, or leave out ownerReferences",
        "소유자의 apiVersion, kind, name, uid를 적거나 ownerReferences를 빼세요",
    ),
    (
        "Give every port of a slice its own name; one may have none",
        "슬라이스의 포트마다 다른 이름을 붙이세요. 하나는 이름이 없어도 됩니다",
    ),
    ("Give one IPv4 and one IPv6 CIDR at most", "IPv4와 IPv6 CIDR을 하나씩까지만 적으세요"),
    ("Give one IPv4 or IPv6 address", "IPv4나 IPv6 주소를 하나 적으세요"),
    (
        "Give one name: a wildcard cannot stand here",
        "이름을 하나 적으세요. 여기에는 와일드카드가 올 수 없습니다",
    ),
    ("Give the endpoint an address", "엔드포인트에 주소를 적으세요"),
    (
        "Give the first and the last port, such as 30000-32767",
        "30000-32767처럼 첫 포트와 마지막 포트를 적으세요",
    ),
    (
        "In quotes it is a name: write {value} without quotes",
        "따옴표로 묶으면 이름이 됩니다. 따옴표 없이 {value}(이)라고 쓰세요",
    ),
    ("Leave out {surplus} of them", "{surplus}개를 빼세요"),
    ("Leave primary alone, or name CIDRs only", "primary만 남기거나 CIDR만 적으세요"),
    ("Mend the first ones and look again", "앞의 것부터 고치고 다시 보세요"),
    ("Name it once", "한 번만 적으세요"),
    ("No matches for kind {kind} in version {version}", "{version}에는 {kind} kind가 없습니다"),
    ("None can only stand alone, for a headless Service", "None은 헤드리스 Service에 혼자만 올 수 있습니다"),
    (
        "Only one address may stand here: write {address}",
        "여기에는 주소 하나만 올 수 있습니다. {address}(이)라고 쓰세요",
    ),
    (
        "Put the addresses of the other family into a slice of their own",
        "다른 계열의 주소는 다른 슬라이스에 넣으세요",
    ),
    ("Remove one of the two", "둘 중 하나를 지우세요"),
    ("Remove one of them, or give this one another name", "하나를 지우거나 이것의 이름을 바꾸세요"),
    ("Remove the '/', or put a DNS name before it", "'/'를 지우거나 그 앞에 DNS 이름을 적으세요"),
    ("Remove this owner", "이 소유자를 지우세요"),
    ("Say what the addresses are: IPv4, IPv6 or FQDN", "주소의 종류를 IPv4, IPv6, FQDN 가운데 적으세요"),
    ("Set controller to true for one owner", "소유자 하나에만 controller: true를 적으세요"),
    ("Shorten it", "짧게 줄이세요"),
    ("Shorten it by {surplus}", "{surplus}만큼 줄이세요"),
    (
        "Take out the other characters, or use an annotation, which may hold any text",
        "다른 문자를 빼거나, 어떤 글이든 담는 어노테이션을 쓰세요",
    ),
    (
        "The kube-proxy mode ipvs is not simulated, iptables stands in for it",
        "kube-proxy의 ipvs 모드는 시뮬레이션하지 않으며 iptables로 대신합니다",
    ),
    ("The port goes elsewhere: write {address}", "포트는 다른 곳에 적습니다. {address}(이)라고 쓰세요"),
    (
        "This {kind} breaks {count} more rules than are shown",
        "이 {kind}에는 보이지 않는 오류가 {count}개 더 있습니다",
    ),
    ("Use a name such as app or app.kubernetes.io/name", "app이나 app.kubernetes.io/name 같은 이름을 쓰세요"),
    ("Use a name such as http", "http 같은 이름을 쓰세요"),
    ("Use lower-case letters and digits", "소문자와 숫자를 쓰세요"),
    (
        "Use nftables: ipvs is deprecated since Kubernetes 1.35",
        "nftables를 쓰세요. ipvs는 쿠버네티스 1.35부터 사용 중단 예정입니다",
    ),
    (
        "What it says of Services and Pods is checked; no packet passes through it here",
        "서비스와 파드에 대해 적힌 것은 확인하지만, 여기서 패킷이 지나가지는 않습니다",
    ),
    ("Write apiVersion: {version}", "apiVersion: {version}(이)라고 쓰세요"),
    (
        "Write it like app.kubernetes.io/name, with one '/' at most",
        "app.kubernetes.io/name처럼 '/'를 하나까지만 쓰세요",
    ),
    ("Write it with a domain, such as example.com/{name}", "example.com/{name}처럼 도메인을 붙여 쓰세요"),
    ("Write kind: {kind}", "kind: {kind}(이)라고 쓰세요"),
    ("Write one '-' at a time", "'-'를 하나씩만 쓰세요"),
    ("Write the IPv4 network, such as 10.9.8.0/24", "10.9.8.0/24처럼 IPv4 네트워크를 적으세요"),
    ("Write the name alone: {host}", "이름만 쓰세요: {host}"),
    ("Write the whole name, such as {name}.example.com", "{name}.example.com처럼 이름 전체를 쓰세요"),
    ("Write {address}", "{address}(이)라고 쓰세요"),
    ("Write {better}", "{better}(이)라고 쓰세요"),
    ("Write {known}: upper and lower case count", "{known}(이)라고 쓰세요. 대문자와 소문자를 구별합니다"),
    ("Write {network}/{length}", "{network}/{length}(이)라고 쓰세요"),
    (
        "Write {network}/{length} for the network, or {address}/{full} for the one address",
        "네트워크라면 {network}/{length}, 주소 하나라면 {address}/{full}(이)라고 쓰세요",
    ),
    ("Write {only}, or remove the field", "{only}(이)라고 쓰거나 필드를 지우세요"),
    (
        "{field} holds {value}, but a label's value must be empty, or consist of letters, digits, '-', '_' and '.', and start and end with a letter or digit",
        "{field}에 {value}(이)가 있습니다. 레이블의 값은 비어 있거나, 글자, 숫자, '-', '_', '.'으로 이루어지고 글자나 숫자로 시작하고 끝나야 합니다",
    ),
    (
        "{field} holds {value}, but a name must consist of letters, digits, '-', '_' and '.', and start and end with a letter or digit",
        "{field}에 {value}(이)가 있습니다. 이름은 글자, 숫자, '-', '_', '.'으로 이루어지고 글자나 숫자로 시작하고 끝나야 합니다",
    ),
    ("{field} holds {value}, which is no subnet", "{field}에 적은 {value}(은)는 서브넷이 아닙니다"),
    ("{field} holds {value}, whose name must be non-empty", "{field}에 적은 {value}에 이름이 비어 있습니다"),
    (
        "{field} holds {value}, whose prefix before '/' must be non-empty",
        "{field}에 적은 {value}에서 '/' 앞이 비어 있습니다",
    ),
    ("{field} is required, but missing or empty", "{field}(은)는 꼭 있어야 하는데 없거나 비어 있습니다"),
    (
        "{field} is {value}, which cannot stand beside others",
        "{field}의 {value}(은)는 다른 값과 함께 쓸 수 없습니다",
    ),
    (
        "{field} is {value}, which is neither a standard finalizer name nor fully qualified",
        "{field}의 {value}(은)는 표준 finalizer 이름도, 도메인이 붙은 이름도 아닙니다",
    ),
    (
        "{field} may have one controller only, not {first} and {second}",
        "{field}에는 컨트롤러가 하나만 있을 수 있습니다: {first}, {second}",
    ),
    (
        "{field} may not be in the link-local multicast range (224.0.0.0/24, ff02::/10), as {value} is",
        "{field}에 링크 로컬 멀티캐스트 주소(224.0.0.0/24, ff02::/10)를 적을 수 없습니다: {value}",
    ),
    (
        "{field} may not be in the link-local range (169.254.0.0/16, fe80::/10), as {value} is",
        "{field}에 링크 로컬 주소(169.254.0.0/16, fe80::/10)를 적을 수 없습니다: {value}",
    ),
    (
        "{field} may not be in the loopback range (127.0.0.0/8, ::1/128), as {value} is",
        "{field}에 루프백 주소(127.0.0.0/8, ::1/128)를 적을 수 없습니다: {value}",
    ),
    ("{field} may not be more than {limit} bytes", "{field}(은)는 {limit}바이트를 넘을 수 없습니다"),
    ("{field} may not be unspecified, as {value} is", "{field}에 미지정 주소를 적을 수 없습니다: {value}"),
    (
        "{field} may not have both orphan and foregroundDeletion",
        "{field}에 orphan과 foregroundDeletion을 함께 적을 수 없습니다",
    ),
    (
        "{field} must be a DNS name of lower-case letters, digits, '-' and '.', each part at most 63 characters long, not {value}",
        "{field}에는 소문자, 숫자, '-', '.'으로 된 DNS 이름이 와야 하고, 각 부분은 63자를 넘을 수 없습니다: {value}",
    ),
    (
        "{field} must be a name with an optional DNS prefix and one '/', not {value}",
        "{field}에는 이름이 와야 하고, 그 앞에 DNS 이름과 '/' 하나를 붙일 수 있습니다: {value}",
    ),
    ("{field} must be a port range, not {value}", "{field}에는 포트 범위가 와야 합니다: {value}"),
    (
        "{field} must be a valid CIDR value (such as 10.9.8.0/24 or 2001:db8::/64), not {value}",
        "{field}에는 10.9.8.0/24나 2001:db8::/64 같은 CIDR이 와야 합니다: {value}",
    ),
    ("{field} must be a valid CIDR, not {value}", "{field}에는 CIDR이 와야 합니다: {value}"),
    (
        "{field} must be a valid IP address (such as 10.9.8.7 or 2001:db8::ffff), not {value}",
        "{field}에는 10.9.8.7이나 2001:db8::ffff 같은 IP 주소가 와야 합니다: {value}",
    ),
    ("{field} must be a valid IP address, not {value}", "{field}에는 IP 주소가 와야 합니다: {value}"),
    (
        "{field} must be an {family} address, as addressType says, not {value}",
        "{field}에는 addressType대로 {family} 주소가 와야 합니다: {value}",
    ),
    (
        "{field} must be between 1 and 65535, inclusive, not {value}",
        "{field}(은)는 1부터 65535까지여야 합니다: {value}",
    ),
    ("{field} must be greater than or equal to 0, not {value}", "{field}(은)는 0 이상이어야 합니다: {value}"),
    (
        "{field} must be in canonical form ({canonical}), not {value}",
        "{field}(은)는 표준 표기({canonical})여야 합니다: {value}",
    ),
    (
        "{field} must be no more than {limit} bytes, and {value} has {length}",
        "{field}(은)는 {limit}바이트를 넘을 수 없는데, {value}(은)는 {length}바이트입니다",
    ),
    (
        "{field} must be one CIDR, or one of each IP family for dual-stack networking, not {value}",
        "{field}에는 CIDR 하나, 또는 듀얼 스택이라면 IP 계열마다 하나가 와야 합니다: {value}",
    ),
    (
        "{field} must be one of {supported}, not {value}",
        "{field}(은)는 {supported} 가운데 하나여야 합니다: {value}",
    ),
    ("{field} must be {only}, not {value}", "{field}(은)는 {only}(이)어야 합니다: {value}"),
    (
        "{field} must consist of lower-case letters, digits and '-', and start and end with a letter or digit, so {value} is not allowed",
        "{field}(은)는 소문자, 숫자, '-'로 이루어지고 글자나 숫자로 시작하고 끝나야 하므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must consist of lower-case letters, digits and '-', so {value} is not allowed",
        "{field}(은)는 소문자, 숫자, '-'로 이루어져야 하므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must consist of lower-case letters, digits, '-' and '.', and every part between dots must start and end with a letter or digit, so {value} is not allowed",
        "{field}(은)는 소문자, 숫자, '-', '.'으로 이루어지고 점 사이의 각 부분은 글자나 숫자로 시작하고 끝나야 하므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must consist of lower-case letters, digits, '-', '_' and '.', and every part between dots must start and end with a letter, a digit or '_', so {value} is not allowed",
        "{field}(은)는 소문자, 숫자, '-', '_', '.'으로 이루어지고 점 사이의 각 부분은 글자나 숫자나 '_'로 시작하고 끝나야 하므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must contain at least one letter (a-z), so {value} is not allowed",
        "{field}에는 글자(a-z)가 하나 이상 있어야 하므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must have at most {limit} items, and has {count}",
        "{field}의 항목은 {limit}개까지인데 {count}개가 있습니다",
    ),
    (
        "{field} must not be an IPv4-mapped IPv6 address, as {value} is",
        "{field}에 IPv4를 담은 IPv6 주소를 적을 수 없습니다: {value}",
    ),
    ("{field} must not be empty", "{field}(은)는 비어 있을 수 없습니다"),
    (
        "{field} must not begin or end with a hyphen, so {value} is not allowed",
        "{field}(은)는 하이픈으로 시작하거나 끝날 수 없으므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must not contain consecutive hyphens, so {value} is not allowed",
        "{field}에는 하이픈이 이어질 수 없으므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must not have an IPv4-mapped IPv6 address, as {value} has",
        "{field}에 IPv4를 담은 IPv6 주소를 적을 수 없습니다: {value}",
    ),
    (
        "{field} must not have bits set beyond the prefix length, as {value} has",
        "{field}(은)는 접두사 길이 뒤의 비트가 0이어야 합니다: {value}",
    ),
    (
        "{field} must not have leading 0s in IP or prefix length, as {value} has",
        "{field}의 IP와 접두사 길이는 0으로 시작할 수 없습니다: {value}",
    ),
    ("{field} must not have leading 0s, as {value} has", "{field}(은)는 0으로 시작할 수 없습니다: {value}"),
    (
        "{field} names the Event {name}, which is disallowed from being an owner",
        "{field}에 적은 Event {name}(은)는 소유자가 될 수 없습니다",
    ),
    (
        "{field} repeats {value}, which may stand once only",
        "{field}에 {value}(이)가 되풀이됩니다. 한 번만 쓸 수 있습니다",
    ),
    (
        "{field} should be a domain with at least two segments separated by dots, not {value}",
        "{field}에는 점으로 나뉜 두 부분 이상의 도메인이 와야 합니다: {value}",
    ),
];
