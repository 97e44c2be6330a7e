import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertRole } from '../../test/support/factories.ts'
import { createTestApp, type TestApp } from '../../test/support/test-app.ts'
import { publishRollout } from '../features/rollouts/index.ts'
import { InvalidInput } from '../kernel/errors.ts'
import { describeImport, importTaskFile } from './import-task.ts'

const realPage = '../shared/data/opgave-139534.md'

const page = (changes: Record<string, string> = {}): string => {
  let text = `Opgave titel

**(Rolle 9) Udpeg en prøveperson**

#200901

**DEADLINE**

● Grøn

**PRIORITET**

Frivillig

**STATUS**

I gang

**ANSVARLIG**

-

**UDFØRER**

Bodil Prøve

**STARTDATO**

**SLUTDATO**

24-12-2026

**MÅL**

Nogen kan prøve.

**BESKRIVELSE**

Vælg en person.

### PROJEKT

Prøver

### KOMMUNE

Korsbæk Kommune

## INTERNE NOTER

**Bodil Prøve**

Vi tager Jonas.

2026-11-01 09:00:00

## TILFØJEDE FILER

referat.pdf

## BESKEDER

**Bodil Prøve**

Må det være en vikar?

2026-11-02 10:30:00
`
  for (const [from, to] of Object.entries(changes)) text = text.replace(from, to)
  return text
}

let portal: TestApp
let folder: string
beforeAll(async () => {
  portal = await createTestApp()
  folder = await mkdtemp(join(tmpdir(), 'tvaers-pages-'))
})
afterAll(async () => {
  await portal.close()
  await rm(folder, { recursive: true })
})

async function importText(text: string | Buffer, withTask = false) {
  const file = join(folder, `${portal.clock.newId()}.md`)
  await writeFile(file, text)
  return await importTaskFile(portal.app.world, { file, withTask, answerDays: 2 })
}

const publish = (templateId: string) =>
  portal.act('Signe', (ctx) =>
    publishRollout(ctx, {
      templateId,
      audience: { kind: 'all' },
      priority: 'voluntary',
      startsOn: null,
      dueOn: null,
    }),
  )

const rows = async (statement: string) => (await portal.owner.query(statement)).rows

describe('a page with the hands of both sides', () => {
  test('becomes one template, however often it is imported, and nothing of the municipality’s is kept', async () => {
    const first = await importText(page())
    const second = await importText(page())
    expect([first.report.result, second.report.result]).toEqual(['created', 'unchanged'])
    expect(second.report.templateId).toBe(first.report.templateId)
    expect(await rows('select count(*)::int as templates from task_template')).toEqual([{ templates: 1 }])
    expect(await rows('select 1 from message union all select 1 from internal_note')).toEqual([])
    expect(first.report.municipal.messages).toHaveLength(1)
    expect(describeImport(first).join('\n')).toContain(
      'performer Bodil Prøve, 1 message, 1 internal note, 1 file name.',
    )
  })

  test('says that there is no task yet to put the municipality’s part on', async () => {
    expect((await importText(page(), true)).part).toEqual({ kind: 'noTask', municipality: 'Korsbæk Kommune' })
    expect(await rows('select 1 from message')).toEqual([])
  })

  test('puts the municipality’s part on its own task, once, when asked', async () => {
    const { report } = await importText(page())
    await publish(report.templateId)
    const [own] = await rows(
      `select number from task t join organisation o on o.id = t.organisation_id where o.short_name = 'Korsbæk'`,
    )
    const first = await importText(page(), true)
    const again = await importText(page(), true)
    expect(first.part).toEqual({
      kind: 'imported',
      municipality: 'Korsbæk Kommune',
      number: own.number,
      answerDueOn: '2026-11-25',
    })
    expect(describeImport(first).join('\n')).toContain('Its question waits for an answer by 25-11-2026.')
    expect(again.part.kind).toBe('alreadyThere')
    expect(await rows('select task_number, author_name, body, sent_at, is_imported from message')).toEqual([
      {
        task_number: own.number,
        author_name: 'Bodil Prøve',
        body: 'Må det være en vikar?',
        sent_at: new Date('2026-11-02T09:30:00Z'),
        is_imported: true,
      },
    ])
    expect(await rows('select task_number, body, side_organisation_id from internal_note')).toEqual([
      {
        task_number: own.number,
        body: 'Vi tager Jonas.',
        side_organisation_id: portal.organisation('Korsbæk'),
      },
    ])
    expect(await rows(`select number, performer_name from task where status = 'inProgress'`)).toEqual([
      { number: own.number, performer_name: 'Bodil Prøve' },
    ])
    // The question waits for the central body like every other, since it was asked.
    expect(
      await rows('select task_number, waiting_since, answer_due_on, owner_id from message_thread'),
    ).toEqual([
      {
        task_number: own.number,
        waiting_since: new Date('2026-11-02T09:30:00Z'),
        answer_due_on: '2026-11-25',
        owner_id: null,
      },
    ])
    expect((await (await portal.as('Signe')).get('/beskeder')).payload).toContain('Må det være en vikar?')
    const history = (await (await portal.as('Katrine')).get(`/opgaver/${own.number}`)).payload
    expect(history).toContain(
      'Fra den tidligere portal blev lagt på opgaven: 1 besked, 1 intern note, Bodil Prøve som udfører, filnavnet referat.pdf.',
    )
    // The file names are inside the municipality: the central body's events do not show them.
    expect(await rows(`select inside_of from event where type = 'task.partImported'`)).toEqual([
      { inside_of: portal.organisation('Korsbæk') },
    ])
  })

  test('of a municipality that does not exist keeps nothing of it', async () => {
    const { part, report } = await importText(page({ 'Korsbæk Kommune': 'Andeby Kommune' }), true)
    expect(part).toEqual({ kind: 'noMunicipality', municipality: 'Andeby Kommune' })
    expect(report.unplaced).toMatchObject([{ heading: 'KOMMUNE', text: 'Andeby Kommune' }])
  })

  test('lets nobody wait when somebody of the central body wrote last', async () => {
    const answered = page({
      '#200901': '#200902',
      'Må det være en vikar?\n\n2026-11-02 10:30:00':
        'Må det være en vikar?\n\n2026-11-02 10:30:00\n\n**Signe Bruun**\n\nJa.\n\n2026-11-03 08:00:00',
    })
    const { report } = await importText(answered)
    await publish(report.templateId)
    const { part } = await importText(answered, true)
    expect(part).toMatchObject({ kind: 'imported', answerDueOn: null })
  })
})

