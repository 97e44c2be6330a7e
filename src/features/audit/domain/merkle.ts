import { createHash } from 'node:crypto'

/** Leaves and nodes are hashed apart, so that no node can be passed off as a leaf (RFC 6962, 2.1). */
const leafMark = Buffer.from([0])
const nodeMark = Buffer.from([1])

const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

export const leafOf = (text: string): Buffer => sha256(leafMark, text)

/** The tree over leaves that come one by one; only one node for each height is kept. */
export interface MerkleTree {
  readonly count: number
  add(leaf: Buffer): void
  root(): Buffer
}

export function growMerkleTree(): MerkleTree {
  /** Complete subtrees from left to right, of falling size. */
  const subtrees: { readonly size: number; readonly hash: Buffer }[] = []
  let count = 0
  return {
    get count() {
      return count
    },
    add(leaf) {
      count += 1
      let grown = { size: 1, hash: leaf }
      for (let last = subtrees.at(-1); last?.size === grown.size; last = subtrees.at(-1)) {
        grown = { size: grown.size * 2, hash: sha256(nodeMark, last.hash, grown.hash) }
        subtrees.pop()
      }
      subtrees.push(grown)
    },
    root() {
      const last = subtrees.at(-1)
      if (!last) return sha256()
      return subtrees.slice(0, -1).reduceRight((right, left) => sha256(nodeMark, left.hash, right), last.hash)
    },
  }
}
