//! What svclab has to say of itself. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "Ask for fewer: what is shown is a part of what a cluster would try to run",
        "수를 줄이세요. 보이는 것은 클러스터가 실행하려 할 파드의 일부입니다",
    ),
    (
        "CronJob {name} runs by the clock, and svclab has none: it makes no Job and no Pods",
        "CronJob {name}(은)는 시계에 따라 실행되지만 svclab에는 시계가 없어, Job도 파드도 만들지 않습니다",
    ),
    (
        "No rule has the code {code} that this comment allows",
        "이 주석이 허용하는 코드 {code}(을)를 가진 규칙이 없습니다",
    ),
    ("Nothing: a cluster does not read comments", "없음. 클러스터는 주석을 읽지 않습니다"),
    ("Pods that come and go by the clock", "시계에 따라 파드가 생겼다 없어집니다"),
    ("Pods that stay Pending when the nodes are full", "노드가 차면 파드가 Pending에 머뭅니다"),
    (
        "Remove the comment, or put it in the line above what it is about",
        "주석을 지우거나, 뜻하는 것의 바로 윗줄에 두세요",
    ),
    ("To see its Pods, write the Job that it makes", "파드를 보려면 CronJob이 만드는 Job을 적으세요"),
    (
        "Write the code of a finding, such as selector-matches-no-pods, or remove the comment",
        "selector-matches-no-pods 같은 진단 코드를 적거나 주석을 지우세요",
    ),
    (
        "{code} is allowed here and is not found here",
        "여기서 {code}(을)를 허용하지만 여기에는 그런 진단이 없습니다",
    ),
    (
        "{workload} asks for {wanted} Pods, of which svclab makes {made}",
        "{workload}(은)는 파드 {wanted}개를 요청하지만 svclab은 {made}개만 만듭니다",
    ),
];
