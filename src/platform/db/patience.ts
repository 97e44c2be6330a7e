/** How long a transaction's statements may take, in milliseconds. One that overstays is ended by the database. */
export interface Patience {
  /** One statement. */
  readonly statement: number
  /** One wait for what another transaction holds. */
  readonly lock: number
  /** Between two statements, while ours keeps what it holds. */
  readonly idle: number
}

/** Somebody waits for the answer. A file is received before its transaction begins and sent after it has ended. */
export const inRequest: Patience = { statement: 15_000, lock: 5_000, idle: 60_000 }

/** Somebody waits who has asked for work on all municipalities at once, and is told so. */
export const inLongRequest: Patience = { ...inRequest, statement: 120_000 }

/** Nobody waits: jobs and commands, which work on whole sets. Never for ever, or a lost lock would stop them all. */
export const inBackground: Patience = { statement: 300_000, lock: 30_000, idle: 300_000 }

/** The statements that set it until the transaction ends. */
export const setting = ({ statement, lock, idle }: Patience): string =>
  `set local statement_timeout = ${statement}; set local lock_timeout = ${lock}; ` +
  `set local idle_in_transaction_session_timeout = ${idle}`
