import { INKS, type Inks } from "#lib/figure/inks.ts";

const tokens = (inks: Inks): string => Object.entries(inks).map(([name, colour]) => `--${name}:${colour}`).join(";");

/** The whole style of the file: the page's colours by their meaning, both themes, and one A4 page on paper. */
export const STYLE = `:root{color-scheme:light dark;${tokens(INKS.light)}}
@media (prefers-color-scheme:dark){:root{${tokens(INKS.dark)}}}
*{box-sizing:border-box}
html{background:var(--canvas);color:var(--text);font:400 14px/20px Inter,"Inter Variable","Helvetica Neue",Arial,system-ui,sans-serif;-webkit-text-size-adjust:100%}
body{margin:0;padding:18px}
h1,h2,h3,p,ul,ol,dl,dd,pre,table{margin:0;padding:0}
h1{font-size:24px;line-height:30px;font-weight:650;letter-spacing:-.012em;max-width:80ch;overflow-wrap:anywhere;text-wrap:pretty}
h2{font-size:15px;font-weight:620}
h3{font-size:14px;font-weight:600}
ul,ol{list-style:none}
code,pre,.mono{font-family:"JetBrains Mono","JetBrains Mono Variable",ui-monospace,Menlo,Consolas,monospace;font-size:.93em}
a{color:var(--focus);overflow-wrap:anywhere}
.frame{margin:0 auto;max-width:1280px;border:2px solid var(--line-strong);border-radius:14px;overflow:hidden}
.bar{display:flex;flex-wrap:wrap;gap:4px 14px;align-items:center;padding:10px 24px;background:var(--unknown-tint);border-bottom:2px solid var(--line-strong);color:var(--text-2);font-size:13px}
.bar strong{color:var(--text);letter-spacing:.04em}
.bar span:last-child{margin-left:auto}
main{display:grid;gap:20px;grid-template-columns:minmax(0,1fr);padding:22px 24px 32px}
.head{display:grid;gap:8px}
.tag{justify-self:start;border-radius:5px;font-size:12px;font-weight:600;line-height:16px;padding:3px 9px}
.deny,.partial{background:var(--blocked-tint);color:var(--blocked-text)}
.allow{background:var(--traffic-tint);color:var(--traffic-text)}
.unknown{background:var(--unknown-tint);color:var(--unknown)}
.quiet{color:var(--text-2);max-width:80ch;overflow-wrap:anywhere}
.figure{margin:0;padding:0;border:1px solid var(--line-soft);border-radius:10px;overflow:hidden;background:var(--canvas)}
.figure img{display:none;width:100%;height:auto;margin:0 auto}
.figure .across{max-width:1168px}.figure .down{max-width:440px}
.figure .across.light{display:block}
@media screen and (prefers-color-scheme:dark){.figure .across.light{display:none}.figure .across.dark{display:block}}
@media screen and (max-width:899px){.figure .across.light,.figure .across.dark{display:none}.figure .down.light{display:block}}
@media screen and (max-width:899px) and (prefers-color-scheme:dark){.figure .down.light{display:none}.figure .down.dark{display:block}}
.three{display:grid;gap:24px;grid-template-columns:repeat(3,minmax(0,1fr));counter-reset:step}
.three li{display:grid;gap:2px 12px;grid-template-columns:24px 1fr;align-content:start;counter-increment:step}
.three li::before{content:counter(step);grid-row:span 2;display:grid;place-items:center;width:22px;height:22px;border:1.5px solid var(--traffic);border-radius:50%;color:var(--traffic-text);font-size:12px;font-weight:650;line-height:1}
.three.stops li:nth-child(2)::before{border-color:var(--blocked);color:var(--blocked-text)}
.three li:nth-child(3)::before,.three.open li::before{border-color:var(--line-strong);color:var(--text-2)}
.three p{color:var(--text-2);overflow-wrap:anywhere}
.card{background:var(--surface);border:1px solid var(--line-soft);border-radius:10px;overflow:hidden}
.card>h2,.card>header,.card>summary{display:flex;flex-wrap:wrap;gap:2px 14px;justify-content:space-between;padding:11px 16px;border-bottom:1px solid var(--line-soft)}
.card>summary{display:list-item;font-size:15px;font-weight:620;cursor:pointer;border-bottom:0}
.card[open]>summary{border-bottom:1px solid var(--line-soft)}
.card header span,.card small{color:var(--text-2);font-size:13px;font-weight:400;overflow-wrap:anywhere}
.list{display:grid;gap:8px;list-style:disc;padding:12px 16px 12px 34px}
.list li{overflow-wrap:anywhere}
.code{color:var(--muted);font-size:12px}
.trace{counter-reset:step}
.trace li{display:grid;gap:2px 12px;grid-template-columns:22px minmax(0,1fr) auto;align-items:baseline;padding:9px 16px;border-bottom:1px solid var(--line-soft);counter-increment:step}
.trace li:last-child{border-bottom:0;background:var(--canvas);font-weight:620}
.trace li::before{content:counter(step);color:var(--muted);font-size:12px;text-align:right}
.trace li:last-child::before{content:""}
.trace .text{overflow-wrap:anywhere}
.trace .place{color:var(--muted);font-size:12px}
.trace .no .text{color:var(--blocked-text);font-weight:540}
.trace .yes .text{color:var(--traffic-text);font-weight:540}
.yaml{overflow-x:auto;padding:10px 0}
.yaml div{display:grid;grid-template-columns:52px auto 1fr;width:max-content;min-width:100%;font-size:13px;line-height:21px}
.yaml .number{color:var(--muted);font-size:12px;text-align:right;padding-right:14px;user-select:none}
.yaml code{white-space:pre;padding-right:16px}
.yaml em{font-size:12px;font-style:normal;font-weight:600;padding-right:16px;align-self:center}
.yaml .limits,.yaml .denies{background:var(--blocked-tint);box-shadow:inset 3px 0 0 var(--blocked)}.yaml :is(.limits,.denies) em{color:var(--blocked-text)}
.yaml .near{background:var(--warning-tint);box-shadow:inset 3px 0 0 var(--warning)}.yaml .near em{color:var(--warning)}
.yaml .allows{background:var(--traffic-tint);box-shadow:inset 3px 0 0 var(--traffic)}.yaml .allows em{color:var(--traffic-text)}
.yaml :is(.asked,.passes){background:var(--unknown-tint);box-shadow:inset 3px 0 0 var(--line-strong)}.yaml :is(.asked,.passes) em{color:var(--text-2)}
.facts{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:6px 20px;padding:12px 16px}
.facts dt{color:var(--text-2)}.facts dd{overflow-wrap:anywhere}
.plain{overflow-x:auto;padding:12px 16px;font-size:12.5px;white-space:pre}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{padding:7px 16px;text-align:left;border-bottom:1px solid var(--line-soft);font-weight:400;white-space:nowrap}
thead th{color:var(--text-2);font-size:12px}
tr:last-child>*{border-bottom:0}
td.end,th.end{text-align:right}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:4px}
@media screen and (max-width:899px){body{padding:0}.frame{border:0;border-radius:0}.bar,main{padding-left:16px;padding-right:16px}.bar span:last-child{margin-left:0}.three{grid-template-columns:minmax(0,1fr);gap:14px}.trace li{grid-template-columns:22px minmax(0,1fr)}.trace li>.code{grid-column:2}.facts{grid-template-columns:minmax(0,1fr);gap:0}.facts dd{margin-bottom:8px}h1{font-size:21px;line-height:27px}}
@page{size:A4;margin:10mm}
@media print{:root{color-scheme:light;${tokens(INKS.light)};--canvas:#fff;--surface:#fff;--text:#000;--text-2:#222;--muted:#333}
html{font-size:9px;line-height:12px;background:#fff}body{padding:0}.frame{border:0;border-radius:0}
.bar{padding:0 0 4px;background:none;border-bottom:1px solid #000;font-size:9px}main{gap:8px;padding:8px 0 0}
h1{font-size:15px;line-height:18px}h2{font-size:10px}h3,.card header span,.card small,.code,.trace .place,.yaml .number,.yaml em,.tag,.trace li::before{font-size:8.5px;line-height:11px}
.card>h2,.card>header{padding:3px 8px}.trace li{padding:2px 8px;gap:2px 8px}.facts{padding:4px 8px;gap:1px 12px}.list{gap:2px;padding:4px 8px 4px 24px}.three{gap:12px}
.three li::before{width:14px;height:14px;font-size:8.5px}.three li{grid-template-columns:16px 1fr}
.yaml{padding:3px 0;overflow:visible}.yaml div{width:auto;grid-template-columns:28px auto 1fr;font-size:8.5px;line-height:10.5px}.yaml code{white-space:pre-wrap}
th,td{padding:1px 8px}details.card{display:none}.card{break-inside:avoid}.figure img.across{max-height:54mm;width:auto;max-width:100%}a{color:#000}}`;
