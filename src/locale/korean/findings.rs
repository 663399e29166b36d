//! What is wrong with a text. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    ("A colon cannot stand here", "여기에는 콜론이 올 수 없습니다"),
    ("A colon is missing in {line}", "{line}에 콜론이 없습니다"),
    ("A field is written as name: value", "필드는 이름: 값으로 씁니다"),
    ("A space is missing behind the colon of {line}", "{line}의 콜론 뒤에 공백이 없습니다"),
    ("A tab cannot stand here", "여기에는 탭이 올 수 없습니다"),
    ("Add a line that says what it is, such as kind: Service", "kind: Service처럼 무엇인지 적으세요"),
    (
        "Add a selector, or write an EndpointSlice in namespace {namespace} with that label",
        "셀렉터를 더하거나, 네임스페이스 {namespace}에 그 레이블을 가진 엔드포인트슬라이스를 쓰세요",
    ),
    ("Add the closing bracket {bracket}", "닫는 괄호 {bracket}(을)를 넣으세요"),
    ("Add the closing quote", "닫는 따옴표를 넣으세요"),
    ("Add the colon", "콜론을 넣으세요"),
    (
        "Add the line that says which API it is of, such as apiVersion: v1",
        "apiVersion: v1처럼 어느 API인지 적으세요",
    ),
    ("Add the space", "공백을 넣으세요"),
    (
        "Ask for fewer: what is shown is a part of what a cluster would try to run",
        "수를 줄이세요. 보이는 것은 클러스터가 실행하려 할 파드의 일부입니다",
    ),
    ("Begin it with apiVersion: and kind:", "apiVersion:과 kind:로 시작하세요"),
    ("Change to {name}", "{name}(으)로 바꾸세요"),
    (
        "Choose a port of this range, or remove nodePort to get one",
        "이 범위의 포트를 고르거나, nodePort를 지워 배정받으세요",
    ),
    (
        "Choose an address of this range, or remove clusterIP to get one",
        "이 대역의 주소를 고르거나, clusterIP를 지워 배정받으세요",
    ),
    (
        "Choose another address, or remove clusterIP to get one",
        "다른 주소를 고르거나, clusterIP를 지워 배정받으세요",
    ),
    (
        "Choose another node port, or remove nodePort to get one",
        "다른 노드 포트를 고르거나, nodePort를 지워 배정받으세요",
    ),
    (
        "Connections are refused until a Pod is ready; kubectl describe pod says what it waits for",
        "파드가 준비될 때까지 접속이 거부됩니다. 무엇을 기다리는지는 kubectl describe pod가 알려 줍니다",
    ),
    ("Did you mean {name}?", "혹시 {name}인가요?"),
    (
        "Give Pods in namespace {namespace} these labels, or change the selector",
        "네임스페이스 {namespace}의 파드에 이 레이블을 붙이거나 셀렉터를 바꾸세요",
    ),
    ("Give a port number from 1 to 65535", "1에서 65535까지의 포트 번호를 적으세요"),
    ("Give every port of the Service its own name", "서비스의 포트마다 서로 다른 이름을 붙이세요"),
    ("Give the Pod a container", "파드에 컨테이너를 적으세요"),
    (
        "Give the Pod these labels, or change the selector of Service {subdomain}",
        "파드에 이 레이블을 붙이거나 서비스 {subdomain}의 셀렉터를 바꾸세요",
    ),
    ("Give the object a name", "오브젝트에 이름을 적으세요"),
    (
        "If nothing listens on {target}, connections are refused: set targetPort to the port that the program listens on",
        "{target}에서 기다리는 것이 없으면 접속이 거부됩니다. 프로그램이 실제로 기다리는 포트를 targetPort에 적으세요",
    ),
    ("Indent both alike, or remove the value above", "둘을 똑같이 들여쓰거나 위의 값을 지우세요"),
    ("Indent it exactly like the lines that it belongs with", "함께 있어야 할 줄들과 똑같이 들여쓰세요"),
    ("Indent it like the line above", "위의 줄과 똑같이 들여쓰세요"),
    ("It may have {fields}", "쓸 수 있는 필드: {fields}"),
    ("Name every port when there are several", "포트가 여럿이면 모두 이름을 붙이세요"),
    (
        "No Service {subdomain} exists in namespace {namespace}, so the name {name} of Pod {pod} does not exist",
        "네임스페이스 {namespace}에 서비스 {subdomain}(이)가 없어 파드 {pod}의 이름 {name}(이)가 생기지 않습니다",
    ),
    ("Put it in quotes", "따옴표로 묶으세요"),
    ("Put the value in quotes", "값을 따옴표로 묶으세요"),
    ("Remove it", "지우세요"),
    ("Remove the line", "이 줄을 지우세요"),
    ("Replace each tab with two spaces", "탭을 공백 두 칸으로 바꾸세요"),
    (
        "Service {name} has no ready endpoint: {states}",
        "서비스 {name}에 준비된 엔드포인트가 없습니다: {states}",
    ),
    (
        "Service {name} has no selector, and no EndpointSlice carries {label}={name}: it has no endpoints",
        "서비스 {name}에 셀렉터가 없고 {label}={name} 레이블을 가진 엔드포인트슬라이스도 없어 엔드포인트가 없습니다",
    ),
    (
        "Service {name} selects Pods with {selector}, which no Pod in namespace {namespace} has: it has no endpoints",
        "서비스 {name}(은)는 {selector} 레이블의 파드를 찾지만 네임스페이스 {namespace}에 그런 파드가 없어 엔드포인트가 없습니다",
    ),
    (
        "Service {name} sends port {port} to the {protocol} port named \"{target}\", which none of its Pods has: the port has no endpoints",
        "서비스 {name}의 {port} 포트는 이름이 \"{target}\"인 {protocol} 포트로 보내는데, 어느 파드에도 그런 포트가 없어 엔드포인트가 없습니다",
    ),
    (
        "Service {name} sends port {port} to the {protocol} port named \"{target}\", which {without} does not have",
        "서비스 {name}의 {port} 포트는 이름이 \"{target}\"인 {protocol} 포트로 보내는데, {without}에는 그런 포트가 없습니다",
    ),
    (
        "Service {name} sends port {port} to {protocol} port {target} of its Pods, but their containers declare {declared}",
        "서비스 {name}의 {port} 포트는 파드의 {protocol} {target} 포트로 보내지만 컨테이너에는 {declared}(이)라고 적혀 있습니다",
    ),
    (
        "Service {subdomain} selects {selector}, which Pod {pod} does not have, so the name {name} does not exist",
        "서비스 {subdomain}(은)는 {selector} 레이블을 찾는데 파드 {pod}에 없어 이름 {name}(이)가 생기지 않습니다",
    ),
    (
        "Set subdomain to the name of a headless Service that selects the Pod",
        "이 파드를 선택하는 헤드리스 서비스의 이름을 subdomain에 적으세요",
    ),
    (
        "Set subdomain to {service}, the headless Service that selects the Pod",
        "이 파드를 선택하는 헤드리스 서비스인 {service}(을)를 subdomain에 적으세요",
    ),
    ("Set type: NodePort, or remove nodePort", "type: NodePort로 바꾸거나 nodePort를 지우세요"),
    (
        "The Pods of {of} have {key}={has}, not {key}={wanted}",
        "{of}의 파드에는 {key}={wanted} 대신 {key}={has} 레이블이 있습니다",
    ),
    (
        "The bracket {bracket} that is opened here is never closed",
        "여기서 연 괄호 {bracket}(이)가 닫히지 않았습니다",
    ),
    ("The bracket {open} is never closed", "괄호 {open}(이)가 닫히지 않았습니다"),
    (
        "The containers name no port: add a name to one, or give targetPort as a number",
        "컨테이너의 포트에 이름이 없습니다. 이름을 붙이거나 targetPort를 번호로 적으세요",
    ),
    ("The containers name these ports: {names}", "컨테이너가 이름을 붙인 포트: {names}"),
    (
        "The indentation of this line fits none of the lines above it",
        "이 줄의 들여쓰기가 위의 어느 줄과도 맞지 않습니다",
    ),
    (
        "The quote {mark} that is opened here is never closed",
        "여기서 연 따옴표 {mark}(이)가 닫히지 않았습니다",
    ),
    (
        "This is a list, not a Kubernetes object with apiVersion and kind",
        "apiVersion과 kind를 가진 쿠버네티스 오브젝트가 아니라 목록입니다",
    ),
    ("This is not YAML", "YAML이 아닙니다"),
    (
        "This is not a Kubernetes object: apiVersion and kind are missing",
        "쿠버네티스 오브젝트가 아닙니다. apiVersion과 kind가 없습니다",
    ),
    (
        "This is plain text, not a Kubernetes object with apiVersion and kind",
        "apiVersion과 kind를 가진 쿠버네티스 오브젝트가 아니라 그냥 글입니다",
    ),
    ("This line is indented with a tab", "이 줄은 탭으로 들여쓰여 있습니다"),
    ("This object of {api_version} has no kind", "{api_version} 오브젝트에 kind가 없습니다"),
    ("This {kind} has no apiVersion", "{kind}에 apiVersion이 없습니다"),
    ("YAML is indented with spaces only", "YAML은 공백으로만 들여씁니다"),
    ("{field} belongs in {path}", "{field}(은)는 {path}에 적습니다"),
    ("{kind} has no field {field}", "{kind}에 {field} 필드가 없습니다"),
    (
        "{kind} of {version} is not simulated and changes nothing here",
        "{version}의 {kind}(은)는 시뮬레이션하지 않으며 여기서는 아무 영향이 없습니다",
    ),
    (
        "{line} is indented deeper than {before}, which has a value already",
        "{line}(이)가 이미 값이 있는 {before}보다 깊이 들여쓰여 있습니다",
    ),
    (
        "{object} stands in the text more than once, and this one replaces the one before",
        "{object}(이)가 텍스트에 두 번 이상 있어, 이것이 앞의 것을 대신합니다",
    ),
    (
        "{of} has them in namespace {other}: a Service selects Pods of its own namespace ({namespace}) alone",
        "네임스페이스 {other}의 {of}에는 있습니다. 서비스는 자기 네임스페이스({namespace})의 파드만 선택합니다",
    ),
    (
        "{of} has these labels itself, but its template does not: put them under spec.template.metadata.labels",
        "{of} 자체에는 이 레이블이 있지만 템플릿에는 없습니다. spec.template.metadata.labels 아래에 적으세요",
    ),
    (
        "{of} has {key}={has}, not {key}={wanted}",
        "{of}에는 {key}={wanted}(이)가 아니라 {key}={has}(이)가 있습니다",
    ),
    ("{parent} has no field {field}", "{parent}에 {field} 필드가 없습니다"),
    ("{path} has a value of the wrong type", "{path} 값의 형식이 다릅니다"),
    ("{path} is given twice", "{path}(이)가 두 번 적혀 있습니다"),
    ("{path} must be a list, not {value}", "{path}에는 목록이 와야 합니다: {value}"),
    ("{path} must be a map of fields, not {value}", "{path}에는 필드의 묶음이 와야 합니다: {value}"),
    ("{path} must be a number of 32 bits, not {value}", "{path}에는 32비트 수가 와야 합니다: {value}"),
    ("{path} must be a number, not {value}", "{path}에는 수가 와야 합니다: {value}"),
    ("{path} must be a text, not {value}", "{path}에는 문자열이 와야 합니다: {value}"),
    ("{path} must be a whole number or a name, not {value}", "{path}에는 정수나 이름이 와야 합니다: {value}"),
    ("{path} must be a whole number, not {value}", "{path}에는 정수가 와야 합니다: {value}"),
    ("{path} must be true or false, not {value}", "{path}에는 true나 false가 와야 합니다: {value}"),
    (
        "{workload} asks for {wanted} Pods, of which svclab makes {made}",
        "{workload}(은)는 파드 {wanted}개를 요청하지만 svclab은 {made}개만 만듭니다",
    ),
];
