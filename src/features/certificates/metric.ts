import { Gauge, type Registry } from 'prom-client'
import type { World } from '../../platform/http/world.ts'
import { readWatched } from './queries.ts'

/**
 * Shows at /metrics how long each certificate lasts; asked of the database at each look, so that every server says the same.
 * @param onFault told when the database does not answer: then nothing is shown, and the rest of the page stands
 */
export function measureCertificates(
  registry: Registry,
  world: World,
  onFault: (error: unknown) => void,
): void {
  new Gauge({
    name: 'tvaers_certificate_expiry_seconds',
    help: 'Seconds until a certificate, or metadata with a last day, expires; negative when it has',
    labelNames: ['use', 'subject', 'fingerprint'],
    registers: [registry],
    async collect() {
      this.reset()
      try {
        const now = world.clock.now().getTime()
        for (const { use, subject, fingerprint, endsAt } of await readWatched(world))
          this.set({ use, subject, fingerprint }, Math.round((endsAt.getTime() - now) / 1000))
      } catch (error) {
        onFault(error)
      }
    },
  })
}
