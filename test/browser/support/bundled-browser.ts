import { existsSync } from 'node:fs'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { FoundBrowser } from './find-browser.ts'

const FOLDER = resolve(import.meta.dirname, '../../../node_modules/.cache/worthwhile/chromium')

/**
 * The Chromium that npm brings along (@sparticuz/chromium), unpacked once into node_modules/.cache (250 MB, about 3 s).
 * Returned twice: as it is, and with the libraries and fonts that the package has for machines that lack them.
 * Its own launch flags are not used: they switch off the web security that the tests are about.
 */
export async function bundledBrowser(): Promise<Pick<FoundBrowser, 'executablePath' | 'environment'>[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`is for Linux on x64, not for ${process.platform} on ${process.arch}`)
  if (!existsSync(FOLDER)) await unpack()
  const executablePath = join(FOLDER, 'chromium')
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_PATH: join(FOLDER, 'fonts') }
  const libraries = [join(FOLDER, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(folder => folder !== undefined).join(':')
  return [
    { executablePath, environment: fonts },
    { executablePath, environment: { ...fonts, LD_LIBRARY_PATH: libraries } },
  ]
}

async function unpack(): Promise<void> {
  const half = `${FOLDER}.${process.pid}.half`
  await mkdir(half, { recursive: true })
  // The package unpacks into the folder for temporary files, and its libraries only where it believes to be in a certain cloud;
  // both are read from the environment, which is put back as it was.
  const before = { ...process.env }
  process.env.TMPDIR = half
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x'
  try {
    const { default: packed } = await import('@sparticuz/chromium')
    await packed.executablePath()
  } finally {
    for (const name of ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name]
      else process.env[name] = before[name]
    }
  }
  // Its own list of font folders knows that cloud only.
  await writeFile(
    join(half, 'fonts/fonts.conf'),
    `<?xml version="1.0"?>\n<fontconfig><dir>${join(FOLDER, 'fonts')}</dir><cachedir>${join(FOLDER, 'fonts-cache')}</cachedir></fontconfig>\n`,
  )
  await rename(half, FOLDER).catch(async reason => {
    // Another run unpacked it first.
    await rm(half, { recursive: true, force: true })
    if (!existsSync(FOLDER)) throw reason
  })
}
