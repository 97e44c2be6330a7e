import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { programName } from './paths.ts'

/** Beside the built programs; in the sources, where it is kept. */
const places = [`./${programName}`, `../../../scripts/${programName}`]

export interface CheckingProgram {
  readonly content: Uint8Array
  /** SHA-256, hexadecimal. */
  readonly digest: string
}

/** The program that proves a file without Tværs, exactly as outsiders are given it. */
export async function readProgram(): Promise<CheckingProgram> {
  for (const place of places) {
    const content = await readIfThere(new URL(place, import.meta.url))
    if (content) return { content, digest: createHash('sha256').update(content).digest('hex') }
  }
  throw new Error(`${programName} is neither beside the built program nor in the sources`)
}

async function readIfThere(address: URL): Promise<Uint8Array | null> {
  try {
    return await readFile(address)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
