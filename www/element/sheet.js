// The element's looks. As constructed style sheets they pass a Content Security Policy that forbids inline styles, and all
// diagrams of a page share them.
const own = `
:host{display:block;margin:1.5em 0;contain:content}
:host([hidden]){display:none}
.lab{--ink:var(--svclab-ink,#17202b);--muted:var(--svclab-muted,#526071);--paper:var(--svclab-paper,#fff);
--hairline:var(--svclab-border,#cdd7e1);--accent:var(--svclab-accent,#0069a8);--alarm:#b3261e;--warn:#876000;
--yaml-key:#0069a8;--yaml-string:#00734f;--yaml-number:#b04a00;--yaml-comment:#526071;--yaml-meta:#a3437c;
color-scheme:light;display:flex;flex-direction:column;box-sizing:border-box;height:var(--height,var(--svclab-height,28rem));
border:1px solid var(--hairline);border-radius:var(--svclab-radius,8px);background:var(--paper);color:var(--ink);overflow:hidden;
font:14px/1.5 var(--svclab-font,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif);
text-align:start;letter-spacing:normal;text-transform:none;text-indent:0;white-space:normal;word-spacing:normal}
.lab[data-theme=dark]{--ink:var(--svclab-ink,#e9eef4);--muted:var(--svclab-muted,#a0adbc);--paper:var(--svclab-paper,#0d1218);
--hairline:var(--svclab-border,#303c4a);--accent:var(--svclab-accent,#4fa8e8);--alarm:#ff8f82;--warn:#e6a92e;
--yaml-key:#4fa8e8;--yaml-string:#2fc296;--yaml-number:#f08a45;--yaml-comment:#a0adbc;--yaml-meta:#df8fbb;color-scheme:dark}
.view{flex:1;min-height:0;overflow:auto;padding:12px}
.view svg.svclab{display:block;margin:0 auto}
.view svg.fit{max-height:100%;width:auto}
.view svg .paper{fill:none}
.view [data-ref]{cursor:pointer}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
pre,code,.code,yaml-editor{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:13px}
.lab>.bar{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 16px;margin:0;padding:6px 12px;min-height:21px;
border-top:1px solid var(--hairline);color:var(--muted);font-size:13px}
a{color:var(--accent)}
:is(a,summary,.view):focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:3px}
table{border-collapse:collapse;width:100%}
th,td{padding:4px 16px 4px 0;border-bottom:1px solid var(--hairline);text-align:start;vertical-align:top;overflow-wrap:break-word}
th{color:var(--muted);font-weight:600;font-size:13px;white-space:nowrap}
ul{margin:0;padding:0;list-style:none}
li{padding:6px 0;border-bottom:1px solid var(--hairline)}
li:last-child{border-bottom:0}
.error>b,.refused>b,.dropped>b,.unroutable>b,[role=alert]{color:var(--alarm)}
.warning>b{color:var(--warn)}
.muted{color:var(--muted)}
.verdict{margin:0 0 8px}
.said{margin:0 0 8px}
details{margin-top:8px}
summary{cursor:pointer;width:fit-content}
.split{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:12px;height:100%}
.split>*{min-height:0;overflow:auto}
.split :is(yaml-editor,pre){display:block;box-sizing:border-box;border:1px solid var(--hairline);border-radius:6px}
.split pre{padding:8px 12px}
.cm-editor{height:100%}
@container (max-width:640px){.split{grid-template-columns:none;grid-template-rows:minmax(0,1fr) minmax(0,1fr)}}
.view{container-type:inline-size}
`;

let sheets;
/** The element's sheet and the picture's. */
export function shared() {
  sheets ??= [own, ""].map((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  return sheets;
}

let picture = "";
/** Takes the style that a picture brings, which is the same for all. */
export function adopt(style) {
  if (style === picture) return;
  picture = style;
  shared()[1].replaceSync(style);
}
