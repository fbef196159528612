/*
 * Where a record was read, in one number: file × 2^36 + byte. Comparing such numbers compares by file, then byte.
 * Holds 131,071 files of up to 64 GiB; bytes beyond show as the last one (the line stays right). File −1 stands for records handed over directly.
 */
const BYTES_PER_FILE = 2 ** 36
export const FILE_LIMIT = 2 ** 17 - 1

export function packPlace(file: number, byte: number): number {
  return file * BYTES_PER_FILE + Math.min(byte, BYTES_PER_FILE - 1)
}

export function fileOfPlace(place: number): number {
  return Math.floor(place / BYTES_PER_FILE)
}

export function byteOfPlace(place: number): number {
  return place - fileOfPlace(place) * BYTES_PER_FILE
}

/** The same place after `files` more files were put in front; records without a file stay without. */
export function placeBehind(place: number, files: number): number {
  return place < 0 ? place : place + files * BYTES_PER_FILE
}
