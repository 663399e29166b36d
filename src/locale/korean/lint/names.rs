//! Names that do not resolve. Sorted by the English text.

pub const TEXTS: &[(&str, &str)] = &[
    (
        "Give the Pod these labels, or change the selector of Service {subdomain}",
        "파드에 이 레이블을 붙이거나 서비스 {subdomain}의 셀렉터를 바꾸세요",
    ),
    (
        "No Service {subdomain} exists in namespace {namespace}, so the name {name} of Pod {pod} does not exist",
        "네임스페이스 {namespace}에 서비스 {subdomain}(이)가 없어 파드 {pod}의 이름 {name}(이)가 생기지 않습니다",
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
    ("The name of the Pod does not resolve: NXDOMAIN", "파드의 이름이 풀리지 않습니다: NXDOMAIN"),
];
