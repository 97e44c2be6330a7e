import type { Refusal } from '../../kernel/errors.ts'

/** A channel of a team at a Mattermost server, by the names a role opens it by. */
export interface Place {
  readonly instance: string
  readonly team: string
  readonly channel: string
}

export const postingStates = ['planned', 'sending', 'posted', 'failed', 'held', 'lapsed'] as const
export type PostingState = (typeof postingStates)[number]

/** Longest text a server takes is 16,383; a title, its marks and the name below need some of it. */
export const mostBody = 15_000
export const mostTitle = 150

/** A place as a form carries it. Names of teams and channels hold neither sign. */
export const keyOfPlace = ({ instance, team, channel }: Place): string => `${instance}:${team}/${channel}`

/** The chosen among the places there are; what is none of them is left out. */
export function chosenPlaces<P extends Place>(places: readonly P[], keys: readonly string[]): P[] {
  const chosen = new Set(keys)
  return places.filter((place) => chosen.has(keyOfPlace(place)))
}

/** Why nothing can be posted; null when it can. */
export function whyNotPost(isConnected: boolean): Refusal | null {
  if (isConnected) return null
  return {
    code: 'posting-not-connected',
    sentence: {
      da: 'Tværs har ingen robot til opslag. Bed driften om at sætte MATTERMOST_POST_TOKEN.',
      en: 'Tværs has no bot to post with. Ask operations to set MATTERMOST_POST_TOKEN.',
    },
  }
}

/** Why a posting cannot be asked for again; null when it can. */
export function whyNotAgain(state: PostingState): Refusal | null {
  if (state === 'held' || state === 'failed' || state === 'lapsed') return null
  return {
    code: 'posting-under-way',
    sentence: {
      da: 'Opslaget er allerede slået op eller på vej.',
      en: 'The post is already there or on its way.',
    },
  }
}

/** Where a post has come to, over all its channels: what needs a human counts most. */
export function worstOf(states: readonly PostingState[]): PostingState {
  const order: readonly PostingState[] = ['held', 'failed', 'sending', 'planned', 'lapsed', 'posted']
  return order.find((state) => states.includes(state)) ?? 'planned'
}

export const isUnderWay = (state: PostingState): boolean => state === 'planned' || state === 'sending'
