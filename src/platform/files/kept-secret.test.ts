import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keptSecret } from './kept-secret.ts'

describe('a kept secret', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tvaers-secret-'))
  })
  afterEach(() => rm(folder, { recursive: true }))
  let made = 0
  const make = (): string => {
    made += 1
    return String(made).padStart(40, 's')
  }

  test('is one for all who start together, whole, and nothing else is left', async () => {
    const path = join(folder, 'below', 'secret')
    const all = await Promise.all(Array.from({ length: 20 }, () => keptSecret(path, make)))
    expect(new Set(all).size).toBe(1)
    expect(await keptSecret(path, make)).toBe(all[0])
    expect(await readFile(path, 'utf8')).toBe(`${all[0]}\n`)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(folder, 'below'))).toEqual(['secret'])
  })

  test.each(['', '\n', 'half of a sec'])('that is %j is none, and is left for a human', async (text) => {
    const path = join(folder, 'secret')
    await writeFile(path, text)
    await expect(keptSecret(path, make)).rejects.toThrow('holds no key; remove it to have a new one made.')
    expect(await readFile(path, 'utf8')).toBe(text)
  })

  test('is made later where it could not be made at first', async () => {
    const blocked = join(folder, 'blocked')
    await writeFile(blocked, '')
    await expect(keptSecret(join(blocked, 'secret'), make)).rejects.toThrow()
    await rm(blocked)
    expect(await keptSecret(join(blocked, 'secret'), make)).toHaveLength(40)
  })
})
