import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertRole, insertTemplate, rollOut } from '../../../../test/support/factories.ts'
import { type Browser, createTestApp, type TestApp } from '../../../../test/support/test-app.ts'
import { addDays, type CivilDay, civilDay } from '../../../kernel/civil-day.ts'
import { countingQueries } from '../../../platform/db/query-count.ts'
import { completeTask, optOutTask, startTask } from '../actions/answering.ts'
import { assignPeople } from '../actions/people.ts'
import { deadlineSignals } from '../domain/deadline-signal.ts'
import { type TaskFilter, taskSorts } from '../domain/task-filter.ts'
import { noFilter, taskListAddress } from '../list-address.ts'
import { countTasks, listTasks } from '../queries/task-list.ts'

const today = civilDay('2026-11-23')
let portal: TestApp
let katrine: Browser
let signe: Browser
/** Numbers of Korsbæk's tasks by what they are about. */
const own: Record<string, number> = {}

interface Arranged {
  readonly name: string
  readonly title: string
  readonly theme?: string
  readonly phase?: string
  readonly project?: string
  readonly dueOn: CivilDay | null
  readonly priority?: 'mandatory' | 'recommended' | 'voluntary'
}

const arranged: Arranged[] = [
  { name: 'late', title: 'Skift adgangskoder', dueOn: addDays(today, -1), priority: 'mandatory' },
  { name: 'soon', title: 'Ændr kontrakten', dueOn: addDays(today, 14), theme: 'Aftaler' },
  { name: 'later', title: 'Aabn en sag', dueOn: addDays(today, 15), phase: 'Drift' },
  { name: 'open-ended', title: 'Zoom på netværket', dueOn: null, project: 'DUBU' },
  { name: 'done', title: 'Bestil tokens', dueOn: addDays(today, -30), priority: 'recommended' },
  { name: 'opted-out', title: 'Årshjul', dueOn: addDays(today, -20) },
]

beforeAll(async () => {
  portal = await createTestApp()
  katrine = await portal.as('Katrine')
  signe = await portal.as('Signe')
  for (const { name, dueOn, priority = 'voluntary', ...parts } of arranged) {
    const templateId = await insertTemplate(portal, {
      ...parts,
      goal: 'Kommunens adgange bliver gennemgået.',
    })
    const numbers = await rollOut(portal, {
      templateId,
      dueOn,
      priority,
      municipalities: ['Korsbæk', 'Aarhus'],
    })
    own[name] = numbers.Korsbæk as number
  }
  const number = (name: string) => own[name] as number
  const anders = await portal.actor('Anders')
  await portal.act('Katrine', (ctx) => startTask(ctx, { number: number('soon') }))
  await portal.act('Katrine', (ctx) =>
    assignPeople(ctx, { number: number('later'), responsibleId: anders.id }),
  )
  await portal.act('Katrine', (ctx) => completeTask(ctx, { number: number('done') }))
  await portal.act('Katrine', (ctx) => optOutTask(ctx, { number: number('opted-out'), reason: 'Nej' }))
})
afterAll(() => portal.close())

const names = (numbers: readonly number[]) =>
  numbers.map((number) => Object.keys(own).find((name) => own[name] === number) ?? `#${number}`)
const shownIn = (html: string) =>
  names([...html.matchAll(/href="\/opgaver\/(\d+)"/g)].map((match) => Number(match[1])))
const countIn = (html: string) =>
  Number(/<strong>([\d.]+)<\/strong> opgave/.exec(html)?.[1]?.replace('.', ''))

