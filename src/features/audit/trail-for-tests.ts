import type { TestApp } from '../../../test/support/test-app.ts'
import type { AuditHead, AuditReport, FaultKind } from './domain/verification.ts'
import { sealEvents } from './sealing.ts'
import { deriveSealingKey } from './sealing-key.ts'
import { type ExportLine, exportTrail, verifyDatabase, verifyExport } from './verify-trail.ts'

const key = deriveSealingKey('a secret of at least thirty-two characters')
const keys: ReadonlyMap<string, Uint8Array> = new Map([[key.keyId, key.publicKey]])

export const kindsOf = (report: AuditReport): FaultKind[] => report.faults.map(({ kind }) => kind)

/** What the tests of sealing share: making events, sealing and proving them, all with one key. */
export function trailForTests(portal: TestApp) {
  const { database } = portal.app.world
  const make = (subject: string) =>
    portal.act('Katrine', (ctx) =>
      ctx.emit({
        type: 'task.completed',
        organisationId: ctx.actor.organisationId,
        subject: { type: 'task', id: subject },
        changes: { status: { from: 'inProgress', to: 'completed' } },
      }),
    )
  const seal = () => sealEvents(portal.app.world, key)
  return {
    key,
    make,
    seal,
    async empty() {
      await portal.owner.query('truncate event, audit_seal, audit_key, audit_horizon restart identity')
    },
    async makeMany(...subjects: string[]) {
      for (const subject of subjects) await make(subject)
    },
    /** Other test files have transactions open in the same cluster now and then: sealing waits for them, and so does this. */
    async sealAll() {
      const { rows } = await portal.owner.query('select max(id) as id from event')
      const sealed = () =>
        portal.owner.query('select 1 from audit_seal where to_event_id >= $1', [rows[0].id])
      while (!(await sealed()).rowCount) await seal()
    },
    verify: (keptHead: AuditHead | null = null) => verifyDatabase(database, { keys, keptHead }),
    async seals() {
      const text = 'select sequence, from_event_id, to_event_id, event_count from audit_seal order by 1'
      return (await portal.owner.query(text)).rows
    },
    async exported() {
      const lines: ExportLine[] = []
      await exportTrail(database, (line) => void lines.push(line))
      return lines
    },
    async proveExport(lines: readonly object[], trusted = keys) {
      async function* texts() {
        for (const line of lines) yield JSON.stringify(line)
      }
      return await verifyExport(texts(), { keys: trusted, keptHead: null })
    },
  }
}
