import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { deriveSealingKey, sealEvents } from '../src/features/audit/index.ts'
import { answerItems, mostAnswers, startRound } from '../src/features/certification/index.ts'
import type { Actor } from '../src/kernel/actor.ts'
import { permissionsOf } from '../src/kernel/permissions.ts'
import { actAs } from '../src/platform/http/world.ts'
import { type BenchPortal, benchSecret, withOwner } from './bench-portal.ts'
import { prepareRound } from './certification.ts'
import { residentBytes } from './processes.ts'

const mebibytes = (bytes: number): string => (bytes / 1_048_576).toFixed(1)
const seconds = (since: number): string => ((performance.now() - since) / 1000).toFixed(1)

/** The signed file of a round in which every line is answered: written by the portal, proved by the program of outsiders. */
export async function measureRoundEvidence(
  portal: BenchPortal,
  isLarge: boolean,
  say: (line: string) => void,
): Promise<void> {
  await withOwner(portal, async (owner) => {
    say(
      '| lines | events | seals | first byte s | whole file s | MiB | portal before MiB | at most MiB | proved in s | at most MiB |',
    )
    say('|---|---|---|---|---|---|---|---|---|---|')
    for (const count of isLarge ? [3, 30] : [3])
      say(`| ${(await measureOne(portal, owner, count)).join(' | ')} |`)
  })
}

async function measureOne(portal: BenchPortal, owner: pg.Client, count: number): Promise<string[]> {
  const { world, server, as, dataDir } = portal
  const { editor, plan } = await prepareRound(owner, count)
  const { id, items } = await actAs(world, editor, 'api', (ctx) => startRound(ctx, plan))
  await answerAll(portal, owner)
  await sealEvents(world, deriveSealingKey(benchSecret))
  const path = join(dataDir, 'round.json')
  const before = await residentBytes(server)
  const begun = performance.now()
  const peak = watch(() => residentBytes(server))
  const answer = await fetch(`${server.address}/bekraeftelser/${id}/dokumentation`, {
    headers: { ...as.editor, 'accept-encoding': 'identity' },
  })
  if (!answer.ok || !answer.body) throw new Error(`The portal answered ${answer.status}`)
  const first = seconds(begun)
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(path))
  const [whole, most] = [seconds(begun), await peak()]
  const { statement } = JSON.parse(await readFile(path, 'utf8'))
  const events = statement.municipalities.reduce(
    (sum: number, one: { events: [] }) => sum + one.events.length,
    0,
  )
  return [
    ...[items.toLocaleString('en-GB'), events.toLocaleString('en-GB'), String(statement.seals.length)],
    ...[first, whole, mebibytes((await stat(path)).size), mebibytes(before), mebibytes(most)],
    ...(await proved(path)),
  ]
}

/** Looks again and again until asked for the largest seen. */
function watch(look: () => Promise<number>): () => Promise<number> {
  let [largest, goesOn] = [0, true]
  const watching = (async () => {
    while (goesOn) {
      largest = Math.max(largest, await look().catch(() => 0))
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  })()
  return async () => {
    goesOn = false
    await watching
    return largest
  }
}

async function proved(path: string): Promise<string[]> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['scripts/verify-evidence.mjs', path], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const peak = watch(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8')
    return 1024 * Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0)
  })
  const [code] = await once(child, 'exit')
  // The largest files are more than the program's memory holds.
  return [code === 0 ? seconds(begun) : `ended with ${code}`, mebibytes(await peak())]
}

/** Every municipality confirms every line, as many at a time as one may send. */
async function answerAll({ world }: BenchPortal, owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ organisationId: number; name: string; ids: string[] }>(
    `select o.id as "organisationId", o.name, array_agg(i.id) as ids
     from certification_item i join organisation o on o.id = i.organisation_id group by o.id order by o.id`,
  )
  for (const { organisationId, name, ids } of rows) {
    const actor: Actor = {
      ...{ kind: 'user', id: crypto.randomUUID(), name: 'Anne Jensen', side: 'municipality' },
      ...{ organisationId, organisationName: name, systemRoles: ['klik_administrator'] },
      permissions: permissionsOf(['klik_administrator']),
    }
    for (let begin = 0; begin < ids.length; begin += mostAnswers) {
      const some = ids.slice(begin, begin + mostAnswers)
      const answers = some.map((itemId) => ({ itemId, answer: 'keep' as const }))
      await actAs(world, actor, 'api', (ctx) => answerItems(ctx, answers))
    }
  }
}
