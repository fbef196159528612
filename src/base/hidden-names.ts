/** Put into folders by operating systems; never holds anyone's data. */
const SYSTEM_FILES: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini'])

export function isSystemFile(name: string): boolean {
  return SYSTEM_FILES.has(name)
}

/**
 * Whether a file or folder is passed over in a folder or an archive that is read as a whole: what is hidden (“.git”, “.Trash-1000”, “._sales.csv”), what Office keeps
 * beside open files (“~$sales.xlsx”), and system files. Nobody means them, and what was deleted must not count. A file that is given by itself is read.
 */
export function isPassedOver(name: string): boolean {
  // “.” and “..” stand in the paths of archives and name no file.
  return /^\.(?!\.?$)/.test(name) || name.startsWith('~$') || isSystemFile(name)
}
