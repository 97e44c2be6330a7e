import { AsyncLocalStorage } from 'node:async_hooks'

interface Count {
  queries: number
}

const counting = new AsyncLocalStorage<Count>()

/** Runs `work` and counts the queries it sends, so that each page's number can be stated and tested. */
export async function countingQueries<T>(work: () => Promise<T>): Promise<{ result: T; queries: number }> {
  const outer = counting.getStore()
  const count: Count = { queries: 0 }
  // Awaited inside: what only begins when it is awaited (an injected request) is counted too.
  const result = await counting.run(count, async () => await work())
  if (outer) outer.queries += count.queries
  return { result, queries: count.queries }
}

/** Adds one to the current count, if anybody counts. */
export function countQuery(): void {
  const count = counting.getStore()
  if (count) count.queries += 1
}
