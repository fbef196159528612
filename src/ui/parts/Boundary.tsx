import { Component, type ReactNode } from 'react'
import css from './Boundary.module.css'
import { Button } from './Button.tsx'
import { Notice } from './Notice.tsx'

interface BoundaryProps {
  /** What cannot be shown when something inside throws: “this screen”. */
  readonly what: string
  readonly children: ReactNode
}

/**
 * Keeps a mistake in one part of the page from taking the rest with it. Also met when a part that is loaded on demand cannot be had,
 * because the page was put on its host anew since it was opened.
 */
export class Boundary extends Component<BoundaryProps, { readonly failure: string | null }> {
  override state: { readonly failure: string | null } = { failure: null }

  static getDerivedStateFromError(error: unknown): { failure: string } {
    return { failure: error instanceof Error ? error.message : String(error) }
  }

  override render(): ReactNode {
    const { failure } = this.state
    if (failure === null) return this.props.children
    return (
      <div className={css['boundary']} role="alert">
        <Notice kind="failure" title={`A mistake in this page keeps ${this.props.what} from being shown.`}>
          <p>The browser says: {failure}</p>
          <p>
            Your files are untouched.{' '}
            <Button kind="link" onClick={() => this.setState({ failure: null })}>
              Try again
            </Button>
            , or reload the page and open them once more.
          </p>
        </Notice>
      </div>
    )
  }
}