describe('filters in the address', () => {
  test.each<[string, string[]]>([
    ['', ['late', 'soon', 'later', 'open-ended', 'done', 'opted-out']],
    ['status=ubesvaret', ['late', 'soon', 'later', 'open-ended']],
    ['status=i-gang', ['soon', 'later']],
    ['status=fuldfoert', ['done']],
    ['status=deltager-ikke', ['opted-out']],
    ['signal=roed', ['late']],
    ['signal=gul', ['soon']],
    ['signal=groen', ['later']],
    ['signal=ingen', ['open-ended', 'done', 'opted-out']],
    ['prioritet=obligatorisk', ['late']],
    ['projekt=DUBU', ['open-ended']],
    ['fase=Drift', ['later']],
    ['tema=Aftaler', ['soon']],
    ['ansvarlig=ingen&status=ubesvaret', ['late', 'soon', 'open-ended']],
    ['ansvarlig=0b5a1c00-0000-4000-8000-000000000002', ['later']],
    ['q=netv%C3%A6rk', ['open-ended']],
    ['q=gennemg%C3%A5&signal=roed', ['late']],
    ['q=%25', []],
    ['sort=titel', ['done', 'late', 'open-ended', 'soon', 'later', 'opted-out']],
    ['sort=nyeste', ['opted-out', 'done', 'open-ended', 'later', 'soon', 'late']],
    ['sort=prioritet', ['late', 'done', 'soon', 'later', 'open-ended', 'opted-out']],
    [
      'status=noget-andet&status=mere&sort=x&sted=y&kommune=z',
      ['late', 'soon', 'later', 'open-ended', 'done', 'opted-out'],
    ],
  ])('?%s', async (query, expected) => {
    const { payload, statusCode } = await katrine.get(`/opgaver?${query}`)
    expect(statusCode).toBe(200)
    const shown = shownIn(payload)
    expect(query.includes('sort=titel') ? shown.toSorted() : shown).toEqual(
      query.includes('sort=titel') ? expected.toSorted() : expected,
    )
    expect(countIn(payload)).toBe(expected.length)
  })

  test('?ansvarlig=mig is whoever asks', async () => {
    const mine = async (name: 'Anders' | 'Katrine') =>
      shownIn((await (await portal.as(name)).get('/opgaver?ansvarlig=mig')).payload)
    expect(await mine('Anders')).toEqual(['later'])
    expect(await mine('Katrine')).toEqual([])
  })

  test('titles are in Danish order: z, æ, å, and aa as å', async () => {
    const { payload } = await katrine.get('/opgaver?sort=titel')
    const titles = [...payload.matchAll(/href="\/opgaver\/\d+">([^<]+)</g)].map((match) => match[1])
    expect(titles.slice(0, 4)).toEqual([
      'Bestil tokens',
      'Skift adgangskoder',
      'Zoom på netværket',
      'Ændr kontrakten',
    ])
    expect(titles.slice(4).toSorted()).toEqual(['Aabn en sag', 'Årshjul'])
  })

  test('a number finds its task, with and without #', async () => {
    for (const q of [String(own.later), `%23${own.later}`])
      expect(shownIn((await katrine.get(`/opgaver?q=${q}`)).payload)).toEqual(['later'])
  })

  test('each filter has a chip that removes it and keeps the others', async () => {
    const { payload } = await katrine.get('/opgaver?status=ubesvaret&tema=Aftaler&sort=nyeste')
    expect(payload).toContain('href="/opgaver?tema=Aftaler&amp;sort=nyeste"')
    expect(payload).toContain('href="/opgaver?status=ubesvaret&amp;sort=nyeste"')
    expect(payload).toContain('Tema: Aftaler')
  })

  test('nothing found helps on', async () => {
    const { payload } = await katrine.get('/opgaver?q=findes-ikke')
    expect(payload).toContain('Ingen opgaver passer')
    expect(payload).toContain('Vis alle opgaver')
  })
})

describe('signals', () => {
  test('part all tasks: each is in exactly one list', async () => {
    const filter = (signal: TaskFilter['signal']) => ({ ...noFilter, signal })
    const counts = await portal.act('Katrine', async (ctx) => {
      const each: number[] = []
      for (const signal of deadlineSignals) each.push(await countTasks(ctx, filter(signal)))
      return { each, all: await countTasks(ctx, noFilter) }
    })
    expect(counts.each.reduce((sum, count) => sum + count, 0)).toBe(counts.all)
  })
})

