import type { FigureTable, Report, WeekChart } from '../../../src/share/report/report.ts'

const WEEKLY: WeekChart = {
  title: 'Spend per week',
  label: 'Two weeks.',
  bars: [
    { value: 10, partial: true },
    { value: -5, partial: false },
  ],
  low: -5,
  high: 10,
  ticks: [
    { value: 0, label: '$0' },
    { value: 10, label: '$10' },
  ],
  dates: [{ bar: 0, label: '6 Jan' }],
  narrowDates: [],
  table: { caption: 'Weeks', headings: ['Week of', 'Spend'], rows: [['6 Jan 2025', '$10.00']] },
}
const EVENTS: FigureTable = { caption: 'Events of anna', headings: ['Time', 'Event'], rows: [['6 Jan 2025', 'Order']] }

/** A report with something of everything. */
export const PLAIN_REPORT: Report = {
  title: 'Top 1 customers · events.ndjson',
  headline: 'Half of all spend comes from 1 customer.',
  definition: 'Simple LTV.',
  facts: [{ term: 'Customers', value: '2', explanation: ['Every id.'] }],
  basis: [{ term: 'File', value: 'events.ndjson' }],
  table: {
    title: 'Top 1 customers',
    said: 'Of 2 customers.',
    columns: [
      { heading: '#', kind: 'number', first: 'ascending', sorted: null },
      { heading: 'Customer', kind: 'text', first: 'ascending', sorted: null },
    ],
    rows: [
      {
        cells: [
          { text: '1', sort: 0, tag: null },
          { text: 'anna', sort: 'anna', tag: '1 week only' },
        ],
        receipt: 1,
      },
    ],
  },
  weekly: WEEKLY,
  concentration: {
    title: 'How spend is spread',
    caption: 'Shares.',
    label: 'A curve.',
    points: [
      { shareOfCustomers: 0, shareOfSpend: 0 },
      { shareOfCustomers: 1, shareOfSpend: 1 },
    ],
    half: 0.5,
    table: { caption: 'Shares', headings: ['Top', 'make'], rows: [['1', '60%']] },
  },
  receipts: [
    {
      customer: 'anna',
      about: 'rank 1',
      formula: '52 × …',
      explanation: '1 order.',
      cautions: ['A single order carries all of the spend.'],
      weekly: { ...WEEKLY, table: null },
      events: EVENTS,
      eventsSaid: 'The one event:',
    },
  ],
  receiptsSaid: 'One receipt.',
  leftOut: { said: '1 row was left out.', reasons: [{ reason: 'bad event_time', count: '1' }] },
  notes: ['A note.'],
  contents: ['Personal data.'],
  maker: 'Made with Worthwhile 1.',
}
