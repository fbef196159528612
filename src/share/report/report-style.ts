/**
 * The report's style sheet: the look of the page (a test holds the colours against its theme), and one for paper. Without addresses and
 * without anything to be filled in, because the file's own policy allows exactly these bytes (see policy.ts).
 */
export const REPORT_STYLE = `:root {
  color-scheme: light dark;
  --bg: light-dark(oklch(0.985 0.004 85), oklch(0.17 0.006 80));
  --panel: light-dark(#fff, oklch(0.205 0.007 80));
  --sunk: light-dark(oklch(0.965 0.005 85), oklch(0.235 0.007 80));
  --ink: light-dark(oklch(0.24 0.012 60), oklch(0.94 0.006 85));
  --ink2: light-dark(oklch(0.46 0.012 60), oklch(0.74 0.01 85));
  --line: light-dark(oklch(0.905 0.006 85), oklch(0.31 0.008 80));
  --ctl: light-dark(oklch(0.62 0.01 80), oklch(0.58 0.01 80));
  --acc: light-dark(oklch(0.47 0.095 165), oklch(0.78 0.12 165));
  --accbg: light-dark(oklch(0.955 0.025 165), oklch(0.28 0.045 165));
  --bar: light-dark(oklch(0.62 0.1 165), oklch(0.66 0.11 165));
  --est: light-dark(oklch(0.53 0.12 65), oklch(0.8 0.12 75));
  --estbg: light-dark(oklch(0.96 0.03 80), oklch(0.29 0.04 75));
  font: 400 0.875rem/1.45 Inter, system-ui, sans-serif;
  font-feature-settings: 'tnum', 'calt';
}
*, *::before, *::after { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--ink); overflow-wrap: anywhere; }
h1, h2, h3, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
main, footer { max-width: 960px; margin: 0 auto; padding: 28px 24px; }
footer { padding-top: 0; color: var(--ink2); }
section { margin-top: 32px; }
h1 { font-size: 1.625rem; line-height: 1.2; letter-spacing: -0.022em; font-weight: 620; text-wrap: balance; }
h2 { font-size: 1.0625rem; line-height: 1.3; letter-spacing: -0.012em; font-weight: 620; }
h3 { font-size: 0.875rem; font-weight: 600; }
a { color: inherit; text-underline-offset: 3px; text-decoration-color: var(--ctl); }
:focus-visible { outline: 2px solid var(--acc); outline-offset: 2px; }
.quiet { color: var(--ink2); }
.said { margin-top: 4px; color: var(--ink2); }
.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 190px), 1fr)); gap: 12px; margin-top: 20px; }
.facts > div { padding: 12px 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); }
.facts dt { color: var(--ink2); font-size: 0.8125rem; }
.facts dd.value { font-size: 1.25rem; font-weight: 600; letter-spacing: -0.01em; }
.facts dd { color: var(--ink2); font-size: 0.78125rem; }
.facts dd.value { color: var(--ink); }
.basis { display: grid; grid-template-columns: minmax(7rem, max-content) minmax(0, 1fr); gap: 4px 16px; margin-top: 8px; }
.basis dt { color: var(--ink2); }
.scroll { margin-top: 8px; overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--panel); }
table { border-collapse: collapse; width: 100%; }
th, td { padding: 6px 10px; text-align: start; vertical-align: top; font-weight: 400; overflow-wrap: normal; }
thead th { color: var(--ink2); font-size: 0.78125rem; font-weight: 550; white-space: nowrap; border-bottom: 1px solid var(--line); }
tbody tr + tr > * { border-top: 1px solid var(--line); }
th.number, td.number { text-align: end; white-space: nowrap; }
td.text { min-width: 8.5rem; max-width: 20rem; overflow-wrap: anywhere; }
tbody th { white-space: nowrap; }
.figures { width: fit-content; max-width: 100%; }
thead th button { all: unset; cursor: pointer; }
thead th button:hover { color: var(--ink); text-decoration: underline; text-underline-offset: 3px; }
thead th button:focus-visible { outline: 2px solid var(--acc); outline-offset: 2px; }
thead th[aria-sort] { color: var(--ink); }
thead th[aria-sort='ascending']::after { content: ' ↑' / ''; }
thead th[aria-sort='descending']::after { content: ' ↓' / ''; }
.tag { padding: 0 6px; border-radius: 8px; background: var(--estbg); color: var(--est); font-size: 0.71875rem; white-space: nowrap; }
details { margin-top: 8px; }
summary { width: fit-content; color: var(--acc); cursor: pointer; }
.chart { display: flex; margin-top: 10px; padding-inline-end: 6px; }
.chart svg { display: block; overflow: visible; }
.chart .axis { flex: none; width: 64px; }
.chart .plot { flex: 1; width: 100%; min-width: 0; }
.chart text { fill: var(--ink2); font-size: 11px; }
.narrow { display: none; }
.rule { stroke: var(--line); }
.bar { fill: var(--bar); }
.partial { fill: url(#partial); }
.zero { fill: var(--ctl); opacity: 0.55; }
.pattern { position: absolute; }
.ground { fill: var(--accbg); }
.hatch { stroke: var(--bar); stroke-width: 2.4px; }
.key { display: inline-flex; gap: 6px; align-items: center; margin-inline-start: 8px; color: var(--ink2); font-size: 0.78125rem; font-weight: 400; white-space: nowrap; }
.area { fill: var(--accbg); }
.equal { stroke: var(--ctl); }
.curve { fill: none; stroke: var(--bar); stroke-width: 2.5px; stroke-linejoin: round; }
.mark { stroke: var(--ink2); }
.dot { fill: var(--ink); stroke: var(--panel); stroke-width: 2px; }
.receipt { margin-top: 20px; padding: 14px 16px; border: 1px solid var(--line); border-radius: 12px; background: var(--panel); }
.receipt h3 { font-size: 1rem; }
.formula { margin-top: 10px; padding: 10px 12px; border-radius: 8px; background: var(--sunk); font-weight: 550; }
.explained { margin-top: 6px; color: var(--ink2); font-size: 0.8125rem; }
.cautions li { margin-top: 6px; color: var(--est); }
.receipt .scroll { font-size: 0.8125rem; }
.plain { display: grid; gap: 6px; margin-top: 8px; }
@media (max-width: 560px) {
  .narrow { display: inline; }
  .wide { display: none; }
  main, footer { padding: 18px 14px; }
  h1 { font-size: 1.375rem; }
  .basis { grid-template-columns: minmax(0, 1fr); gap: 0; }
  .basis dd { margin-bottom: 8px; }
  .receipt { padding: 12px; }
}
@media (forced-colors: active) {
  .bar { fill: CanvasText; }
  .zero, .dot { fill: CanvasText; }
  .hatch, .curve, .mark { stroke: CanvasText; }
}
@media print {
  @page { margin: 14mm; }
  :root { color-scheme: light; --bg: #fff; --panel: #fff; font-size: 10pt; }
  .facts { grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 6px; }
  .facts > div { padding: 8px 10px; }
  main, footer { max-width: none; padding: 0; }
  footer { margin-top: 24px; }
  .scroll { overflow: visible; border: 0; border-radius: 0; font-size: 7.5pt; }
  td.text { min-width: 0; }
  .scroll th, .scroll td { padding: 3px 5px; }
  th.number, td.number { white-space: normal; }
  details:not([open]) { display: none; }
  summary { display: none; }
  h2, h3, .said, thead { break-after: avoid; }
  tr, figure, .facts > div, .formula, .about { break-inside: avoid; }
  .receipt { padding: 10px 0 0; border: 0; border-top: 1px solid var(--line); border-radius: 0; }
  .formula, .tag, .facts > div { print-color-adjust: exact; }
  a { text-decoration: none; }
}
`
