// What the programs of these tests ask about, and what they say of it; they run wherever the package does.
export const yaml = `# 웹 😀
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  clusterIP: 10.96.0.80
  selector: {app: web}
  ports: [{port: 80, targetPort: 8080}]
---
apiVersion: v1
kind: Pod
metadata: {name: web, labels: {app: web}}
spec:
  containers: [{name: web, image: nginx}]
---
apiVersion: v1
kind: Service
metadata: {name: lost}
spec: {selector: {app: nothing}, ports: [{port: 80}]}
`;

/** Asks everything once. */
export function report({ render, check, dig, trace, simulate, shareUrl, readShareUrl, version }) {
  const { svg, diagnostics } = render(yaml);
  const wrong = check(yaml).diagnostics[0];
  let thrown;
  try {
    trace(yaml, { from: "mars", to: "web" });
  } catch (error) {
    thrown = error instanceof Error && error.message;
  }
  return {
    version: version().kubernetes,
    svg: svg.slice(0, 4),
    diagnostics: diagnostics.length,
    meant: yaml.slice(wrong.from, wrong.to),
    address: dig(yaml, { name: "web.default.svc.cluster.local" }).answer[0].data,
    verdict: trace(yaml, { from: "node:worker-1", to: "10.96.0.80:80" }).routes[0].verdict,
    service: simulate(yaml).services.some(({ name }) => name === "web"),
    link: shareUrl(yaml, { base: "https://your.host/" }).slice(0, 22),
    carried: readShareUrl(shareUrl(yaml, { loadBalancer: false })).yaml === yaml,
    thrown,
  };
}

/** What `report` says wherever it runs. */
export const expected = {
  version: "1.36",
  svg: "<svg",
  diagnostics: 1,
  meant: "nothing",
  address: "10.96.0.80",
  verdict: "delivered",
  service: true,
  link: "https://your.host/#v1.",
  carried: true,
  thrown: '"mars" is no client',
};
