import { randomUUID } from 'node:crypto'
import { link, mkdir, open, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Fewer characters than this are no secret, but what is left of one. */
const fewest = 32

/**
 * A secret that is made once and kept in a file, for the owner's eyes only. Of several processes that start together
 * one makes it and the others read it; one that is killed in the middle leaves no half of it behind.
 * @throws when the file holds less than a secret: a new one could not open what the old one closed, so a human decides
 */
export async function keptSecret(path: string, make: () => string): Promise<string> {
  const text = (await readIfThere(path)) ?? (await keep(path, make()))
  const secret = text.trim()
  if (secret.length < fewest) throw new Error(`${path} holds no key; remove it to have a new one made.`)
  return secret
}

async function readIfThere(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as { code?: string }).code !== 'ENOENT') throw error
    return null
  }
}

/** Written whole under another name, then linked to its own unless somebody else was first. @returns what is kept */
async function keep(path: string, secret: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true })
  const draft = `${path}.${randomUUID()}`
  try {
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(`${secret}\n`)
      await file.sync()
    } finally {
      await file.close()
    }
    await link(draft, path)
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  } finally {
    await rm(draft, { force: true })
  }
  return await readFile(path, 'utf8')
}
