import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { verifyEvidenceFile } from '../../src/commands/verify-evidence.ts'
import { type SealingKey, sealEvents } from '../../src/features/audit/index.ts'
import type { TestApp } from './test-app.ts'

/** Other test files have transactions open in the same cluster now and then: sealing waits for them, and so does this. */
export async function sealAll(portal: TestApp, key: SealingKey): Promise<void> {
  const { rows } = await portal.owner.query('select max(id) as id from event')
  const isSealed = () => portal.owner.query('select 1 from audit_seal where to_event_id >= $1', [rows[0].id])
  while (!(await isSealed()).rowCount) await sealEvents(portal.app.world, key)
}

/** The program that outsiders are given, exactly as it is. */
export const runProgram = (...args: string[]) =>
  new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, ['scripts/verify-evidence.mjs', ...args], (error, said) =>
      resolve({ code: Number(error?.code ?? 0), said }),
    )
  })

/** A folder in which an outsider checks files with the keys that the portal publishes. */
export interface Outsider {
  kept(name: string, content: string | Uint8Array): Promise<string>
  publishedKeys(): Promise<string>
  /** Exit codes of the command and of the program. */
  codesOf(text: string): Promise<readonly [number, number]>
  leave(): Promise<void>
}

export async function openOutsider(portal: TestApp): Promise<Outsider> {
  const folder = await mkdtemp(join(tmpdir(), 'tvaers-evidence-'))
  const kept: Outsider['kept'] = async (name, content) => {
    await writeFile(join(folder, name), content)
    return join(folder, name)
  }
  const publishedKeys = async () =>
    kept('keys.json', (await portal.anybody().get('/.well-known/tvaers-keys.json')).payload)
  return {
    kept,
    publishedKeys,
    async codesOf(text) {
      const [path, keys] = [await kept('checked.json', text), await publishedKeys()]
      return [(await verifyEvidenceFile(path, keys)).exitCode, (await runProgram(path, keys)).code]
    },
    leave: () => rm(folder, { recursive: true }),
  }
}
