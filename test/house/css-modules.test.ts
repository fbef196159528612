import { expect, test } from 'vitest'
import { importsOf, sourceFiles } from './source-files.ts'

// A class that is misspelt is undefined, which React takes without a word. So the two sides are held against each other here.

test('every class that a component uses is in its style sheet, and every class of a style sheet is used', async () => {
  const components = await sourceFiles('src', /\.tsx?$/)
  const sheets = await sourceFiles('src', /\.module\.css$/)
  const wrong: string[] = []
  let checked = 0
  for (const sheet of sheets) {
    const defined = new Set(
      [...sheet.text.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/\.([a-zA-Z][\w-]*)(?=[^{}]*\{)/g)].map(match => match[1] ?? ''),
    )
    const users = components.filter(file => importsOf(file).some(imported => imported.path === sheet.path))
    if (users.length === 0) wrong.push(`${sheet.path} is imported by nothing`)
    const used = new Set<string>()
    let computed = false
    for (const user of users) {
      const name = user.text.match(new RegExp(`import (\\w+) from '[^']*${sheet.path.split('/').at(-1)}'`))?.[1] ?? 'css'
      for (const [, quoted, plain] of user.text.matchAll(new RegExp(`\\b${name}(?:\\['([^']+)'\\]|\\.(\\w+))`, 'g'))) {
        const className = quoted ?? plain ?? ''
        if (className === 'module') continue
        used.add(className)
        if (!defined.has(className)) wrong.push(`${user.path} uses the class ${className}, which ${sheet.path} does not have`)
        checked++
      }
      // css[kind]: which classes are used shows only when it runs.
      computed ||= new RegExp(`\\b${name}\\[(?!')`).test(user.text)
    }
    for (const name of computed ? [] : defined) if (!used.has(name)) wrong.push(`${sheet.path} has the class ${name}, which nothing uses`)
  }
  expect(wrong).toEqual([])
  expect(checked).toBeGreaterThan(20)
})
