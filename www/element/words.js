// The element's own words, in English and Korean.
const english = {
  open: "Open in svclab",
  shut: "This page lets no window be opened. The address:",
  failed: "The diagram cannot be shown.",
  problems: (count) => (count === 1 ? "1 problem" : `${count} problems`),
  none: "No problems",
  nothing: "Nothing to show",
  ask: 'Say which connection to follow: trace="pod:NAMESPACE/NAME HOST:PORT"',
  manifests: "Manifests",
  line: (line) => `line ${line}`,
  error: "Error", warning: "Warning", info: "Info",
  name: "Name", type: "Type", data: "Data",
  service: "Service", endpoint: "Endpoint", addresses: "Addresses", state: "State", why: "Why",
  ready: "ready", notReady: "not ready", terminating: "terminating", notSelected: "not selected", leftOut: "no endpoint",
  at: "At", action: "Action", source: "Source", destination: "Destination", note: "Note",
  delivered: "delivered", refused: "refused", dropped: "dropped", unroutable: "no way there",
  unresolved: "The name does not resolve:",
};

const korean = {
  open: "svclab에서 열기",
  shut: "이 페이지에서는 창을 열 수 없습니다. 주소:",
  failed: "그림을 보여 줄 수 없습니다.",
  problems: (count) => `문제 ${count}개`,
  none: "문제가 없습니다",
  nothing: "보여 줄 것이 없습니다",
  ask: '따라갈 연결을 적어 주십시오: trace="pod:NAMESPACE/NAME HOST:PORT"',
  manifests: "매니페스트",
  line: (line) => `${line}번째 줄`,
  error: "오류", warning: "경고", info: "정보",
  name: "이름", type: "종류", data: "데이터",
  service: "서비스", endpoint: "엔드포인트", addresses: "주소", state: "상태", why: "이유",
  ready: "준비됨", notReady: "준비 안 됨", terminating: "종료 중", notSelected: "선택 안 됨", leftOut: "엔드포인트 아님",
  at: "위치", action: "동작", source: "출발지", destination: "목적지", note: "설명",
  delivered: "전달됨", refused: "거절됨", dropped: "버려짐", unroutable: "길이 없음",
  unresolved: "이름을 찾지 못했습니다:",
};

/** True for a BCP 47 tag of Korean. */
export const isKorean = (tag) => /^ko\b/i.test(tag ?? "");

export const words = (inKorean) => (inKorean ? korean : english);
