import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isSameProcess, ownMark } from './processes.ts'

/**
 * Who has the database open: one small file for each. The last to leave stops the server process, whoever started
 * it; so a command may outlive the portal, or the portal a command. The files of dead processes don't count.
 * To be read and changed only under the database's lock.
 */
export class Openers {
  readonly #folder: string

  constructor(dataDir: string) {
    this.#folder = join(dataDir, 'postgres-openers')
    mkdirSync(this.#folder, { recursive: true })
  }

  /** @returns the name to leave by */
  enter(): string {
    const mark = ownMark()
    const name = `${mark.pid}-${performance.now().toFixed(3)}`
    writeFileSync(join(this.#folder, name), mark.startedAt)
    return name
  }

  leave(name: string): void {
    rmSync(join(this.#folder, name), { force: true })
  }

  /** Whether somebody living has it open; forgets the dead. */
  hasAny(): boolean {
    return readdirSync(this.#folder).filter((name) => this.#isAlive(name)).length > 0
  }

  #isAlive(name: string): boolean {
    const path = join(this.#folder, name)
    const alive = isSameProcess({ pid: Number.parseInt(name, 10), startedAt: readFileSync(path, 'utf8') })
    if (!alive) rmSync(path, { force: true })
    return alive
  }
}
