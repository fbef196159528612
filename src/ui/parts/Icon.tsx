const PATHS = {
  add: 'M8 3.5v9M3.5 8h9',
  back: 'M7 3.5 2.5 8 7 12.5M3 8h10.5',
  check: 'm3.5 8.5 3 3 6-7',
  close: 'm4 4 8 8M12 4l-8 8',
  copy: 'M6 5.5h6.5v7H6zM3.5 10V3h6.5',
  download: 'M8 2.5v7.5M4.5 7 8 10.5 11.5 7M3 13.5h10',
  down: 'm4 6.5 4 4 4-4',
  file: 'M4 2h5l3 3v9H4zM9 2v3h3',
  folder: 'M2 4h4l1.5 1.5H14v7.5H2z',
  info: 'M8 7.5v4M8 4.75v.01M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5z',
  link: 'M6.5 9.5l3-3M7 4.5l1.2-1.2a3 3 0 0 1 4.3 4.3L11.2 9M9 11.5l-1.2 1.2a3 3 0 0 1-4.3-4.3L4.8 7',
  more: 'M3.5 8v.01M8 8v.01M12.5 8v.01',
  open: 'M8 10.5V3M4.5 6.5 8 3l3.5 3.5M3 13.5h10',
  paste: 'M5.5 3.5h-2v10h9v-10h-2M5.5 2.25h5v2.5h-5z',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5l3 3',
  trash: 'M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.5 9h6l.5-9',
  turn: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.8h-2.8',
  warning: 'M8 6.25v3.25M8 11.75v.01M8 2 14.5 13.5h-13z',
} as const

export type IconName = keyof typeof PATHS | 'sealed'

/** A 16 px line drawing that takes the colour of the text around it. Decoration only: the words beside it carry the meaning. */
export function Icon({ name, size = 16 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      {name === 'sealed' ? (
        <path d="M8 2.5 13.5 8 8 13.5 2.5 8z" fill="currentColor" />
      ) : (
        <path
          d={PATHS[name]}
          fill="none"
          stroke="currentColor"
          strokeWidth={name === 'more' ? 2.2 : 1.5}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
    </svg>
  )
}
