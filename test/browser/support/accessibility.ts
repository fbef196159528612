import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with the page as it stands, one line for each element; empty when all is well. */
export async function findings(page: Page): Promise<string[]> {
  // Evaluated through the debugger: the page's own rules would not let a script in.
  await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // Put there by the line above.
    const { axe: run } = window as unknown as { axe: typeof import('axe-core') }
    // Colours on their way from one look to the other are nobody's: what moves is brought to its end.
    for (const moving of document.getAnimations()) if (moving.effect?.getComputedTiming().endTime !== Infinity) moving.finish()
    const { violations } = await run.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(node => `${id}: ${help}: ${node.target.join(' ')} ${node.failureSummary?.split('\n').slice(1).join(';') ?? ''}`),
    )
  })
}
