import type { DesiredAccess } from '../../domain.ts'
import type { Learned, Person } from '../connector.ts'
import type { MattermostClient } from './client.ts'
import type { Places } from './places.ts'

/** All that one step needs. */
export type Work = {
  readonly client: MattermostClient
  readonly places: Places
  /** 'gitlab', or 'openid' where the server has a licence for it. */
  readonly service: string
  readonly person: Person
  readonly desired: DesiredAccess
  /** Kept also when the step fails later on. */
  learn(learned: Learned): void
}

/** A step: whether it changed anything. Throws `Halt` or `ServerFault` for every other end. */
export type Step = (work: Work) => Promise<boolean>
