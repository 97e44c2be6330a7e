import { luckOf } from '../../src/demo/stand-in-mattermost/luck.ts'

/** Draws that are the same for the same seed. */
export interface Chance {
  /** From 0 to 1, exclusive. */
  next(): number
  /** Whether something happens that happens in this part of the cases. */
  happens(part: number): boolean
  /** A whole number from `least` up to and with `most`. */
  between(least: number, most: number): number
  /** One of them. */
  of<T>(things: readonly T[]): T
  /** One name, each as often as its weight says. */
  weighed<Name extends string>(weights: Readonly<Record<Name, number>>): Name
}

export function chanceOf(seed: number): Chance {
  const next = luckOf(seed)
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next,
    between,
    happens: (part) => next() < part,
    of(things) {
      const drawn = things[between(0, things.length - 1)]
      if (drawn === undefined) throw new Error('Nothing to draw from')
      return drawn
    },
    weighed(weights) {
      const names = Object.entries<number>(weights)
      let rest = next() * names.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [name, weight] of names) {
        rest -= weight
        if (rest < 0) return name as keyof typeof weights
      }
      throw new Error('Nothing to draw from')
    },
  }
}
