/** The part of autocannon that the measurement uses; the package brings no types of its own. */
declare module 'autocannon' {
  export interface Request {
    readonly method: string
    readonly path: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }
  export interface Client {
    setRequests(requests: readonly Request[]): void
  }
  export interface Options {
    readonly url: string
    readonly connections: number
    /** Seconds. */
    readonly duration?: number
    /** Ends after so many answers instead. */
    readonly amount?: number
    /** Seconds one answer may take. */
    readonly timeout?: number
    readonly requests: readonly Request[]
    readonly setupClient?: (client: Client) => void
  }
  export interface Result {
    readonly errors: number
    readonly non2xx: number
    /** Seconds. */
    readonly duration: number
  }
  export interface Run extends PromiseLike<Result> {
    on(
      event: 'response',
      listener: (client: Client, status: number, bytes: number, milliseconds: number) => void,
    ): void
  }
  export default function autocannon(options: Options): Run
}
