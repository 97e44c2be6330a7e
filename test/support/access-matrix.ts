import type { CastName } from './test-app.ts'

/** One letter per kind of caller: the cast, nobody, and API clients of a municipality (m) and the central body (c). */
export type Caller = '-' | 'K' | 'A' | 'L' | 'S' | 'O' | 'F' | 'I' | 'N' | 'm' | 'c'

export const people = {
  K: 'Katrine',
  A: 'Anders',
  L: 'Lone',
  S: 'Signe',
  O: 'Omar',
  F: 'Freja',
  I: 'Ib',
  N: 'Nanna',
} as const satisfies Partial<Record<Caller, CastName>>

/** Who is let in where, by hand: who is not named is turned away. What they may do once in is the slices' to test. */
export const matrix: Readonly<Record<string, string>> = {}
