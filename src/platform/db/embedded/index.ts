/**
 * PostgreSQL inside Tværs: its programs come from an installed package, its files lie in DATA_DIR/postgres, and it
 * is reached over a private socket, never over the network. Several processes may have it open at a time (the
 * portal, and commands beside it); the last to close stops it. After a `kill -9` the next to open finds it running
 * and goes on with it.
 */
export {
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
  openEmbeddedPostgres,
  startEmbeddedPostgres,
} from './embedded-postgres.ts'
export type { DatabaseUser } from './first-objects.ts'
export { takeServerLock } from './server-lock.ts'
export { StartFault } from './start-fault.ts'
