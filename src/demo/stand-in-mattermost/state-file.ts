import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { State } from './state.ts'

/** Null when there is no file yet. Throws when there is one that is not the stand-in's. */
export function loadState(file: string): State | null {
  if (!existsSync(file)) return null
  try {
    const state = JSON.parse(readFileSync(file, 'utf8')) as State
    if (Array.isArray(state.users) && Array.isArray(state.teams)) return state
  } catch {
    // Told below, in one sentence, as for any other content.
  }
  throw new Error(
    `The state of the stand-in Mattermost cannot be read: ${file}. Delete the file to start afresh.`,
  )
}

/** Whole or not at all: written beside, then put in place. Holds access tokens, hence the mode. */
export function saveState(file: string, state: State): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(state), { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