describe('a broken page', () => {
  test.each([
    ['empty', ''],
    ['not UTF-8', Buffer.from([0xc6, 0xd8, 0xc5, 0x0a])],
    ['without a title', page({ '**(Rolle 9) Udpeg en prøveperson**': '' })],
    ['with an impossible date', page({ '24-12-2026': '31-02-2026' })],
    ['of 10 MB', 'a'.repeat(10 * 1024 * 1024)],
    ['with HTML inside', page({ 'Vælg en person.': 'Vælg <script>alert(1)</script> en person.' })],
  ])('%s is refused with the reason, and changes nothing', async (_name, text) => {
    const before = await rows('select count(*)::int as events from event')
    const fault = await importText(text).catch((error: unknown) => error)
    expect(fault).toBeInstanceOf(InvalidInput)
    const sentences = Object.values((fault as InvalidInput).fields).map((sentence) => sentence.da)
    expect(sentences.join(' ')).not.toBe('')
    expect(await rows('select count(*)::int as events from event')).toEqual(before)
  })

  test('that is not there is told in one sentence', async () => {
    const wish = { file: '/nowhere/page.md', withTask: false, answerDays: 2 }
    const fault = await importTaskFile(portal.app.world, wish).catch((error: unknown) => error)
    expect((fault as InvalidInput).fields.file?.en).toBe(
      'Cannot read /nowhere/page.md: it is not there. Nothing has changed.',
    )
  })

  test('names the line of an impossible date', async () => {
    const text = page({ '24-12-2026': '31-02-2026' })
    const line = text.split('\n').findIndex((candidate) => candidate.includes('31-02-2026')) + 1
    const fault = (await importText(text).catch((error: unknown) => error)) as InvalidInput
    expect(Object.values(fault.fields)[0]?.da).toContain(String(line))
  })
})

describe('a page whose title names a role of the gallery', () => {
  test('asks for that role from the start, and says so', async () => {
    const roleId = await insertRole(portal, 'Prøveperson')
    const text = page({ '#200901': '#200903', 'Udpeg en prøveperson': 'Udpeg en "prøveperson"' })
    const done = await importText(text)
    expect(done.report.boundRole).toEqual({ name: 'Prøveperson', isFromTitle: true })
    expect(describeImport(done).join('\n')).toContain(
      'Asks for the role Prøveperson, because the title names it',
    )
    expect(await rows('select bound_role_id from task_template where source_number = 200903')).toEqual([
      { bound_role_id: roleId },
    ])
    await publish(done.report.templateId)
    const katrine = await portal.as('Katrine')
    const [own] = await rows(
      `select t.number from task t join organisation o on o.id = t.organisation_id
       where o.short_name = 'Korsbæk' and t.template_id = '${done.report.templateId}'`,
    )
    expect((await katrine.get(`/opgaver/${own.number}`)).payload).toContain('Vælg person')
  })

  test('leaves the choice to a person when it names several', async () => {
    await insertRole(portal, 'Vikar')
    const text = page({ '#200901': '#200904', 'Udpeg en prøveperson': 'Udpeg en prøveperson og en vikar' })
    const { report } = await importText(text)
    expect([report.boundRole, report.mentionedRoles.toSorted()]).toEqual([null, ['Prøveperson', 'Vikar']])
  })
})

describe.skipIf(!existsSync(realPage))('the real page (skipped where the shared data is missing)', () => {
  test('is placed whole and makes one template', async () => {
    const done = await importTaskFile(portal.app.world, { file: realPage, withTask: false, answerDays: 2 })
    expect(done.report).toMatchObject({ result: 'created', sourceNumber: 139534, unplaced: [] })
    const [row] = await rows(
      `select title, priority, due_on, phase, theme, recommended_performer from task_template_version v
       join task_template t on t.id = v.template_id where t.source_number = 139534`,
    )
    expect(row).toMatchObject({
      priority: 'voluntary',
      due_on: '2025-08-25',
      phase: 'Udrulning',
      theme: 'It-sikkerhed og aftaler',
      recommended_performer: 'KLIK-administrator',
    })
    expect(row.title).toMatch(/^\(Rolle 3\) /)
    const again = await importTaskFile(portal.app.world, { file: realPage, withTask: false, answerDays: 2 })
    expect(again.report.result).toBe('unchanged')
  })
})
