import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inclusionIn, rootFrom, treeOver } from './inclusion.ts'
import { growMerkleTree, leafOf } from './merkle.ts'

const treeOf = (count: number) => {
  const leaves = Array.from({ length: count }, (_none, index) => leafOf(String(index)))
  const tree = growMerkleTree()
  for (const leaf of leaves) tree.add(leaf)
  return { leaves, root: tree.root().toString('hex') }
}

test('every leaf of every small tree leads to the root, and from no other place', () => {
  for (let count = 1; count <= 33; count += 1) {
    const { leaves, root } = treeOf(count)
    const tree = treeOver(leaves)
    for (const [index, leaf] of leaves.entries()) {
      const inclusion = inclusionIn(tree, index)
      expect(rootFrom(leaf, inclusion, count)).toBe(root)
      for (const other of leaves.keys())
        if (other !== index) expect(rootFrom(leaf, { ...inclusion, index: other }, count)).not.toBe(root)
    }
  }
})

test('a changed leaf, a changed, missing or further step leads elsewhere', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 200 }), fc.nat(), fc.nat(), (count, at, step) => {
      const { leaves, root } = treeOf(count)
      const index = at % count
      const inclusion = inclusionIn(treeOver(leaves), index)
      const leaf = leaves[index]
      if (!leaf) throw new Error('unreachable')
      const victim = step % inclusion.path.length
      const wrong = [
        inclusion.path.map((text, place) => (place === victim ? leafOf('x').toString('hex') : text)),
        inclusion.path.filter((_text, place) => place !== victim),
        [...inclusion.path, leafOf('x').toString('hex')],
      ]
      expect(rootFrom(leafOf('x'), inclusion, count)).not.toBe(root)
      for (const path of wrong) expect(rootFrom(leaf, { index, path }, count)).not.toBe(root)
    }),
  )
})

test.each([-1, 1.5, 2, Number.NaN])('there is no leaf at %s in a tree of two', (index) => {
  expect(rootFrom(leafOf('0'), { index, path: [] }, 2)).toBeNull()
})
