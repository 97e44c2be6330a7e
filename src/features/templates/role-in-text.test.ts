import { describe, expect, test } from 'vitest'
import { rolesNamedIn } from './role-in-text.ts'

const roles = [
  'Deltager i cybersamarbejdsplatform (Mattermost)',
  'KLIK-administrator',
  'Stedfortræder for KLIK-administrator',
].map((name) => ({ id: name, name }))

describe('the roles a text names', () => {
  test.each([
    ['Tildel rollen "Deltager i cybersamarbejdsplatform (Mattermost)"', [roles[0]]],
    ['Tildel **Deltager i Cybersamarbejdsplatform\n(Mattermost)** til nogen', [roles[0]]],
    ['Udpeg en stedfortræder for KLIK-administrator', [roles[2]]],
    ['Udpeg en KLIK-administrator og en stedfortræder for KLIK-administrator', [roles[2], roles[1]]],
    ['Til alle KLIK-administratorer', []],
    ['Deltager i cybersamarbejdsplatformen', []],
    ['', []],
  ])('%s', (text, expected) => {
    expect(rolesNamedIn(text, roles)).toEqual(expected)
  })
})
