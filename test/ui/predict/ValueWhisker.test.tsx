import { render } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { ValueWhisker } from '../../../src/ui/predict/charts/ValueWhisker.tsx'

const path = (mark: string) => [...document.querySelectorAll(`.${mark}`)].map(element => element.getAttribute('d'))

describe('the whisker of a value', () => {
  it('is dashed from low to high with caps, and has a tick at the value', () => {
    render(<ValueWhisker value={25} low={0} high={100} most={100} />)
    expect(path('dashed')).toEqual(['M2.0 8H94.0'])
    expect(path('ends')).toEqual(['M2.0 5v6M94.0 5v6'])
    expect(path('tick')).toEqual(['M25.0 3v10'])
  })

  it('has an open end where it goes on beyond the most, and no tick where even the value does', () => {
    render(<ValueWhisker value={120} low={50} high={900} most={100} />)
    expect(path('dashed')).toEqual(['M48.0 8H94.0'])
    expect(path('ends')).toEqual(['M48.0 5v6M91 5l3 3l-3 3'])
    expect(path('tick')).toEqual([])
  })

  it('without an end is cut off like any other', () => {
    render(<ValueWhisker value={50} low={0} high={Number.POSITIVE_INFINITY} most={100} />)
    expect(path('dashed')).toEqual(['M2.0 8H94.0'])
  })

  it('of nothing is a tick at the left', () => {
    render(<ValueWhisker value={0} low={0} high={0} most={0} />)
    expect(path('tick')).toEqual(['M2.0 3v10'])
  })

  it('is not read out: the numbers stand beside it', () => {
    render(<ValueWhisker value={25} low={0} high={100} most={100} />)
    expect(document.querySelector('svg')?.getAttribute('aria-hidden')).toBe('true')
  })
})
