//! What happens to a running cluster. Sorted by the English text.

pub(super) const TEXTS: &[(&str, &str)] = &[
    ("\"{change}\" is no change", "\"{change}\": 변경이 아닙니다"),
    ("\"{kind}\" is no kind that has replicas", "\"{kind}\": 레플리카가 있는 종류가 아닙니다"),
    ("\"{target}\" is no {form}", "\"{target}\": {form} 꼴이 아닙니다"),
    (
        "A deployment, a replicaset, a statefulset or a replicationcontroller has.",
        "deployment, replicaset, statefulset, replicationcontroller에 있습니다.",
    ),
    (
        "Deployment {owner} owns {object} and has set it back to {has} replicas",
        "디플로이먼트 {owner}(이)가 {object}(을)를 소유하며, 레플리카를 다시 {has}개로 되돌렸습니다",
    ),
    (
        "No controller owns Pod {pod}, so nobody makes another",
        "파드 {pod}(을)를 소유한 컨트롤러가 없어, 다시 만들어지지 않습니다",
    ),
    (
        "No new Pod comes to {node}; the Pods that are there stay, and load balancers go on using it",
        "{node}에 새 파드가 오지 않습니다. 이미 있는 파드는 그대로이고, 로드 밸런서도 이 노드를 계속 씁니다",
    ),
    (
        "Pod {pod} goes on running and keeps its address; no controller replaces it",
        "파드 {pod}(은)는 계속 실행되고 주소도 그대로입니다. 다른 파드로 바꾸는 컨트롤러는 없습니다",
    ),
    ("Pod {pod} was not ready before", "파드 {pod}(은)는 전에도 준비되지 않았습니다"),
    (
        "Seen less than a minute after {node} went down, when the node controller has marked its Pods as not ready. Five minutes later those that do not tolerate it are evicted, and their controllers make others",
        "{node}(이)가 꺼지고 1분이 되기 전, 노드 컨트롤러가 그 파드들을 준비되지 않음으로 표시한 때의 모습입니다. 5분 뒤에는 이를 용인하지 않는 파드가 축출되고, 컨트롤러가 다른 파드를 만듭니다",
    ),
    ("The changes are {changes}.", "변경에는 {changes}(이)가 있습니다."),
    ("There are: {names}.", "있는 것: {names}."),
    ("There is no {object}", "{object}(이)가 없습니다"),
    ("a new Pod", "새 파드"),
    ("gone", "없어짐"),
    ("made by {kind} {name}", "{kind} {name}(이)가 만듦"),
    ("new", "새로 생김"),
    ("not ready: {node} is down", "준비되지 않음: {node}(이)가 꺼짐"),
    ("now on a node", "이제 노드에 배치됨"),
    ("ready", "준비됨"),
    (
        "terminating: new connections come here only while nobody else is ready",
        "종료 중: 준비된 파드가 하나도 없을 때만 새 접속을 받습니다",
    ),
    ("the Pod is gone", "파드가 없어짐"),
    (
        "{object} comes with every cluster and cannot be deleted here",
        "{object}(은)는 모든 클러스터에 있는 것이라 여기서 삭제할 수 없습니다",
    ),
    (
        "{object} is set from {had} to {has} replicas",
        "{object}의 레플리카를 {had}개에서 {has}개로 바꿨습니다",
    ),
    ("{object} was set to {has} replicas before", "{object}의 레플리카는 전에도 {has}개였습니다"),
    (
        "{owner} has made Pod {pod} again, with the same name and another address",
        "{owner}(이)가 파드 {pod}(을)를 다시 만들었습니다. 이름은 같고 주소는 다릅니다",
    ),
    ("{owner} has made Pod {pod} in its place", "{owner}(이)가 그 자리에 파드 {pod}(을)를 만들었습니다"),
    ("{owner} makes no other Pod", "{owner}(이)가 다른 파드를 만들지 않습니다"),
    (
        "{owner} makes no other Pod before Pod {pod} is gone",
        "파드 {pod}(이)가 없어지기 전에는 {owner}(이)가 다른 파드를 만들지 않습니다",
    ),
];
