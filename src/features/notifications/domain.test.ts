import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isReason, reasons, rules, toldEvents } from './domain.ts'
import { type Attempt, consequenceOf, mostAttempts } from './domain-sending.ts'
import { mailOf } from './mail/compose.ts'
import { wordsOf } from './reason-words.ts'

test('every reason has a rule, and every rule a reason', () => {
  // A digest is made by the clock, of what others told.
  expect(new Set(rules.map((rule) => rule.reason))).toEqual(
    new Set(reasons.filter((one) => one !== 'digest')),
  )
  expect(toldEvents.length).toBe(new Set(toldEvents).size)
  expect([isReason('letter'), isReason('toString')]).toEqual([true, false])
})

const refused = (at: 'recipient' | 'message' | 'session', code: number | null): Attempt => ({
  outcome: 'refused',
  at,
  code,
  error: 'ECONNECTION',
})

describe('what a reply of the mail server means', () => {
  const cases: [string, Attempt, number, object][] = [
    ['accepted', { outcome: 'accepted' }, 1, { state: 'sent' }],
    [
      '451 to the address: again in a minute',
      refused('recipient', 451),
      1,
      { state: 'failed', code: '451', tryAgainIn: 60_000 },
    ],
    [
      '… then after five',
      refused('recipient', 451),
      2,
      { state: 'failed', code: '451', tryAgainIn: 300_000 },
    ],
    [
      '550 to the address marks it',
      refused('recipient', 550),
      1,
      { state: 'undeliverable', code: '550', marksAddress: true },
    ],
    [
      '554 to the text does not',
      refused('message', 554),
      1,
      { state: 'undeliverable', code: '554', marksAddress: false },
    ],
    [
      '535 to our password: again, somebody may put it right',
      refused('session', 535),
      1,
      { state: 'failed', code: '535', tryAgainIn: 60_000 },
    ],
    [
      'a broken connection: again',
      refused('session', null),
      3,
      { state: 'failed', code: 'ECONNECTION', tryAgainIn: 900_000 },
    ],
    [
      'broken too often: given up, the address unmarked',
      refused('session', null),
      mostAttempts,
      { state: 'undeliverable', code: 'ECONNECTION', marksAddress: false },
    ],
  ]
  test.each(cases)('%s', (_name, attempt, attempts, consequence) => {
    expect(consequenceOf(attempt, attempts)).toEqual(consequence)
  })
})

test('law: every mail comes to an end, and only a refused address is marked', () => {
  const attempt = fc.oneof(
    fc.constant<Attempt>({ outcome: 'accepted' }),
    fc.record({
      outcome: fc.constant('refused' as const),
      at: fc.constantFrom('recipient' as const, 'message' as const, 'session' as const),
      code: fc.option(fc.integer({ min: 400, max: 599 })),
      error: fc.constant('E'),
    }),
  )
  fc.assert(
    fc.property(fc.array(attempt, { minLength: mostAttempts, maxLength: mostAttempts }), (attempts) => {
      let ended: ReturnType<typeof consequenceOf> | null = null
      for (const [index, one] of attempts.entries()) {
        const consequence = consequenceOf(one, index + 1)
        if (consequence.state === 'failed') expect(consequence.tryAgainIn).toBeGreaterThan(0)
        else {
          ended = consequence
          if (consequence.state === 'undeliverable' && consequence.marksAddress)
            expect(one).toMatchObject({ at: 'recipient' })
          break
        }
      }
      expect(ended).not.toBeNull()
    }),
  )
})

/** Audiences of one person, of whom the event tells. */
const ofThemselves = ['person', 'subject']

test.each(['da', 'en'] as const)('nobody is told of themselves by name (%s)', (language) => {
  const own = rules.filter(({ to }) => ofThemselves.includes(to))
  expect(own.length).toBeGreaterThan(8)
  for (const policy of ['keep', 'suspend', 'remove']) {
    const told = own.map(({ reason }) => {
      const words = wordsOf(
        { reason, facts: { ...facts, policy }, actorName: 'Katrine Holm', subjectId: 's1' },
        language,
      )
      return `${words.title} ${words.text}`
    })
    expect(told.filter((sentence) => sentence.includes(facts.userName))).toEqual([])
    const you = language === 'da' ? /\b(du|dig|din|dine)\b/i : /\b(you|your)\b/i
    // That a pause is over is said of the role.
    const resumed = own.findIndex(({ reason }) => reason === 'roleResumed')
    expect(told.filter((sentence, place) => place !== resumed && !you.test(sentence))).toEqual([])
  }
})

