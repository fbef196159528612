import { Notice } from './Notice.tsx'

/** The opened link was made from the other kind of data. */
export function LinkedToOther({ made, here }: { readonly made: 'customers' | 'stores'; readonly here: 'customers' | 'stores' }) {
  return (
    <Notice kind="caution" title="These are not the data that the link was made from.">
      The link was made from data about {made}; these are about {here}.
    </Notice>
  )
}
