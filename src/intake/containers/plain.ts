import type { InputFile } from '../byte-source.ts'
import type { Container, PackedText, UnpackingReport } from './container.ts'
import { chunksOf } from './source.ts'

/** A file that is not packed. */
export const plain: Container = {
  name: null,
  recognises: () => true,
  async *unpack(input) {
    yield { text: plainText(input) }
  },
}

function plainText(input: InputFile): PackedText {
  return {
    path: input.path,
    async *open(report: UnpackingReport) {
      let consumed = 0
      for await (const chunk of chunksOf(input.content)) {
        consumed += chunk.length
        yield chunk
        report.progress(consumed)
      }
    },
  }
}
