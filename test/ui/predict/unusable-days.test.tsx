import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { DEFAULT_SETTINGS } from '../../../src/clv/settings.ts'
import { DEFAULT_PREDICTION } from '../../../src/store/view.ts'
import { PredictionSheet } from '../../../src/ui/predict/PredictionSheet.tsx'
import { NoPrediction } from '../../../src/ui/predict/PredictionView.tsx'
import { usable } from '../../../src/worker/prediction.ts'

const dayNumber = (text: string) => Date.parse(text) / 86_400_000
const FIRST = '2010-12-01'
const LAST = '2011-06-30'
const span = { firstDay: dayNumber(FIRST), lastDay: dayNumber(LAST) }

/** What is said of a choice of dates. */
function said(asOf: string | null, split: string): string {
  const throughDay = asOf === null ? null : dayNumber(asOf)
  const { settings, unusable } = usable({ ...DEFAULT_SETTINGS, throughDay, splitDay: dayNumber(split) }, span)
  const { container } = render(<NoPrediction forecast={{ settings, unusable, span, checks: [] }} onChange={() => {}} />)
  return container.textContent ?? ''
}

describe('a day that cannot be used', () => {
  it('is told to be outside of the data where it is', () => {
    expect(said(null, '2011-07-01')).toContain(
      'The date of the back-test’s split lies outside of the data, so the usual one is used.The orders reach from 1 Dec 2010 to 30 Jun 2011.',
    )
  })

  it('is told to be not before the as-of date where it is inside the data', () => {
    const words = said('2011-04-30', '2011-06-01')
    expect(words).toContain('The date of the back-test’s split is not before the as-of date, so the usual one is used.')
    expect(words).toContain('Nothing after 30 Apr 2011 is known')
    expect(words).not.toContain('outside of the data')
  })

  it.each([
    ['the last day of the data', null, '2011-06-29'],
    ['the as-of date', '2011-04-30', '2011-04-29'],
    ['the last day where the as-of date is outside of the data', '2012-01-01', '2011-06-29'],
  ])('is not offered: a back-test begins before %s', (_, asOf, most) => {
    render(
      <PredictionSheet
        open
        choices={{ ...DEFAULT_PREDICTION, throughDay: asOf === null ? null : dayNumber(asOf) }}
        dataFirst={Date.parse(`${FIRST}T08:26:00Z`)}
        dataLast={Date.parse(`${LAST}T20:08:00Z`)}
        onChange={() => {}}
        onReset={() => {}}
        onClose={() => {}}
      />,
    )
    const field = screen.getByLabelText('Back-test from')
    expect(field.getAttribute('min')).toBe(FIRST)
    expect(field.getAttribute('max')).toBe(most)
    expect(screen.getByLabelText('As of').getAttribute('max')).toBe(LAST)
  })
})
