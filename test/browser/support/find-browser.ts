import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'
import { bundledBrowser } from './bundled-browser.ts'

/** Everything needed to start a browser, as plain data: it travels from the global set-up to the test files. */
export interface FoundBrowser {
  /** With its version: “Chromium 143.0.7499.0”. */
  readonly name: string
  readonly executablePath: string
  /** Variables for the browser's process on top of our own. */
  readonly environment: Readonly<Record<string, string>>
}

/** `WORTHWHILE_BROWSER=bundled` passes over installed browsers and takes the one that npm brings. */
const BUNDLED = 'bundled'

/**
 * The first of these that starts: the browser named by WORTHWHILE_BROWSER or CHROME_PATH (then nothing else is tried), an installed Chromium, Chrome or Edge,
 * the one that npm brings (Linux on x64). Throws with all that was tried, why each failed and what to do, when none starts: tests must not pass unseen.
 */
export async function findBrowser(): Promise<FoundBrowser> {
  const wanted = process.env.WORTHWHILE_BROWSER || process.env.CHROME_PATH
  const failures: string[] = []
  for (const executablePath of wanted === undefined || wanted === '' ? installedBrowsers() : wanted === BUNDLED ? [] : [wanted]) {
    const found = await attempt({ executablePath, environment: {} }, failures)
    if (found !== null) return found
  }
  if (!wanted || wanted === BUNDLED) {
    try {
      for (const candidate of await bundledBrowser()) {
        const found = await attempt(candidate, failures)
        if (found !== null) return found
      }
    } catch (reason) {
      failures.push(`@sparticuz/chromium: ${firstLine(reason)}`)
    }
  }
  throw new Error(
    [
      'No browser for the browser tests could be started.',
      ...(failures.length === 0 ? ['No installed Chromium, Chrome or Edge was found.'] : failures.map(failure => `  tried ${failure}`)),
      'Install Chromium or Chrome, or name one: WORTHWHILE_BROWSER=/path/to/chrome npm test',
    ].join('\n'),
  )
}

/** Starts a found browser without a window, and without its own errands on the network. */
export function launch(browser: Pick<FoundBrowser, 'executablePath' | 'environment'>): Promise<Browser> {
  return chromium.launch({
    executablePath: browser.executablePath,
    headless: true,
    env: { ...definedOnly(process.env), ...browser.environment },
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-default-apps',
      '--disable-domain-reliability',
      '--disable-sync',
      '--no-first-run',
      '--force-color-profile=srgb',
      // Chromium refuses its sandbox to root, which is who runs tests in a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  })
}

async function attempt(candidate: Pick<FoundBrowser, 'executablePath' | 'environment'>, failures: string[]): Promise<FoundBrowser | null> {
  try {
    const browser = await launch(candidate)
    const name = `Chromium ${browser.version()}`
    await browser.close()
    return { ...candidate, name }
  } catch (reason) {
    failures.push(`${candidate.executablePath}: ${firstLine(reason)}`)
    return null
  }
}

function installedBrowsers(): string[] {
  const onPath = [
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    'chrome',
    'microsoft-edge',
    'microsoft-edge-stable',
  ]
  const fromPath = (process.env.PATH ?? '').split(delimiter).flatMap(folder => onPath.map(name => join(folder, name)))
  const macApplications = ['Chromium', 'Google Chrome', 'Microsoft Edge'].flatMap(name =>
    ['/Applications', join(homedir(), 'Applications')].map(folder => join(folder, `${name}.app/Contents/MacOS/${name}`)),
  )
  const windowsFolders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
    folder => folder !== undefined,
  )
  const windowsPrograms = windowsFolders.flatMap(folder =>
    ['Chromium/Application/chrome.exe', 'Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map(path =>
      join(folder, path),
    ),
  )
  return [...new Set([...fromPath, ...macApplications, ...windowsPrograms])].filter(path => existsSync(path))
}

function definedOnly(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

function firstLine(reason: unknown): string {
  const text = reason instanceof Error ? reason.message : String(reason)
  // Playwright's message carries the browser's own log; a missing library is named there.
  return /error while loading shared libraries: .*/.exec(text)?.[0] ?? text.split('\n')[0] ?? text
}
