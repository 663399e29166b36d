//! Pods and what makes them. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "A Job ends: set restartPolicy to OnFailure or Never in its template",
        "Job은 끝이 있습니다. 템플릿의 restartPolicy를 OnFailure나 Never로 하세요",
    ),
    (
        "A key may stand once for each effect: remove one of the two",
        "키는 effect마다 한 번만 쓸 수 있습니다. 둘 중 하나를 지우세요",
    ),
    (
        "A node has each port once: choose another hostPort",
        "Node에는 각 포트가 하나뿐입니다. 다른 hostPort를 고르세요",
    ),
    (
        "A resolver asks three servers at most: leave the others out",
        "리졸버는 서버를 셋까지만 묻습니다. 나머지는 빼세요",
    ),
    (
        "Add a volume of this name to spec.volumes, or remove the mount",
        "spec.volumes에 이 이름의 볼륨을 더하거나 마운트를 지우세요",
    ),
    (
        "Allow one Pod less or one more, or no Pod can be replaced",
        "Pod가 하나 모자라거나 남는 것을 허용해야 교체할 수 있습니다",
    ),
    ("An Indexed Job needs the number of its Pods", "Indexed Job에는 Pod의 수가 필요합니다"),
    ("Give 1 or more, or remove minDomains", "1 이상을 적거나 minDomains를 지우세요"),
    ("Give 100% at most", "100% 이하로 적으세요"),
    ("Give a longer time, or remove it", "더 긴 시간을 적거나 지우세요"),
    ("Give a number such as 1, or a percentage such as 25%", "1 같은 수나 25% 같은 백분율을 적으세요"),
    ("Give a schedule such as */5 * * * *", "*/5 * * * * 같은 일정을 적으세요"),
    ("Give a weight from 1 to 100", "1부터 100까지의 가중치를 적으세요"),
    ("Give at least 1, or remove it", "1 이상을 적거나 지우세요"),
    ("Give at least one term, or remove the rule", "조건을 하나 이상 적거나 규칙을 지우세요"),
    ("Give each CIDR once", "각 CIDR을 한 번만 적으세요"),
    ("Give each address once", "각 주소를 한 번만 적으세요"),
    ("Give every container of the Pod its own name", "Pod의 컨테이너마다 다른 이름을 붙이세요"),
    ("Give every port of the Pod its own name", "Pod의 포트마다 다른 이름을 붙이세요"),
    ("Give every port of the container its own name", "컨테이너의 포트마다 다른 이름을 붙이세요"),
    ("Give every volume of the Pod its own name", "Pod의 볼륨마다 다른 이름을 붙이세요"),
    ("Give exactly one value for a field", "필드 하나에 값을 꼭 하나 적으세요"),
    ("Give less", "더 적게 적으세요"),
    (
        "Give minute, hour, day of month, month and day of week, such as 30 4 * * 1-5, or @daily",
        "30 4 * * 1-5처럼 분, 시, 일, 월, 요일을 적거나 @daily를 적으세요",
    ),
    ("Give the command", "명령을 적으세요"),
    ("Give the container a name", "컨테이너에 이름을 붙이세요"),
    ("Give the difference that is allowed, 1 or more", "허용하는 차이를 1 이상으로 적으세요"),
    ("Give the labels of the Pods that are its own", "자기 Pod의 레이블을 적으세요"),
    ("Give the number on which the container listens", "컨테이너가 듣는 포트 번호를 적으세요"),
    ("Give the option a name, such as ndots", "ndots처럼 옵션의 이름을 적으세요"),
    (
        "Give the selector the labels of the template, as matchLabels",
        "셀렉터의 matchLabels에 템플릿의 레이블을 적으세요",
    ),
    ("Give the template of its Pods", "Pod의 템플릿을 적으세요"),
    ("Give the volume a name", "볼륨에 이름을 붙이세요"),
    ("Give the workload a selector with these labels", "이 레이블로 셀렉터를 적으세요"),
    (
        "Gt and Lt compare with one number: give exactly one",
        "Gt와 Lt는 수 하나와 비교합니다. 꼭 하나만 적으세요",
    ),
    (
        "In and NotIn compare with values: give at least one",
        "In과 NotIn은 값과 비교합니다. 하나 이상 적으세요",
    ),
    (
        "In and NotIn compare with values: give at least one, or use Exists or DoesNotExist",
        "In과 NotIn은 값과 비교합니다. 하나 이상 적거나 Exists나 DoesNotExist를 쓰세요",
    ),
    (
        "Leave one of httpGet, tcpSocket, exec and grpc",
        "httpGet, tcpSocket, exec, grpc 가운데 하나만 남기세요",
    ),
    ("Leave some of the search paths out", "검색 경로를 몇 개 빼세요"),
    ("Leave some of them out", "몇 개를 빼세요"),
    ("Let selector and template name the same labels", "셀렉터와 템플릿의 레이블을 같게 하세요"),
    ("Mend its keys, operators and values", "키와 연산자와 값을 고치세요"),
    ("Merge the two constraints into one", "두 조건을 하나로 합치세요"),
    ("Mount each volume at a directory of its own", "볼륨마다 다른 디렉터리에 마운트하세요"),
    (
        "Name a node label, such as kubernetes.io/hostname",
        "kubernetes.io/hostname 같은 Node 레이블을 적으세요",
    ),
    ("Name each gate once", "각 게이트를 한 번만 적으세요"),
    (
        "Name the key of the taint, or use operator: Exists to bear every taint",
        "테인트의 키를 적거나, 모든 테인트를 견디려면 operator: Exists를 쓰세요",
    ),
    (
        "Name the node label that says what counts as one place, such as kubernetes.io/hostname",
        "kubernetes.io/hostname처럼 무엇을 한 장소로 볼지 정하는 Node 레이블을 적으세요",
    ),
    ("Name the volume to mount", "마운트할 볼륨의 이름을 적으세요"),
    (
        "Port {port} stands twice in container {container}, first at {first}",
        "컨테이너 {container}에 포트 {port}(이)가 두 번 있습니다. 처음은 {first}입니다",
    ),
    (
        "Remove hostPort: on the host's network the container listens on the node itself",
        "hostPort를 지우세요. 호스트 네트워크에서는 컨테이너가 Node에서 바로 듣습니다",
    ),
    (
        "Remove it: a failed readiness probe ends nothing",
        "지우세요. 준비성 프로브가 실패해도 끝나는 것은 없습니다",
    ),
    (
        "Remove it: only Pods and Jobs can end by the clock",
        "지우세요. 시간으로 끝낼 수 있는 것은 Pod와 Job뿐입니다",
    ),
    (
        "Remove minDomains, or set whenUnsatisfiable: DoNotSchedule",
        "minDomains를 지우거나 whenUnsatisfiable: DoNotSchedule로 하세요",
    ),
    (
        "Remove rollingUpdate, or set type: RollingUpdate",
        "rollingUpdate를 지우거나 type: RollingUpdate로 하세요",
    ),
    ("Remove successThreshold", "successThreshold를 지우세요"),
    (
        "Remove the probe, or make the container a sidecar with restartPolicy: Always",
        "프로브를 지우거나, restartPolicy: Always로 사이드카를 만드세요",
    ),
    ("Remove the value, or use operator: Equal", "value를 지우거나 operator: Equal을 쓰세요"),
    ("Remove the values, or use In or NotIn", "값을 지우거나 In이나 NotIn을 쓰세요"),
    (
        "Say how to ask: httpGet, tcpSocket, exec or grpc",
        "어떻게 물을지 httpGet, tcpSocket, exec, grpc 가운데 적으세요",
    ),
    ("Say what the container runs, such as image: nginx", "image: nginx처럼 컨테이너가 실행할 것을 적으세요"),
    (
        "Say what the taint does: NoSchedule, PreferNoSchedule or NoExecute",
        "테인트가 하는 일을 NoSchedule, PreferNoSchedule, NoExecute 가운데 적으세요",
    ),
    ("Say where the volume is mounted", "볼륨을 어디에 마운트할지 적으세요"),
    (
        "Set effect: NoExecute, or remove tolerationSeconds",
        "effect: NoExecute로 하거나 tolerationSeconds를 지우세요",
    ),
    ("Set its type to RollingUpdate or OnDelete", "type을 RollingUpdate나 OnDelete로 하세요"),
    ("Set one of the two", "둘 중 하나만 적으세요"),
    (
        "Shorten the name: its Jobs add 11 characters to it",
        "이름을 줄이세요. Job의 이름에는 11자가 더 붙습니다",
    ),
    ("The node label {label} is deprecated", "Node 레이블 {label}(은)는 사용 중단 예정입니다"),
    (
        "The port name {name} stands twice in the Pod; Services and probes that ask for it by name use {first}",
        "포트 이름 {name}(이)가 Pod에 두 번 있습니다. 이름으로 찾는 Service와 프로브는 {first}(을)를 씁니다",
    ),
    ("Use In, NotIn, Exists or DoesNotExist", "In, NotIn, Exists, DoesNotExist 가운데 쓰세요"),
    ("Use OrderedReady or Parallel", "OrderedReady나 Parallel을 쓰세요"),
    ("Use a short name of lower-case letters, digits and '-'", "소문자와 숫자와 '-'로 된 짧은 이름을 쓰세요"),
    (
        "Use metadata.name, the one field that can be selected",
        "고를 수 있는 유일한 필드인 metadata.name을 쓰세요",
    ),
    ("Use one of {known}", "{known} 가운데 쓰세요"),
    ("Use the timeZone field", "timeZone 필드를 쓰세요"),
    ("Use {label}", "{label}(을)를 쓰세요"),
    (
        "With dnsPolicy None the Pod knows no DNS server: give at least one",
        "dnsPolicy가 None이면 Pod가 아는 DNS 서버가 없습니다. 하나 이상 적으세요",
    ),
    (
        "With dnsPolicy None the Pod knows no DNS server: give dnsConfig.nameservers",
        "dnsPolicy가 None이면 Pod가 아는 DNS 서버가 없습니다. dnsConfig.nameservers를 적으세요",
    ),
    (
        "With manualSelector, give the labels of the Pods; better remove manualSelector",
        "manualSelector를 쓰면 Pod의 레이블을 적어야 합니다. manualSelector를 지우는 편이 낫습니다",
    ),
    ("Write {image}", "{image}(이)라고 쓰세요"),
    (
        "terminationGracePeriodSeconds is {value}, which is treated as 1",
        "terminationGracePeriodSeconds {value}(은)는 1로 봅니다",
    ),
    (
        "{field} cannot use TZ or CRON_TZ, as {value} does",
        "{field}에는 TZ나 CRON_TZ를 쓸 수 없습니다: {value}",
    ),
    (
        "{field} is Exists, so value must be empty, not {value}",
        "{field}(이)가 Exists이므로 value는 비어 있어야 합니다: {value}",
    ),
    ("{field} is no label selector that can be used", "{field}(은)는 쓸 수 있는 레이블 셀렉터가 아닙니다"),
    ("{field} is not supported here", "{field}(은)는 여기서 지원하지 않습니다"),
    (
        "{field} is only allowed for updateStrategy RollingUpdate",
        "{field}(은)는 updateStrategy가 RollingUpdate일 때만 쓸 수 있습니다",
    ),
    (
        "{field} is {value}, and no volume has that name",
        "{field}(이)가 {value}인데, 그런 이름의 볼륨이 없습니다",
    ),
    (
        "{field} is {value}, and {last}, the last of its Pods, would have an invalid DNS label",
        "{field}(이)가 {value}이면 마지막 Pod {last}의 이름이 DNS 레이블이 되지 못합니다",
    ),
    (
        "{field} is {value}, but can only be used with whenUnsatisfiable: DoNotSchedule",
        "{field}(이)가 {value}인데, whenUnsatisfiable: DoNotSchedule일 때만 쓸 수 있습니다",
    ),
    (
        "{field} is {value}, which is not a valid field selector key",
        "{field}의 {value}(은)는 필드 셀렉터의 키가 아닙니다",
    ),
    (
        "{field} is {value}, which is not a valid selector operator",
        "{field}의 {value}(은)는 셀렉터 연산자가 아닙니다",
    ),
    ("{field} may not be 0 when maxSurge is 0", "maxSurge가 0이면 {field}(은)는 0일 수 없습니다"),
    ("{field} may not be an empty selector", "{field}에 빈 셀렉터를 적을 수 없습니다"),
    ("{field} may not be set beside another handler", "{field}(은)는 다른 핸들러와 함께 쓸 수 없습니다"),
    (
        "{field} may not be set for init containers without restartPolicy: Always",
        "restartPolicy: Always가 아닌 초기화 컨테이너에는 {field}(을)를 적을 수 없습니다",
    ),
    (
        "{field} may not be set when maxUnavailable is non-zero",
        "maxUnavailable이 0이 아니면 {field}(을)를 적을 수 없습니다",
    ),
    (
        "{field} may not be set, since it will be auto-generated",
        "{field}(은)는 자동으로 만들어지므로 적을 수 없습니다",
    ),
    (
        "{field} may not be specified when operator is {operator}",
        "operator가 {operator}(이)면 {field}(을)를 적을 수 없습니다",
    ),
    (
        "{field} may not be specified when strategy type is Recreate",
        "전략의 type이 Recreate이면 {field}(을)를 적을 수 없습니다",
    ),
    (
        "{field} may specify no more than one CIDR for each IP family, not {value}",
        "{field}에는 IP 계열마다 CIDR을 하나까지만 적을 수 있습니다: {value}",
    ),
    (
        "{field} must be 'OrderedReady' or 'Parallel', not {value}",
        "{field}(은)는 'OrderedReady'나 'Parallel'이어야 합니다: {value}",
    ),
    (
        "{field} must be 1 for liveness and startup probes, not {value}",
        "활성 프로브와 시작 프로브의 {field}(은)는 1이어야 합니다: {value}",
    ),
    (
        "{field} must be Exists when key is empty, not {value}",
        "key가 비어 있으면 {field}(은)는 Exists여야 합니다: {value}",
    ),
    (
        "{field} must be NoExecute when tolerationSeconds is set, not {value}",
        "tolerationSeconds가 있으면 {field}(은)는 NoExecute여야 합니다: {value}",
    ),
    (
        "{field} must be RollingUpdate or OnDelete, not {value}",
        "{field}(은)는 RollingUpdate나 OnDelete여야 합니다: {value}",
    ),
    ("{field} must be a cron schedule, not {value}", "{field}에는 cron 일정이 와야 합니다: {value}"),
    (
        "{field} must be a number or a percentage, not {value}",
        "{field}에는 수나 백분율이 와야 합니다: {value}",
    ),
    (
        "{field} must be between 1 and 2147483647, inclusive, not {value}",
        "{field}(은)는 1부터 2147483647까지여야 합니다: {value}",
    ),
    ("{field} must be greater than 0, not {value}", "{field}(은)는 0보다 커야 합니다: {value}"),
    (
        "{field} must be greater than minReadySeconds, not {value}",
        "{field}(은)는 minReadySeconds보다 커야 합니다: {value}",
    ),
    ("{field} must be greater than zero, not {value}", "{field}(은)는 0보다 커야 합니다: {value}"),
    ("{field} must be in the range 1-100, not {value}", "{field}(은)는 1부터 100까지여야 합니다: {value}"),
    (
        "{field} must be less than or equal to {limit} when completion mode is Indexed, not {value}",
        "완료 모드가 Indexed이면 {field}(은)는 {limit} 이하여야 합니다: {value}",
    ),
    (
        "{field} must be no more than {limit} characters, and {value} has {length}",
        "{field}(은)는 {limit}자를 넘을 수 없는데, {value}(은)는 {length}자입니다",
    ),
    (
        "{field} must be unique, and {value} is mounted before",
        "{field}(은)는 하나뿐이어야 하는데, {value}(은)는 앞에서 이미 마운트했습니다",
    ),
    (
        "{field} must match containerPort {port} when hostNetwork is true, not {value}",
        "hostNetwork가 true이면 {field}(은)는 containerPort {port}(와)과 같아야 합니다: {value}",
    ),
    (
        "{field} must match the selector, and there is none for {labels}",
        "{field}(은)는 셀렉터와 맞아야 하는데, {labels}에 맞는 셀렉터가 없습니다",
    ),
    (
        "{field} must match the selector, which asks for {wanted}, and {labels} does not",
        "{field}(은)는 셀렉터와 맞아야 합니다. 셀렉터는 {wanted}(을)를 찾는데 {labels}에는 없습니다",
    ),
    ("{field} must not be greater than 100%", "{field}(은)는 100%를 넘을 수 없습니다"),
    ("{field} must not be set for readiness probes", "준비성 프로브에는 {field}(을)를 적을 수 없습니다"),
    (
        "{field} must not have leading or trailing whitespace, as {value} has",
        "{field}의 앞뒤에는 공백이 있을 수 없습니다: {value}",
    ),
    (
        "{field} must not have more than {limit} characters together, spaces included, and has {length}",
        "{field}(은)는 공백까지 모두 {limit}자를 넘을 수 없는데 {length}자입니다",
    ),
    (
        "{field} must not have more than {limit} nameservers, not {value}",
        "{field}에는 네임서버가 {limit}개까지 올 수 있습니다: {value}",
    ),
    (
        "{field} must not have more than {limit} search paths, and has {count}",
        "{field}에는 검색 경로가 {limit}개까지 올 수 있는데 {count}개가 있습니다",
    ),
];
