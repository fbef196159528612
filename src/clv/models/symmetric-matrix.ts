/** Square matrices as rows. Small ones only: there are as many rows as a model has parameters. */
export type Matrix = readonly Float64Array<ArrayBuffer>[]

export function zeroMatrix(size: number): Matrix {
  return Array.from({ length: size }, () => new Float64Array(size))
}

export function entry(matrix: Matrix, row: number, column: number): number {
  return matrix[row]?.[column] ?? 0
}

function put(matrix: Matrix, row: number, column: number, value: number): void {
  const values = matrix[row]
  if (values !== undefined) values[column] = value
}

/** The inverse of a symmetric matrix by Cholesky's method, or null when it is not positive definite to the accuracy of doubles. */
export function inverseOfPositive(matrix: Matrix): Matrix | null {
  const size = matrix.length
  // Scaled to a diagonal of ones, so that "zero" means the same for every parameter.
  const scale = Float64Array.from({ length: size }, (_, at) => 1 / Math.sqrt(entry(matrix, at, at)))
  const root = zeroMatrix(size)
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let sum = entry(matrix, row, column) * (scale[row] ?? 0) * (scale[column] ?? 0)
      for (let inner = 0; inner < column; inner += 1) sum -= entry(root, row, inner) * entry(root, column, inner)
      if (row !== column) put(root, row, column, sum / entry(root, column, column))
      else if (sum > 1e-11) put(root, row, row, Math.sqrt(sum))
      else return null
    }
  }
  const inverse = zeroMatrix(size)
  for (let column = 0; column < size; column += 1) {
    const solution = new Float64Array(size)
    for (let row = 0; row < size; row += 1) {
      let sum = row === column ? 1 : 0
      for (let inner = 0; inner < row; inner += 1) sum -= entry(root, row, inner) * (solution[inner] ?? 0)
      solution[row] = sum / entry(root, row, row)
    }
    for (let row = size - 1; row >= 0; row -= 1) {
      let sum = solution[row] ?? 0
      for (let inner = row + 1; inner < size; inner += 1) sum -= entry(root, inner, row) * (solution[inner] ?? 0)
      solution[row] = sum / entry(root, row, row)
    }
    for (let row = 0; row < size; row += 1) put(inverse, row, column, (solution[row] ?? 0) * (scale[row] ?? 0) * (scale[column] ?? 0))
  }
  return inverse
}

/** Matrix times vector. */
export function times(matrix: Matrix, vector: Float64Array): Float64Array<ArrayBuffer> {
  return Float64Array.from(matrix, row => dot(row, vector))
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}
