import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { keyIdOf } from '../features/audit/index.ts'
import { type EvidenceVerdict, verifyEvidence } from '../features/evidence/index.ts'

const publicKey = z.string().regex(/^[0-9a-f]{64}$/)
const published = z.object({ keys: z.array(z.object({ publicKey })) })

const exitCodes: Readonly<Record<EvidenceVerdict['outcome'], 0 | 1 | 2>> = {
  whole: 0,
  altered: 1,
  unreadable: 2,
}

const unreadable = (line: string) => ({ exitCode: 2 as const, lines: [line] })

/** Bytes that are no text are told, not replaced: a replaced one would hide what was there. */
const readText = async (path: string): Promise<string | null> => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path))
  } catch {
    return null
  }
}

/** Keys as the portal publishes them, or 64 hexadecimal digits a line; null when they are neither. */
function keysIn(text: string): Map<string, Uint8Array> | null {
  try {
    const words = text.trimStart().startsWith('{')
      ? published.parse(JSON.parse(text)).keys.map((key) => key.publicKey)
      : z.array(publicKey).parse(text.split(/\s+/).filter(Boolean))
    const keys = words.map((word) => Buffer.from(word, 'hex'))
    return keys.length > 0 ? new Map(keys.map((key) => [keyIdOf(key), key])) : null
  } catch {
    return null
  }
}

/**
 * `npx tvaers verify-evidence FILE [--keys F]`: proves an evidence file with neither database nor secret.
 * @returns 0: whole; 1: altered; 2: something given could not be read
 */
export async function verifyEvidenceFile(
  path: string,
  keysPath?: string,
): Promise<{ exitCode: 0 | 1 | 2; lines: readonly string[] }> {
  const keysText = keysPath === undefined ? '' : await readText(keysPath)
  const keys = keysPath === undefined ? new Map<string, Uint8Array>() : keysIn(keysText ?? '')
  if (!keys) return unreadable(`${keysPath} holds no public keys.`)
  const text = await readText(path)
  if (text === null) return unreadable(`${path} cannot be read.`)
  const { outcome, lines } = verifyEvidence(text, keys)
  return { exitCode: exitCodes[outcome], lines }
}
