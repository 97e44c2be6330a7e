import { describe, expect, test } from 'vitest'
import { whyNotResend } from './domain-resending.ts'
import { type Fate, fateOf, kindOf } from './domain-returns.ts'

const fate = (more: Partial<Fate>): Fate => ({
  address: 'anna@b.example',
  action: 'failed',
  code: '5.1.1',
  ...more,
})

describe('what a report comes to', () => {
  test.each<[string, Partial<Fate>, ReturnType<typeof kindOf>]>([
    ['no such mailbox', {}, 'hard'],
    ['no such domain', { code: '5.1.2' }, 'hard'],
    ['the mailbox is closed', { code: '5.2.1' }, 'hard'],
    ['no way there', { code: '5.4.4' }, 'hard'],
    ['nobody named: the one we wrote to', { address: null }, 'hard'],
    ['another case of the same address', { address: 'ANNA@B.example' }, 'hard'],
    ['where it was forwarded does not exist', { address: 'anna@privat.example' }, 'soft'],
    ['our own address is at fault', { code: '5.1.8' }, 'soft'],
    ['the mailbox is full', { code: '5.2.2' }, 'soft'],
    ['a filter', { code: '5.7.1' }, 'soft'],
    ['given up after days', { code: '4.4.7' }, 'soft'],
    ['still at it', { action: 'delayed', code: '4.4.1' }, null],
    ['arrived', { action: 'delivered', code: '2.0.0' }, 'delivered'],
    ['reported as unwanted', { action: 'complained', code: 'abuse' }, 'complaint'],
  ])('%s', (_, more, kind) => {
    expect(kindOf(fate(more), 'anna@b.example')).toBe(kind)
  })

  test('of several recipients, the one we wrote to', () => {
    const [other, ours] = [
      fate({ address: 'x@y.example' }),
      fate({ address: 'Anna@b.example', code: '5.2.2' }),
    ]
    expect(fateOf([other, ours], 'anna@b.example')).toBe(ours)
    expect(fateOf([other], 'anna@b.example')).toBe(other)
    expect(fateOf([], 'anna@b.example')).toBeUndefined()
  })
})

describe('sending again', () => {
  const givenUp = { state: 'undeliverable', forgottenAt: null } as const
  test.each([
    ['given up', givenUp, 'a@b.example', undefined],
    ['sent', { ...givenUp, state: 'sent' } as const, 'a@b.example', 'mail-not-given-up'],
    ['tried again by itself', { ...givenUp, state: 'failed' } as const, 'a@b.example', 'mail-not-given-up'],
    ['forgotten', { ...givenUp, forgottenAt: new Date(0) }, 'a@b.example', 'mail-forgotten'],
    ['no address', givenUp, null, 'mail-without-address'],
  ])('%s', (_, mail, address, code) => {
    expect(whyNotResend(mail, address)?.code).toBe(code)
  })
})
