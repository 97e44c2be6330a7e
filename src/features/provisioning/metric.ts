import { Gauge, type Registry } from 'prom-client'
import type { World } from '../../platform/http/world.ts'
import { inJob } from '../organisations/index.ts'
import { readStanding } from './queries-standing.ts'

/**
 * Shows at /metrics how the targets stand; asked of the database at each look, so that every server says the same.
 * @param onFault told when the database does not answer: then nothing is shown, and the rest of the page stands
 */
export function measureProvisioning(
  registry: Registry,
  world: World,
  onFault: (error: unknown) => void,
): void {
  const gauge = (name: string, help: string, label?: string) =>
    new Gauge({ name, help, labelNames: label ? ['connector', label] : ['connector'], registers: [registry] })
  const found = gauge(
    'tvaers_reconciliation_findings',
    'What did not agree at the last whole reconciliation',
    'kind',
  )
  const age = gauge('tvaers_reconciliation_age_seconds', 'Seconds since the last whole reconciliation')
  const held = gauge('tvaers_removals_held', 'People whose removal waits for an operator (the brake)')
  const late = gauge('tvaers_closings_late', 'Accesses that should be closed and are not proven so')
  new Gauge({
    name: 'tvaers_provisioning_paused',
    help: '1 while a target is left alone because it is out of order, by reason; 0 while it is well',
    labelNames: ['connector', 'reason'],
    registers: [registry],
    async collect() {
      for (const one of [this, found, age, held, late]) one.reset()
      try {
        for (const target of await inJob(world, readStanding)) {
          const { connector } = target
          this.set({ connector, reason: target.pausedCode ?? '' }, target.pausedCode ? 1 : 0)
          held.set({ connector }, target.held)
          late.set({ connector }, target.late)
          if (target.lastAt)
            age.set({ connector }, Math.round((world.clock.now().getTime() - target.lastAt.getTime()) / 1000))
          for (const [kind, count] of Object.entries(target.found)) found.set({ connector, kind }, count)
        }
      } catch (error) {
        onFault(error)
      }
    },
  })
}
