import type { Container } from './container.ts'

/**
 * An Apache Parquet file, which holds one table. As with workbooks, what takes it apart (see parquet/read-parquet.ts) is needed by few, so it is done elsewhere;
 * where there is no such place, the file is refused.
 */
export const parquet: Container = {
  name: 'parquet',
  recognises: head => head[0] === 0x50 && head[1] === 0x41 && head[2] === 0x52 && head[3] === 0x31,
  async *unpack(input) {
    yield {
      path: input.path,
      problem: {
        code: 'unsupported',
        message: 'This is a Parquet file, which is not read here.',
        wayOut: 'Write the table as CSV, for example with DuckDB: COPY … TO …',
      },
    }
  },
}
