/**
 * The style sheet of the report page: light and dark by the reader's setting, one column on a telephone, plain on paper.
 */
export const PAGE_STYLE = `
:root { color-scheme: light dark; --ground: #fff; --card: #f5f6f8; --line: #d9dce1; --edge: #0003; --ink: #1b1f24; --faint: #59616b; --good: #00704f; --fair: #8a5a00; --bad: #b23c00; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171b; --card: #1e2329; --line: #363d46; --edge: #fff4; --ink: #e7eaee; --faint: #a3acb7; --good: #3ecfa0; --fair: #e8b04a; --bad: #ff8a4d; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 24px 20px 48px; max-width: 980px; background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { margin: 0 0 4px; font-size: 28px; line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 40px 0 12px; font-size: 19px; }
p { margin: 0 0 12px; max-width: 72ch; overflow-wrap: anywhere; }
.faint { color: var(--faint); }
code, .digest { font-family: ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 13px; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: 2px 18px; margin: 16px 0; }
.facts dt { color: var(--faint); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.command { display: block; margin: 12px 0 0; padding: 10px 12px; background: var(--card); border: 1px solid var(--line); border-radius: 6px; white-space: pre-wrap; overflow-wrap: anywhere; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(260px, 1fr)); gap: 12px; }
.card { padding: 14px 16px; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.card h3 { margin: 0; font-size: 14px; font-weight: 500; color: var(--faint); }
.card .figure { margin: 2px 0; font-size: 27px; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; }
.card .figure small { font-size: 14px; font-weight: 400; color: var(--faint); white-space: nowrap; }
.card p { margin: 0; font-size: 13px; color: var(--faint); }
.within { color: var(--good); } .likelyWithin, .likelyOver { color: var(--fair); } .over { color: var(--bad); }
.card p.verdict { font-weight: 600; color: inherit; }
.card p.within { color: var(--good); } .card p.likelyWithin, .card p.likelyOver { color: var(--fair); } .card p.over { color: var(--bad); }
figure { margin: 28px 0 0; }
figure svg { display: block; width: 100%; height: auto; }
.hover_marks path:hover { fill-opacity: 0.1; }
.narrow { display: none; }
.scroll { overflow-x: auto; background: linear-gradient(to right, var(--ground) 30%, transparent) 0 0 / 40px 100% no-repeat local, linear-gradient(to left, var(--ground) 30%, transparent) 100% 0 / 40px 100% no-repeat local,
  linear-gradient(to right, var(--edge), transparent) 0 0 / 14px 100% no-repeat scroll, linear-gradient(to left, var(--edge), transparent) 100% 0 / 14px 100% no-repeat scroll; }
table { width: 100%; border-collapse: collapse; font-size: 14px; font-variant-numeric: tabular-nums; }
th, td { padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
thead th, .group th { color: var(--faint); font-weight: 600; }
.group th { padding-top: 18px; color: var(--ink); }
tbody th { font-weight: 400; min-width: 170px; }
.number { text-align: right; white-space: nowrap; }
thead .number { white-space: normal; vertical-align: bottom; } thead th { vertical-align: bottom; }
.number + td:not(.number), .number + th:not(.number) { padding-left: 12px; }
td small, th small { display: block; font-size: 12px; line-height: 1.4; color: var(--faint); }
details { margin: 32px 0 0; }
summary { font-size: 19px; font-weight: 650; cursor: pointer; }
details > .scroll { margin-top: 8px; }
footer { margin-top: 40px; padding-top: 12px; border-top: 1px solid var(--line); font-size: 13px; color: var(--faint); }
@media (max-width: 640px) {
  body { padding: 16px 14px 32px; }
  h1 { font-size: 23px; }
  .wide { display: none; } .narrow { display: block; }
  .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: 8px; }
  .cards { grid-template-columns: 1fr 1fr; } .card { padding: 10px 12px; } .card .figure { font-size: 22px; } .card .figure small { display: block; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --card: #fff; --line: #bbb; --edge: transparent; --ink: #000; --faint: #444; --good: #00553c; --fair: #6b4600; --bad: #8f3000; }
  body { max-width: none; padding: 0; font-size: 11pt; }
  .wide { display: block; } .narrow { display: none; }
  .scroll { overflow: visible; } table { font-size: 8.5pt; } th, td { padding-right: 6px; } tbody th { min-width: 90px; }
  figure, .card, tr { break-inside: avoid; } h2, h3 { break-after: avoid; }
}
`;
