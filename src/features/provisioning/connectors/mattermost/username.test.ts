import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { baseUsername, usernameCandidates } from './username.ts'

describe('user names', () => {
  it.each([
    ['Anna', 'Larsen', 'anna.larsen'],
    ['Bjørn Åge', 'Sæther', 'bjoern.aage.saether'],
    ['Zoë', 'Müller-Łoś', 'zoe.muller-los'],
    ['Jean  Luc', "O'Neill", 'jean.luc.oneill'],
    ['A\u030Ase', 'Dahl', 'aase.dahl'],
    ['.Ib.', '-', 'ib'],
    ['System', '', 'bruger-7'],
    ['Лев', '', 'bruger-7'],
  ])('%s %s becomes %s', (firstName, lastName, expected) => {
    expect(baseUsername(firstName, lastName, 7)).toBe(expected)
  })

  it('numbers namesakes from 2, and asks for the known name first', () => {
    const anna = { firstName: 'Anna', lastName: 'Larsen', ssoId: 7 }
    expect(usernameCandidates({ ...anna, username: null }, 3)).toEqual([
      'anna.larsen',
      'anna.larsen2',
      'anna.larsen3',
    ])
    expect(usernameCandidates({ ...anna, username: 'anna.larsen2' }, 3)).toEqual([
      'anna.larsen2',
      'anna.larsen',
      'anna.larsen3',
    ])
  })

  it('makes only names the server takes, whatever people are called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (first, last) => {
        for (const name of usernameCandidates({
          firstName: first,
          lastName: last,
          ssoId: 9,
          username: null,
        })) {
          expect(name).toMatch(/^[a-z0-9][a-z0-9.\-_]{0,63}$/)
        }
      }),
    )
  })
})