describe('who sees what', () => {
  test('the central body sees all municipalities’ tasks, and one municipality’s by choice', async () => {
    const all = (await signe.get('/opgaver')).payload
    expect(countIn(all)).toBe(12)
    expect(all).toContain('data-title="Kommune"')
    const one = (await signe.get(`/opgaver?kommune=${portal.organisation('Korsbæk')}&signal=roed`)).payload
    expect(shownIn(one)).toEqual(['late'])
    expect(one).toContain('Kommune: Korsbæk')
  })

  test('another municipality sees its own only, whatever the address says', async () => {
    const lone = await portal.as('Lone')
    const { payload } = await lone.get('/opgaver')
    expect(countIn(payload)).toBe(6)
    expect(shownIn(payload).filter((name) => !name.startsWith('#'))).toEqual([])
    expect(payload).not.toContain('Anders Skov')
    expect(countIn((await lone.get(`/opgaver?kommune=${portal.organisation('Korsbæk')}`)).payload)).toBe(0)
  })
})

test('roles with the words stand above the list, each with the way to it', async () => {
  const roleId = await insertRole(portal, 'Vagthavende ved kryptering')
  const own = (await katrine.get('/opgaver?q=kryptering')).payload
  expect(own).toContain(`<a href="/roller/${roleId}">Vagthavende ved kryptering</a>`)
  const central = (await signe.get('/opgaver?q=KRYPTERING')).payload
  expect(central).toContain(`<a href="/rollegalleri/${roleId}">Vagthavende ved kryptering</a>`)
  expect((await katrine.get('/opgaver')).payload).not.toContain('Vagthavende')
  expect((await katrine.get('/opgaver?q=%25')).payload).not.toContain('Vagthavende')
})

test('the list costs at most five queries, the search for roles among them', async () => {
  for (const browser of [katrine, signe]) {
    const { queries } = await countingQueries(() => browser.get('/opgaver?q=adgang&status=ubesvaret'))
    expect(queries).toBeLessThanOrEqual(5)
  }
})

describe('paging', () => {
  test.each(taskSorts)(
    'by %s: every task once, forwards and back, though others come in between',
    async (sort) => {
      const limit = 5
      const all = await portal.act('Signe', (ctx) =>
        listTasks(ctx, noFilter, { sort, cursor: null, limit: 100 }),
      )
      const expected = all.items.map((item) => item.number)
      const forwards: number[][] = []
      let cursor: Awaited<ReturnType<typeof listTasks>>['after'] = null
      let last = all
      for (let pages = 0; pages < 10; pages++) {
        last = await portal.act('Signe', (ctx) => listTasks(ctx, noFilter, { sort, cursor, limit }))
        forwards.push(last.items.map((item) => item.number))
        if (pages === 0)
          await rollOut(portal, { templateId: await insertTemplate(portal), municipalities: ['Aarhus'] })
        cursor = last.after
        if (!cursor) break
      }
      expect(forwards.flat().filter((number) => expected.includes(number))).toEqual(expected)
      expect(new Set(forwards.flat()).size).toBe(forwards.flat().length)
      const back = await portal.act('Signe', (ctx) =>
        listTasks(ctx, noFilter, { sort, cursor: last.before, limit }),
      )
      expect(back.items.map((item) => item.number)).toEqual(forwards.at(-2))
    },
  )

  test('pages of fifty lead on by their address, and back', async () => {
    const templateId = await insertTemplate(portal, { title: 'Mange' })
    for (let round = 0; round < 60; round++) await rollOut(portal, { templateId, dueOn: today })
    const first = (await katrine.get(taskListAddress({ q: 'Mange' }))).payload
    expect([shownIn(first).length, countIn(first)]).toEqual([50, 60])
    const next = /<a href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll('&amp;', '&')
    const second = (await katrine.get(next ?? '')).payload
    expect(shownIn(second)).toHaveLength(10)
    expect(second).toContain('rel="prev"')
    expect(second).not.toContain('rel="next"')
    expect(shownIn(second).filter((name) => shownIn(first).includes(name))).toEqual([])
  })
})
