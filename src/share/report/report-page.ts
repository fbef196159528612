import { concentrationCurve } from './concentration-chart.ts'
import { html, type Markup, raw } from './markup.ts'
import { REPORT_POLICY } from './policy.ts'
import type { Receipt, Report } from './report.ts'
import { REPORT_STYLE } from './report-style.ts'
import { SORT_SCRIPT } from './sort-script.ts'
import { figureTable, rankTable, receiptAnchor } from './tables.ts'
import { hasHatch, partialKey, partialPattern, weekBars } from './week-chart.ts'

const WEEKLY_HEIGHT = 160
const RECEIPT_HEIGHT = 72

/** The report as one HTML file that needs nothing else, in pieces to be put together by `fileOf`. The same report gives the same bytes. */
export function* reportPage(report: Report): Generator<string, void, undefined> {
  yield '<!doctype html>\n'
  for (const part of parts(report)) yield `${part.text}\n`
}

function* parts(report: Report): Generator<Markup, void, undefined> {
  const { facts, basis, table, weekly, concentration, receipts, leftOut, notes, contents } = report
  // The policy stands before anything that it is to hold for.
  yield html`<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${REPORT_POLICY}"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><title>${report.title}</title><link rel="icon" href="data:,"><style>${raw(REPORT_STYLE)}</style></head><body>${partialPattern()}<main>`
  yield html`<h1>${report.headline}</h1><p class="said">${report.definition}</p>`
  yield html`<dl class="facts">${facts.map(({ term, value, explanation }) => html`<div><dt>${term}</dt><dd class="value">${value}</dd>${explanation.map(sentence => html`<dd>${sentence}</dd>`)}</div>`)}</dl>`
  yield html`<section><h2>${table.title}</h2>${sentence(table.said)}`
  yield* rankTable(table)
  yield html`</section>`
  if (weekly !== null) {
    yield html`<section><h2>${weekly.title}${hasHatch(weekly) ? partialKey() : null}</h2><figure>${weekBars(weekly, WEEKLY_HEIGHT)}</figure>`
    if (weekly.table !== null) yield html`<details><summary>The same as a table</summary>${figureTable(weekly.table, 'number')}</details>`
    yield html`</section>`
  }
  if (concentration !== null) {
    yield html`<section><h2>${concentration.title}</h2>${sentence(concentration.caption)}<figure>${concentrationCurve(concentration)}</figure>`
    yield html`${figureTable(concentration.table, 'number')}</section>`
  }
  yield html`<section><h2>Receipts</h2>${sentence(report.receiptsSaid)}`
  for (const [index, receipt] of receipts.entries()) yield receiptArticle(receipt, index + 1)
  yield html`</section><section><h2>What was left out</h2>${sentence(leftOut.said)}`
  if (leftOut.reasons.length > 0) {
    const rows = leftOut.reasons.map(({ reason, count }) => [reason, count])
    yield figureTable({ caption: 'Reasons', headings: ['Reason', 'Left out'], rows }, 'number')
  }
  yield html`</section><section><h2>Good to know</h2><ul class="plain">${notes.map(note => html`<li>${note}</li>`)}</ul></section>`
  yield html`<section><h2>The data</h2><dl class="basis">${basis.map(({ term, value }) => html`<dt>${term}</dt><dd><bdi>${value}</bdi></dd>`)}</dl></section>`
  yield html`</main><footer><ul class="plain">${contents.map(said => html`<li>${said}</li>`)}<li>${report.maker}</li></ul></footer><script>${raw(SORT_SCRIPT)}</script></body></html>`
}

function receiptArticle(receipt: Receipt, number: number): Markup {
  const { customer, about, formula, explanation, cautions, weekly, events, eventsSaid } = receipt
  return html`<article class="receipt" id="${receiptAnchor(number)}"><div class="about"><h3><bdi>${customer}</bdi></h3><p class="said">${about}</p><p class="formula">${formula}</p><p class="explained">${explanation}</p>${cautions.length === 0 ? null : html`<ul class="cautions">${cautions.map(caution => html`<li>${caution}</li>`)}</ul>`}<figure>${weekBars(weekly, RECEIPT_HEIGHT)}</figure></div><p class="said">${eventsSaid}</p>${events.rows.length === 0 ? null : figureTable(events, 'text')}</article>`
}

function sentence(text: string | null): Markup | null {
  return text === null ? null : html`<p class="said">${text}</p>`
}
