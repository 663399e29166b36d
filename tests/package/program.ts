// What a program in TypeScript writes: compiled, never run. A line that must be an error says so.
import init, { addTexts, check, dig, readShareUrl, render, shareUrl, simulate, trace, version } from "svclab";
import type { Change, Diagnostic, RenderOptions, Route, Settings, Trace } from "svclab";

const yaml = "apiVersion: v1\nkind: Service\n";
const changes: Change[] = [{ change: "delete-pod", pod: "shop/web" }, { change: "scale", workload: "deployment/shop/web", replicas: 2 }];
const settings: Settings = { loadBalancer: false, changes };
const options: RenderOptions = { theme: "dark", width: 800, legend: false, lang: "ko", trace: { from: "lan", to: "web:80" }, ...settings };

await init();
const svg: string = render(yaml, { ...options, format: "svg" }).svg;
const mermaid: string = render(yaml, { format: "mermaid" }).mermaid;
const dot: string = render(yaml, { format: "dot" }).dot;
const diagnostics: Diagnostic[] = check(yaml, { lang: "ko", ...settings }).diagnostics;
const places: [number, string][] = diagnostics.map(({ from, message }) => [from, message]);
const answer: string | undefined = dig(yaml, { name: "web", from: "pod:shop/web", explain: true }).answer[0]?.data;
const followed: Trace = trace(yaml, { from: "internet", to: "web.shop:80", via: "node:worker-1" });
const verdicts: Route["verdict"][] = followed.routes.map(({ verdict }) => verdict);
const names: string[] = simulate(yaml, settings).services.map(({ name }) => name);
const link: string = shareUrl(yaml, { base: "https://your.host/", panel: "path" });
const carried: { yaml: string; loadBalancer: boolean } = readShareUrl(link);
const taken: boolean = addTexts("");
export const said = { svg, mermaid, dot, places, answer, verdicts, names, carried, taken, version: version().kubernetes };

// @ts-expect-error: no such format
render(yaml, { format: "png" });
// @ts-expect-error: a question has a name
dig(yaml, { type: "A" });
// @ts-expect-error: the text is a string
simulate(7);
// @ts-expect-error: another word
const wrong: Change = { change: "explode", pod: "shop/web" };
void wrong;
