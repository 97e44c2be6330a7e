import { AsyncLocalStorage } from 'node:async_hooks'
import type { Context } from '../../../kernel/context.ts'
import type { Gate, Pass, WhyNot } from '../domain.ts'

/** What the library may use for one request: the transaction that all it does belongs to. */
export interface Run {
  readonly holder: Pick<Context, 'tx' | 'now' | 'today'>
  /** Whom it asked for last, and what the gate said. */
  asked: { readonly gate: Gate; readonly answer: Pass | WhyNot } | null
  /** It has no address to send a fault back to: a person must read it. */
  pageFault: { readonly code: string; readonly isOver: boolean } | null
  /** What broke inside it. It answers 500 by itself; the transaction must not be committed. */
  broken: { readonly error: unknown } | null
  /** The library asks for several things at once; a transaction does one after the other. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

const runs = new AsyncLocalStorage<Run>()

export function newRun(holder: Run['holder']): Run {
  let last: Promise<unknown> = Promise.resolve()
  return {
    holder,
    asked: null,
    pageFault: null,
    broken: null,
    inTurn(work) {
      const mine = last.then(work, work)
      last = mine
      return mine
    },
  }
}

export const within = <T>(run: Run, work: () => Promise<T>): Promise<T> => runs.run(run, work)

/** @throws outside of a request: the library does nothing by itself */
export function currentRun(): Run {
  const run = runs.getStore()
  if (!run) throw new Error('Single sign-on is at work outside of a request.')
  return run
}
