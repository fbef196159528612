import { bytes, count, counted } from '../words/numbers.ts'
import css from './DataSummary.module.css'

interface FileRead {
  readonly name: string
  /** What it was read as, and why. */
  readonly format: string
  readonly reason: string
  /** 0 where it is not known, as of a member of an archive. */
  readonly bytes: number
  readonly read: number
  readonly accepted: number
  readonly rejected: number
}

/** Where the data came from, file by file. */
export function FilesTable({ files }: { readonly files: readonly FileRead[] }) {
  return (
    <section aria-labelledby="files-title">
      <h3 id="files-title">{counted(files.length, 'file')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className={css['scroll']} tabIndex={0} aria-label="Table of files">
        <table className={css['table']}>
          <thead>
            <tr>
              <th scope="col">File</th>
              <th scope="col">Read as</th>
              <th scope="col">Size</th>
              <th scope="col">Read</th>
              <th scope="col">Accepted</th>
              <th scope="col">Left out</th>
            </tr>
          </thead>
          <tbody>
            {files.map((file, index) => (
              // Two files may have the same name; their order does not change.
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              <tr key={index}>
                <th scope="row">{file.name}</th>
                <td>
                  {file.format}
                  <small>{file.reason}</small>
                </td>
                <td>{file.bytes === 0 ? '–' : bytes(file.bytes)}</td>
                <td>{count(file.read)}</td>
                <td>{count(file.accepted)}</td>
                <td>{count(file.rejected)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  )
}
