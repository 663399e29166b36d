//! What nothing in the network depends on: environment, resources, hooks, volumes, security. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "A container that ends with 0 has not failed: remove it",
        "0으로 끝난 컨테이너는 실패한 것이 아닙니다. 지우세요",
    ),
    ("A null labelSelector results in matching no Pod", "labelSelector가 없으면 맞는 Pod가 없습니다"),
    (
        "Add a volume of this name to spec.volumes, or remove the device",
        "spec.volumes에 이 이름의 볼륨을 더하거나 장치를 지우세요",
    ),
    (
        "An image pull secret has the empty name, and is passed over",
        "이미지 풀 시크릿의 이름이 비어 있어 건너뜁니다",
    ),
    ("Ask for less, or raise the limit", "더 적게 요청하거나 limit을 올리세요"),
    ("Begin it with /", "/로 시작하세요"),
    ("Choose another name for the file", "파일 이름을 바꾸세요"),
    ("Give 600 or more", "600 이상을 적으세요"),
    ("Give a labelSelector, or remove matchLabelKeys", "labelSelector를 적거나 matchLabelKeys를 지우세요"),
    ("Give a limit or a request for cpu or memory too", "cpu나 memory의 limit이나 request도 적으세요"),
    ("Give a number of this range", "이 범위의 수를 적으세요"),
    ("Give a time zone such as Asia/Seoul, or remove it", "Asia/Seoul 같은 시간대를 적거나 지우세요"),
    ("Give a whole number", "정수를 적으세요"),
    ("Give at least one rule, or remove successPolicy", "규칙을 하나 이상 적거나 successPolicy를 지우세요"),
    ("Give each device its own volume and path", "장치마다 다른 볼륨과 경로를 적으세요"),
    ("Give each file its own path", "파일마다 다른 경로를 적으세요"),
    ("Give it, or remove what it belongs to", "적거나, 이것이 속한 것을 지우세요"),
    ("Give one of {known}", "{known} 가운데 하나를 적으세요"),
    ("Give request and limit the same value", "request와 limit을 같게 하세요"),
    ("Give succeededCount or succeededIndexes", "succeededCount나 succeededIndexes를 적으세요"),
    ("Give the exit codes", "종료 코드를 적으세요"),
    (
        "Give the labels of the Pods that are meant, or an empty one for all",
        "뜻하는 Pod의 레이블을 적거나, 모두라면 빈 것을 적으세요",
    ),
    ("Give the template of the claim that is made for the Pod", "Pod를 위해 만들 클레임의 템플릿을 적으세요"),
    ("Give the variable a name", "변수에 이름을 붙이세요"),
    ("Give {completions} at most", "{completions} 이하로 적으세요"),
    (
        "Give {resource} a limit too: it cannot be overcommitted",
        "{resource}의 limit도 적으세요. 이 자원은 넘치게 나누어 줄 수 없습니다",
    ),
    ("Leave one of them", "하나만 남기세요"),
    ("Leave one source, or make two volumes", "출처를 하나만 남기거나 볼륨을 둘로 나누세요"),
    ("Merge the two, or remove one", "둘을 합치거나 하나를 지우세요"),
    ("Mount it with volumeMounts", "volumeMounts로 마운트하세요"),
    ("Name a ConfigMap or a Secret in each item", "항목마다 ConfigMap이나 Secret을 적으세요"),
    ("Name a Secret, or remove the item", "Secret을 적거나 항목을 지우세요"),
    (
        "Name a container of the template, or remove containerName",
        "템플릿의 컨테이너를 적거나 containerName을 지우세요",
    ),
    ("Name a field such as status.podIP", "status.podIP 같은 필드를 적으세요"),
    ("Name each exit code once", "종료 코드를 한 번씩만 적으세요"),
    ("Name each resource once", "자원을 한 번씩만 적으세요"),
    ("Name the ConfigMap or Secret", "ConfigMap이나 Secret의 이름을 적으세요"),
    ("Name the label in one of the two", "둘 중 한 곳에만 레이블을 적으세요"),
    ("Name the setting, such as net.core.somaxconn", "net.core.somaxconn 같은 설정의 이름을 적으세요"),
    ("Name the volume", "볼륨의 이름을 적으세요"),
    (
        "Only metadata.labels and metadata.annotations have keys in brackets",
        "대괄호에 키를 쓰는 것은 metadata.labels와 metadata.annotations뿐입니다",
    ),
    ("Put each into an item of its own", "각각 다른 항목에 넣으세요"),
    ("Put the smallest first", "작은 것부터 적으세요"),
    ("Remove it, or set type: Localhost", "지우거나 type: Localhost로 하세요"),
    (
        "Remove lifecycle, or make the container a sidecar with restartPolicy: Always",
        "lifecycle을 지우거나, restartPolicy: Always로 사이드카를 만드세요",
    ),
    ("Remove mountPropagation or recursiveReadOnly", "mountPropagation이나 recursiveReadOnly를 지우세요"),
    ("Remove the / that it begins with", "맨 앞의 /를 지우세요"),
    (
        "Remove them: kubectl debug adds one to a Pod that runs",
        "지우세요. 실행 중인 Pod에는 kubectl debug로 더합니다",
    ),
    ("Remove value or valueFrom", "value나 valueFrom을 지우세요"),
    ("Say by one of them when the rule applies", "언제 규칙을 쓸지 둘 중 하나로 적으세요"),
    (
        "Say what the file tells: fieldRef or resourceFieldRef",
        "파일에 담을 것을 fieldRef나 resourceFieldRef로 적으세요",
    ),
    (
        "Say what to do: exec, httpGet, tcpSocket or sleep",
        "무엇을 할지 exec, httpGet, tcpSocket, sleep 가운데 적으세요",
    ),
    ("Say where the container finds the device", "컨테이너가 장치를 찾을 경로를 적으세요"),
    (
        "Say where the value comes from, or write it as value",
        "값이 어디서 오는지 적거나 value에 바로 적으세요",
    ),
    ("Set backoffLimitPerIndex, or choose FailJob", "backoffLimitPerIndex를 적거나 FailJob을 고르세요"),
    ("Set completionMode: Indexed, or remove it", "completionMode: Indexed로 하거나 지우세요"),
    ("Set each of them once", "각각 한 번만 적으세요"),
    ("Set hostUsers: false, or remove procMount", "hostUsers: false로 하거나 procMount를 지우세요"),
    (
        "Set readOnly: true, or remove recursiveReadOnly",
        "readOnly: true로 하거나 recursiveReadOnly를 지우세요",
    ),
    ("Sleep for less, or give the Pod more time to end", "더 짧게 쉬거나 Pod에 끝날 시간을 더 주세요"),
    (
        "The fractional byte value {value} of {resource} is invalid, must be an integer",
        "{resource}의 바이트 값 {value}(은)는 정수가 아니라 쓸 수 없습니다",
    ),
    (
        "Use HostToContainer, or make the container privileged",
        "HostToContainer를 쓰거나 컨테이너를 privileged로 하세요",
    ),
    ("Use a PersistentVolumeClaim", "PersistentVolumeClaim을 쓰세요"),
    ("Use a key such as app.properties", "app.properties 같은 키를 쓰세요"),
    ("Use a name such as LOG_LEVEL", "LOG_LEVEL 같은 이름을 쓰세요"),
    ("Use a name such as X-Header-Name", "X-Header-Name 같은 이름을 쓰세요"),
    ("Use a name such as net.core.somaxconn", "net.core.somaxconn 같은 이름을 쓰세요"),
    (
        "Use cpu, memory or ephemeral-storage, or a full name such as example.com/gpu",
        "cpu, memory, ephemeral-storage나 example.com/gpu 같은 전체 이름을 쓰세요",
    ),
    (
        "Use the volume as a file system or as a device, not as both",
        "볼륨을 파일 시스템이나 장치 가운데 하나로만 쓰세요",
    ),
    ("Use {field} in the spec of the Pod", "Pod의 spec에 {field}(을)를 쓰세요"),
    (
        "Volumes of type {kind} do not work since Kubernetes {version}",
        "{kind} 볼륨은 쿠버네티스 {version}부터 동작하지 않습니다",
    ),
    ("Write a whole number in quotes, such as \"100\"", "\"100\"처럼 정수를 따옴표로 묶어 적으세요"),
    (
        "Write it in octal with a leading zero, such as 0644, or in decimal, such as 420",
        "0644처럼 0으로 시작하는 8진수나 420 같은 10진수로 적으세요",
    ),
    (
        "Write restartPolicy: Never, or remove podFailurePolicy",
        "restartPolicy: Never로 하거나 podFailurePolicy를 지우세요",
    ),
    ("Write restartPolicy: NotRequired", "restartPolicy: NotRequired로 하세요"),
    ("Write the name without requests.", "requests. 없이 이름을 쓰세요"),
    ("Write the path without steps back", "뒤로 가지 않는 경로를 쓰세요"),
    (
        "m means a thousandth: write {value}Mi for mebibytes",
        "m은 천분의 일입니다. 메비바이트라면 {value}Mi로 쓰세요",
    ),
    (
        "maxFailedIndexes needs it: say how often each index may fail",
        "maxFailedIndexes에 필요합니다. 인덱스마다 몇 번 실패해도 되는지 적으세요",
    ),
    ("{field} and hostPID cannot both be enabled", "{field}(와)과 hostPID를 함께 켤 수 없습니다"),
    ("{field} and subPath are mutually exclusive", "{field}(와)과 subPath는 함께 쓸 수 없습니다"),
    ("{field} are not allowed in a Pod template", "Pod 템플릿에는 {field}(을)를 쓸 수 없습니다"),
    (
        "{field} asks for {value} of {resource}, which must be equal to its limit of {limit}",
        "{field}에서 {resource}의 {value}(은)는 limit {limit}(와)과 같아야 합니다",
    ),
    (
        "{field} asks for {value}, which does not support a subscript",
        "{field}에 적은 {value}에는 대괄호를 쓸 수 없습니다",
    ),
    (
        "{field} asks for {value}, which must be less than or equal to the {resource} limit of {limit}",
        "{field}에 적은 {value}(은)는 {resource}의 limit {limit} 이하여야 합니다",
    ),
    (
        "{field} can only be set when type is Localhost",
        "{field}(은)는 type이 Localhost일 때만 적을 수 있습니다",
    ),
    (
        "{field} cannot set allowPrivilegeEscalation to false and add CAP_SYS_ADMIN",
        "{field}에서 allowPrivilegeEscalation을 false로 하면서 CAP_SYS_ADMIN을 더할 수 없습니다",
    ),
    (
        "{field} cannot set allowPrivilegeEscalation to false and privileged to true",
        "{field}에서 allowPrivilegeEscalation을 false로 하면서 privileged를 true로 할 수 없습니다",
    ),
    (
        "{field} has conflicting duplicate paths: {value} stands twice",
        "{field}의 경로가 겹칩니다. {value}(이)가 두 번 있습니다",
    ),
    (
        "{field} is FailIndex, which requires backoffLimitPerIndex to be set",
        "{field}(이)가 FailIndex이면 backoffLimitPerIndex가 있어야 합니다",
    ),
    (
        "{field} is Unmasked, for which hostUsers must be false",
        "{field}(이)가 Unmasked이면 hostUsers는 false여야 합니다",
    ),
    (
        "{field} is {value}, and the Pod has no such container",
        "{field}(이)가 {value}인데, Pod에 그런 컨테이너가 없습니다",
    ),
    (
        "{field} is {value}, but only a PersistentVolumeClaim or ephemeral volume can be a block device",
        "{field}(이)가 {value}인데, PersistentVolumeClaim이나 ephemeral 볼륨만 블록 장치가 될 수 있습니다",
    ),
    (
        "{field} is {value}, which exists in both matchLabelKeys and labelSelector",
        "{field}의 {value}(은)는 matchLabelKeys와 labelSelector에 모두 있습니다",
    ),
    (
        "{field} is {value}, which is no field that a Pod can be asked for",
        "{field}의 {value}(은)는 Pod에서 알아낼 수 있는 필드가 아닙니다",
    ),
    (
        "{field} may not be less than 10 minutes, and is {value} seconds",
        "{field}(은)는 10분보다 짧을 수 없는데 {value}초입니다",
    ),
    (
        "{field} may not be set when hostUsers is false",
        "hostUsers가 false이면 {field}(을)를 적을 수 없습니다",
    ),
    (
        "{field} may not be set: a volume has one source only",
        "볼륨의 출처는 하나뿐이므로 {field}(을)를 적을 수 없습니다",
    ),
    ("{field} may not be specified when value is not empty", "value가 있으면 {field}(을)를 적을 수 없습니다"),
    (
        "{field} may not have fieldRef and resourceFieldRef at the same time",
        "{field}에 fieldRef와 resourceFieldRef를 함께 적을 수 없습니다",
    ),
    (
        "{field} may not have more than one source specified at a time",
        "{field}에는 출처를 하나만 적을 수 있습니다",
    ),
    (
        "{field} may not specify more than 1 volume type per source",
        "{field}에는 볼륨 종류를 하나만 적을 수 있습니다",
    ),
    (
        "{field} may only be specified when mountPropagation is None or not specified",
        "{field}(은)는 mountPropagation이 None이거나 없을 때만 적을 수 있습니다",
    ),
    (
        "{field} may only be specified when readOnly is true",
        "{field}(은)는 readOnly가 true일 때만 적을 수 있습니다",
    ),
    (
        "{field} must be Never when podFailurePolicy is specified, not OnFailure",
        "podFailurePolicy가 있으면 {field}(은)는 OnFailure가 아니라 Never여야 합니다",
    ),
    (
        "{field} must be NotRequired when restartPolicy is Never, not {value}",
        "restartPolicy가 Never이면 {field}(은)는 NotRequired여야 합니다: {value}",
    ),
    ("{field} must be a 32bit integer, not {value}", "{field}에는 32비트 정수가 와야 합니다: {value}"),
    (
        "{field} must be a number between 0 and 0777 (octal), both inclusive, not {value}",
        "{field}(은)는 0부터 0777(8진수)까지여야 합니다: {value}",
    ),
    ("{field} must be a relative path, not {value}", "{field}에는 상대 경로가 와야 합니다: {value}"),
    ("{field} must be a valid amount, not {value}", "{field}에는 0 이상의 양이 와야 합니다: {value}"),
    ("{field} must be an absolute path, not {value}", "{field}에는 절대 경로가 와야 합니다: {value}"),
    (
        "{field} must be an explicit time zone, not {value}",
        "{field}에는 시간대의 이름이 와야 합니다: {value}",
    ),
    ("{field} must be an integer, not {value}", "{field}에는 정수가 와야 합니다: {value}"),
    (
        "{field} must be between 0 and 2147483647, inclusive, not {value}",
        "{field}(은)는 0부터 2147483647까지여야 합니다: {value}",
    ),
    (
        "{field} must be left out or a non-empty string",
        "{field}(은)는 빼거나 비어 있지 않은 문자열로 적어야 합니다",
    ),
    (
        "{field} must be less than or equal to completions, not {value}",
        "{field}(은)는 completions 이하여야 합니다: {value}",
    ),
    (
        "{field} must be non-negative and no longer than terminationGracePeriodSeconds ({grace}), not {value}",
        "{field}(은)는 0 이상이고 terminationGracePeriodSeconds({grace})보다 길지 않아야 합니다: {value}",
    ),
    (
        "{field} must be one of {allowed} for {resource}, not {value}",
        "{resource}의 {field}(은)는 {allowed} 가운데 하나여야 합니다: {value}",
    ),
    ("{field} must be ordered", "{field}(은)는 차례대로 적어야 합니다"),
    (
        "{field} must be unique, and {value} stands before",
        "{field}(은)는 하나뿐이어야 하는데, {value}(이)가 앞에 이미 있습니다",
    ),
    (
        "{field} must consist of letters, digits, '-', '_' and '.', so {value} is not allowed",
        "{field}(은)는 글자, 숫자, '-', '_', '.'으로 이루어져야 하므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must consist only of printable ASCII characters other than '=', so {value} is not allowed",
        "{field}(은)는 '='을 뺀 ASCII 문자로 이루어져야 하므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must have names of letters, digits and '-', so {value} is not allowed",
        "{field}의 이름은 글자, 숫자, '-'로 이루어져야 하므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must have one of onExitCodes and onPodConditions, and not both",
        "{field}에는 onExitCodes와 onPodConditions 가운데 꼭 하나만 있어야 합니다",
    ),
    (
        "{field} must have parts of lower-case letters, digits, '-' and '_', with '.' or '/' between them, so {value} is not allowed",
        "{field}(은)는 소문자, 숫자, '-', '_'로 된 부분을 '.'이나 '/'로 이은 것이어야 하므로 {value}(은)는 쓸 수 없습니다",
    ),
    (
        "{field} must not already exist in volumeDevices, as {value} does",
        "{field}의 {value}(은)는 volumeDevices에도 있어 쓸 수 없습니다",
    ),
    ("{field} must not be 0 for the In operator", "연산자가 In이면 {field}(은)는 0일 수 없습니다"),
    (
        "{field} must not be specified when labelSelector is not set",
        "labelSelector가 없으면 {field}(을)를 적을 수 없습니다",
    ),
    ("{field} must not contain '..', as {value} does", "{field}에는 '..'이 들어갈 수 없습니다: {value}"),
    (
        "{field} must not start with '..', as {value} does",
        "{field}(은)는 '..'으로 시작할 수 없습니다: {value}",
    ),
    (
        "{field} must specify one of: configMapRef or secretRef",
        "{field}에는 configMapRef나 secretRef 가운데 하나가 있어야 합니다",
    ),
    (
        "{field} must specify one of: fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef or fileKeyRef",
        "{field}에는 fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef, fileKeyRef 가운데 하나가 있어야 합니다",
    ),
    (
        "{field} names {value}, which doesn't follow the extended resource name standard",
        "{field}의 {value}(은)는 확장 자원 이름의 규칙에 맞지 않습니다",
    ),
    (
        "{field} names {value}, which is no standard resource for containers",
        "{field}의 {value}(은)는 컨테이너의 표준 자원이 아닙니다",
    ),
    ("{field} needs at least one value", "{field}에는 값이 하나 이상 있어야 합니다"),
    (
        "{field} of a Node is deprecated, and Kubernetes does not use it",
        "Node의 {field}(은)는 사용 중단 예정이며 쿠버네티스는 쓰지 않습니다",
    ),
    ("{field} requires indexed completion mode", "{field}에는 Indexed 완료 모드가 필요합니다"),
    (
        "{field}: Bidirectional mount propagation is available only to privileged containers",
        "{field}: Bidirectional 마운트 전파는 privileged 컨테이너만 쓸 수 있습니다",
    ),
    ("{field}: huge pages require cpu or memory", "{field}: 휴즈페이지에는 cpu나 memory가 필요합니다"),
    (
        "{value} stands twice, first at {first}, and one may be dropped by kubectl apply",
        "{value}(이)가 두 번 있어 kubectl apply에서 하나가 사라질 수 있습니다. 처음은 {first}입니다",
    ),
];
