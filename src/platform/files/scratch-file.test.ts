import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { partBytes } from './file-content.ts'
import { openScratchFile } from './scratch-file.ts'

test('gives back what was appended, in parts, and leaves no name behind while it is open', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tvaers-scratch-'))
  try {
    const file = await openScratchFile(join(folder, 'made'))
    const texts = ['Æ', 'x'.repeat(partBytes), 'ø og å', '']
    for (const text of texts) await file.append(text)
    expect(await readdir(join(folder, 'made'))).toEqual([])
    const parts: Buffer[] = []
    for await (const part of file.parts()) parts.push(part)
    expect(parts.map(({ length }) => length)).toEqual([partBytes, 10])
    expect(Buffer.concat(parts).toString()).toBe(texts.join(''))
    await file.close()
  } finally {
    await rm(folder, { recursive: true })
  }
})