test('who gets it in another’s place is told whose it is', () => {
  const told = { reason: 'roleGiven' as const, actorName: 'Katrine Holm', subjectId: 's1' }
  const words = wordsOf({ ...told, facts: { ...facts, insteadOf: 'Anders Skov' } }, 'da')
  expect(words.title).toBe('Til Anders Skov: Du har fået rollen »Infrastrukturejer«')
})

test('what began by itself is nobody’s gift', () => {
  const told = { reason: 'roleGiven' as const, facts, subjectId: 's1' }
  expect(wordsOf({ ...told, actorName: 'Tværs' }, 'da').text).toMatch(/^Den gælder fra nu\. Læs/)
  expect(wordsOf({ ...told, actorName: 'Katrine Holm' }, 'da').text).toMatch(
    /^Katrine Holm har givet dig den\./,
  )
})

const facts = {
  roundId: 'r1',
  roundName: 'Efteråret 2026',
  closesOn: '2026-12-11',
  undecided: 3,
  days: 10,
  policy: 'remove',
  userName: 'Anders Skov',
  roleId: 'role-1',
  roleName: 'Infrastrukturejer',
  note: 'Der er kommet et krav om vagt.',
  subject: 'Svar senest fredag',
}

test('a reminder counts answers, for a person with two roles needs two', () => {
  const told = { reason: 'certificationReminder' as const, actorName: 'Tværs', subjectId: 'r1' }
  expect(wordsOf({ ...told, facts }, 'da').title).toBe('Giv 3 svar om jeres roller senest 11-12-2026')
  const late = { ...told, facts: { ...facts, days: -5, undecided: 1 } }
  expect(wordsOf(late, 'da').title).toBe('Fristen er overskredet: 1 svar mangler')
  expect(wordsOf(late, 'en').title).toBe('The deadline has passed: 1 answer missing')
})

describe.each(reasons)('%s', (reason) => {
  const told = { reason, facts, actorName: 'Katrine Holm', subjectId: 's1' }
  test.each(['da', 'en'] as const)('has words in %s, also when facts are missing', (language) => {
    const words = wordsOf(told, language)
    expect(words.title.length).toBeGreaterThan(5)
    expect(words.text.length).toBeGreaterThan(10)
    expect(words.href).toMatch(/^\/[a-z]/)
    expect(words.action).toBeTruthy()
    const bare = wordsOf({ ...told, facts: {} }, language)
    expect(`${bare.title} ${bare.text}`).not.toMatch(/undefined|null|NaN|»«|“”/)
  })
  test('as a mail: what is asked first, one button, nothing unescaped', () => {
    const odd = { ...told, facts: { ...facts, roleName: '<b>Rolle</b> & "co"', subject: '<i>x</i>' } }
    const mail = mailOf(odd, {
      language: 'da',
      baseUrl: new URL('https://t.example'),
      letterBody: 'Kom <script>',
    })
    expect(mail.html).not.toContain('<b>Rolle')
    expect(mail.html).not.toContain('<script>')
    expect(mail.html.match(/class="button"/g)).toHaveLength(1)
    expect(mail.text).toContain('https://t.example/')
    expect(mail.subject).not.toMatch(/[\r\n]/)
  })
  test('as a mail: nothing of a person but their name', () => {
    const more = {
      userId: '0190a1b2-0000-7000-8000-000000000001',
      email: 'privat@korsbaek.example',
      username: 'anders.skov.hemmelig',
      reason: 'Er blevet syg',
      cause: 'nonResponse',
    }
    for (const language of ['da', 'en'] as const) {
      const parts = { language, baseUrl: new URL('https://t.example'), letterBody: null }
      const mail = mailOf({ ...told, facts: { ...facts, ...more } }, parts)
      const all = `${mail.subject}\n${mail.text}\n${mail.html}`
      for (const value of Object.values(more)) expect(all).not.toContain(value)
    }
  })
})
