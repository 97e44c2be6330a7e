/** A piece of background work: which queue, for what, and how it may be joined with the same work waiting already. */
export interface JobRequest {
  readonly queue: string
  readonly facts: { readonly [key: string]: string | number | boolean | null }
  /**
   * Work with the same key that still waits is not added twice. Only for one who has changed nothing in the transaction:
   * what waits may be taken and done before a change is committed, and never see it.
   */
  readonly onceKey?: string
  /** Not before this instant. */
  readonly startAfter?: Date
}
