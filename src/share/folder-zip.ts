import { ZipPieces } from './zip-pieces.ts'

/** A few small files as a zip, under one folder. The same files give the same bytes. */
export function folderZip(folder: string, files: readonly { readonly path: string; readonly text: string }[]): Blob {
  const zip = new ZipPieces()
  for (const { path, text } of files) zip.add(`${folder}/${path}`, text)
  zip.end()
  return new Blob(zip.take(), { type: 'application/zip' })
}
