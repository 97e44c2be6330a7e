import { describe, expect, it } from 'vitest'
import { createButtonKey } from './button-token.ts'
import { type ButtonPass, buttonExpiry, seenWords, whyNotAnswer, whyNotPress } from './domain-button.ts'

const now = new Date('2026-11-23T09:00:00Z')
const pass: ButtonPass = {
  postingId: '0190f3a0-0000-7000-8000-000000000001',
  action: 'seen',
  expiresAt: buttonExpiry(now),
}
const press = { accountId: 'a', postId: 'p', channelId: 'c' }
const posting = { id: pass.postingId, postId: 'p', channelId: 'c', message: 'Hej' }

describe('a button that is pressed', () => {
  it.each([
    ['is taken', {}, {}, posting, null],
    ['is too old', { expiresAt: now }, {}, posting, 'expired'],
    ['is of a post nobody knows', {}, {}, null, 'unknownPost'],
    ['is carried to another post', {}, { postId: 'q' }, posting, 'otherPlace'],
    ['is carried to another channel', {}, { channelId: 'd' }, posting, 'otherPlace'],
  ])('%s', (_name, more, elsewhere, found, why) => {
    expect(whyNotPress({ ...pass, ...more }, { ...press, ...elsewhere }, found, now)).toBe(why)
  })

  it.each([
    [null, 'unknownPerson'],
    [{ open: false, mayAnswer: true }, 'closed'],
    [{ open: true, mayAnswer: false }, 'closed'],
    [{ open: true, mayAnswer: true }, null],
  ])('by %j: %s', (presser, why) => {
    expect(whyNotAnswer(presser)).toBe(why)
  })
})

describe('a token', () => {
  const key = createButtonKey('meget-hemmelig-meget-hemmelig-ja')
  const token = key.tokenOf(pass)

  it('says what it was made for', () => {
    expect(key.read(token)).toEqual({ ...pass, expiresAt: new Date('2027-02-21T09:00:00Z') })
  })

  it.each([
    ['of another installation', createButtonKey('helt-anden-hemmelighed-helt-anden').tokenOf(pass)],
    ['for another post', `${Buffer.from('{"p":"x"}').toString('base64url')}.${token.split('.')[1]}`],
    ['cut short', token.slice(0, -4)],
    ['without a signature', token.split('.')[0] ?? ''],
    ['of nothing', ''],
    ['of two dots', '..'],
    ['longer than any', 'x'.repeat(10_000)],
  ])('%s is none', (_name, other) => {
    expect(key.read(other)).toBeNull()
  })
})

it.each([
  [0, 0, 'Tryk, når du har læst det.'],
  [1, 1, 'Set af 1 person i 1 kommune.'],
  [12, 7, 'Set af 12 personer i 7 kommuner.'],
])('%i in %i: %s', (persons, municipalities, words) => {
  expect(seenWords({ persons, municipalities })).toBe(words)
})
