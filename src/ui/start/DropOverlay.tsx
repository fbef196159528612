import { type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { classes } from '../parts/classes.ts'
import { Icon } from '../parts/Icon.tsx'
import css from './DropOverlay.module.css'
import { droppedFiles, type Gathered } from './gather-files.ts'

export type OpenMode = 'replace' | 'add'

interface DropOverlayProps {
  /** Something is shown already, so a drop can replace it or add to it. */
  readonly canAdd: boolean
  /** Something is being dragged over the page for the first time: time to clear it of sheets. */
  readonly onDragStart: () => void
  readonly onDrop: (gathered: Gathered, mode: OpenMode) => void
}

/** Takes drops anywhere on the page, and shows while something is dragged that it will be taken, and how. */
export function DropOverlay({ canAdd, onDragStart, onDrop }: DropOverlayProps) {
  const [isOver, setIsOver] = useState(false)
  const [mode, setMode] = useState<OpenMode>('replace')

  const over = useEffectEvent((event: DragEvent) => {
    if (!isTaken(event)) return
    event.preventDefault()
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
    if (!isOver) onDragStart()
    setIsOver(true)
    setMode(modeAt(event))
  })
  const leave = useEffectEvent((event: DragEvent) => {
    // Nothing entered in exchange: the drag has left the page. Counting enters and leaves goes wrong when elements vanish under the drag.
    if (event.relatedTarget === null) setIsOver(false)
  })
  const drop = useEffectEvent((event: DragEvent) => {
    const transfer = event.dataTransfer
    if (transfer === null || !isTaken(event)) return
    event.preventDefault()
    setIsOver(false)
    const chosen = canAdd ? modeAt(event) : 'replace'
    void droppedFiles(transfer).then(gathered => onDrop(gathered, chosen))
  })

  // Drops are taken on the whole document, which React does not own.
  useEffect(() => {
    const listening = new AbortController()
    const { signal } = listening
    document.addEventListener('dragenter', event => over(event), { signal })
    document.addEventListener('dragover', event => over(event), { signal })
    document.addEventListener('dragleave', event => leave(event), { signal })
    document.addEventListener('drop', event => drop(event), { signal })
    // While something is dragged the pointer itself is silent. When it speaks, the drag has ended somewhere else without a word.
    document.addEventListener('pointermove', () => setIsOver(false), { signal })
    return () => listening.abort()
  }, [])

  if (!isOver) return null
  return (
    <section className={css['overlay']} data-print="no" aria-label="Where to drop">
      {canAdd ? (
        <>
          <Target mode="replace" active={mode === 'replace'} title="Replace" icon="turn">
            Look at the dropped files instead.
          </Target>
          <Target mode="add" active={mode === 'add'} title="Add" icon="add">
            Put the dropped files to the data that is shown. An event that is in both counts once.
          </Target>
        </>
      ) : (
        <Target mode="replace" active title="Drop to read" icon="open">
          It is read on this computer and never sent.
        </Target>
      )}
    </section>
  )
}

interface TargetProps {
  readonly mode: OpenMode
  readonly active: boolean
  readonly title: string
  readonly icon: 'add' | 'open' | 'turn'
  readonly children: ReactNode
}

function Target({ mode, active, title, icon, children }: TargetProps) {
  return (
    <div className={classes(css['target'], active && css['active'])} data-drop={mode}>
      <Icon name={icon} size={28} />
      <p className={css['title']}>{title}</p>
      <p>{children}</p>
    </div>
  )
}

/** Files and folders always; dragged text unless it is on its way into a text field. */
function isTaken(event: DragEvent): boolean {
  const types = event.dataTransfer?.types ?? []
  if (types.includes('Files')) return true
  return types.includes('text/plain') && !(event.target instanceof Element && event.target.closest('input, textarea') !== null)
}

function modeAt(event: DragEvent): OpenMode {
  const target = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-drop]') : null
  return target?.dataset['drop'] === 'add' ? 'add' : 'replace'
}
