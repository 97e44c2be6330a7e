import autocannon, { type Request } from 'autocannon'

/** What one measurement came to. */
export interface Sample {
  /** Answers (or rounds of statements) a second. */
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p99: number
  /** Bytes of one answer as sent, headers included; null where nothing is sent. */
  readonly bytes: number | null
  /** Milliseconds the portal's processor worked for one answer; null for what is no portal. */
  readonly work: number | null
  /** Answers that were not what they should be, and requests that failed. */
  readonly failures: number
}

export interface Load {
  readonly address: string
  readonly connections: number
  readonly seconds: number
  /** What the n-th connection asks for, again and again in this order. */
  readonly requestsOf: (connection: number) => readonly Request[]
  readonly isRight?: (status: number) => boolean
  /** Seconds the processor has worked for the server so far. */
  readonly worked?: () => Promise<number>
}

/** The value below which the given part of the samples lies. @param part 0.5 is the median */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** A sample from the times of all that was done within `seconds`. */
export function sampleOf(
  milliseconds: readonly number[],
  seconds: number,
  rest: Partial<Sample> = {},
): Sample {
  return {
    perSecond: milliseconds.length / seconds,
    p50: percentile(milliseconds, 0.5),
    p99: percentile(milliseconds, 0.99),
    bytes: null,
    work: null,
    failures: 0,
    ...rest,
  }
}

/** Asks as fast as it is answered, each connection one request at a time. */
export async function drive(load: Load): Promise<Sample> {
  const isRight = load.isRight ?? ((status) => status === 200)
  const times: number[] = []
  let bytes = 0
  let wrong = 0
  let connection = 0
  const before = await load.worked?.()
  const started = performance.now()
  const run = autocannon({
    url: load.address,
    connections: load.connections,
    duration: load.seconds,
    timeout: 60,
    requests: [...load.requestsOf(0)],
    setupClient: (client) => client.setRequests([...load.requestsOf(connection++)]),
  })
  let last = started
  run.on('response', (_client, status, size, milliseconds) => {
    times.push(milliseconds)
    bytes += size
    last = performance.now()
    if (!isRight(status)) wrong += 1
  })
  const { errors } = await run
  const after = await load.worked?.()
  const work = before === undefined || after === undefined ? null : ((after - before) * 1000) / times.length
  return sampleOf(times, (last - started) / 1000, {
    work,
    bytes: bytes / times.length,
    failures: wrong + errors,
  })
}

/** One request by the clock, for what takes longer than a measurement lasts. */
export async function driveOnce({ address, requestsOf, isRight, worked }: Load): Promise<Sample> {
  const [request] = requestsOf(0)
  if (!request) throw new Error('Nothing to ask for')
  const { method, path, headers, body } = request
  const before = await worked?.()
  const started = performance.now()
  const answer = await fetch(`${address}${path}`, {
    method,
    headers: headers as Record<string, string>,
    body: body as string,
    redirect: 'manual',
  })
  const took = performance.now() - started
  const after = await worked?.()
  const work = before === undefined || after === undefined ? null : (after - before) * 1000
  const failures = isRight?.(answer.status) === false ? 1 : 0
  return sampleOf([took], took / 1000, { work, failures })
}
