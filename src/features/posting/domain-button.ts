/** What can be answered below a post. */
export const buttonActions = ['seen'] as const
export type ButtonAction = (typeof buttonActions)[number]

/** What a button's token vouches for. */
export interface ButtonPass {
  readonly postingId: string
  readonly action: ButtonAction
  readonly expiresAt: Date
}

/** Days a button can be pressed. */
export const buttonLivesFor = 90

export const buttonExpiry = (askedAt: Date): Date => new Date(askedAt.getTime() + buttonLivesFor * 86_400_000)

export interface SeenCount {
  readonly persons: number
  readonly municipalities: number
}

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`

/** What stands below an announcement, in the language of those it is for. */
export const seenWords = ({ persons, municipalities }: SeenCount): string =>
  persons === 0
    ? 'Tryk, når du har læst det.'
    : `Set af ${counted(persons, 'person', 'personer')} i ${counted(municipalities, 'kommune', 'kommuner')}.`

/** Where a button leads and what it carries. */
export interface ButtonWay {
  readonly url: string
  readonly token: string
}

/** What a post carries beside its text, in the words of Mattermost's API. Marked, so that it is known again. */
export const propsOf = (postingId: string, button: ButtonWay | null, seen: SeenCount) => ({
  tvaers_posting: postingId,
  ...(button && {
    attachments: [
      {
        fallback: seenWords(seen),
        text: seenWords(seen),
        actions: [
          {
            id: 'set',
            type: 'button',
            name: 'Jeg har set det',
            style: 'primary',
            integration: { url: button.url, context: { token: button.token } },
          },
        ],
      },
    ],
  }),
})

/** What was pressed, where and by whom, as Mattermost tells it. */
export interface Press {
  readonly accountId: string
  readonly postId: string
  readonly channelId: string
}

/** The post the token speaks of, as we keep it; null when there is none at a server yet. */
export interface PostedPosting {
  readonly id: string
  readonly channelId: string
  readonly postId: string
  readonly message: string
}

/** The person behind the account, as our own map has it; null when it is nobody's. */
export interface Presser {
  readonly mayAnswer: boolean
  readonly open: boolean
}

export type PressRefusal = 'expired' | 'unknownPost' | 'otherPlace' | 'unknownPerson' | 'closed'

/** Why a button's answer is not taken; null when it is. A token moved to another post or channel is worth nothing. */
export function whyNotPress(
  pass: ButtonPass,
  press: Press,
  posting: PostedPosting | null,
  now: Date,
): PressRefusal | null {
  if (pass.expiresAt <= now) return 'expired'
  if (!posting) return 'unknownPost'
  const isThere = posting.postId === press.postId && posting.channelId === press.channelId
  return isThere ? null : 'otherPlace'
}

/** Why the person may not answer; null when they may. */
export function whyNotAnswer(presser: Presser | null): PressRefusal | null {
  if (!presser) return 'unknownPerson'
  return presser.open && presser.mayAnswer ? null : 'closed'
}
