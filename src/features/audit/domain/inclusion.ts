import { createHash } from 'node:crypto'

/** Where a leaf stands in its tree, and what it is hashed with on the way to the root (RFC 9162, 2.1.3). */
export interface Inclusion {
  readonly index: number
  /** Hexadecimal, from the leaf up. */
  readonly path: readonly string[]
}

const nodeMark = Buffer.from([1])

const nodeOf = (left: Uint8Array, right: Uint8Array): Buffer =>
  createHash('sha256').update(nodeMark).update(left).update(right).digest()

/** A whole tree, level by level: the leaves first, the root last. */
export type Tree = readonly (readonly Buffer[])[]

/** The tree over these leaves; the same root as `growMerkleTree` gives. */
export function treeOver(leaves: readonly Buffer[]): Tree {
  const levels = [leaves]
  for (let level = leaves; level.length > 1; ) {
    const below = level
    // One without a neighbour goes up as it is.
    level = Array.from({ length: Math.ceil(below.length / 2) }, (_none, place) => {
      const [left, right] = [below[2 * place] as Buffer, below[2 * place + 1]]
      return right ? nodeOf(left, right) : left
    })
    levels.push(level)
  }
  return levels
}

/** The path of the leaf at this place, counted from 0. */
export function inclusionIn(tree: Tree, index: number): Inclusion {
  const path = tree.slice(0, -1).flatMap((level, height) => {
    const beside = level[Math.floor(index / 2 ** height) ^ 1]
    return beside ? [beside.toString('hex')] : []
  })
  return { index, path }
}

/** The root that a leaf and its path lead to, hexadecimal; null when the path does not fit a tree of that size. */
export function rootFrom(leaf: Uint8Array, { index, path }: Inclusion, count: number): string | null {
  if (!(Number.isSafeInteger(index) && index >= 0 && index < count)) return null
  let [place, last] = [index, count - 1]
  let hash: Uint8Array = leaf
  for (const text of path) {
    if (last === 0) return null
    const beside = Buffer.from(text, 'hex')
    const isRight = place % 2 === 1
    if (isRight || place === last) {
      hash = nodeOf(beside, hash)
      // It went up alone as often as it had no neighbour.
      while (place % 2 === 0 && place !== 0) {
        place = Math.floor(place / 2)
        last = Math.floor(last / 2)
      }
    } else hash = nodeOf(hash, beside)
    place = Math.floor(place / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 ? Buffer.from(hash).toString('hex') : null
}
