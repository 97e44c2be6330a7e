import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertHolder, insertRole, insertTemplate, rollOut } from '../../../../test/support/factories.ts'
import { type Browser, createTestApp, type TestApp } from '../../../../test/support/test-app.ts'

let portal: TestApp
let katrine: Browser
let number: number
let roleId: string

beforeAll(async () => {
  portal = await createTestApp()
  katrine = await portal.as('Katrine')
  await portal.as('Anders')
  await portal.as('Lone')
  // Before everybody else by name: nobody is proposed for where they stand in the alphabet.
  await portal.owner.query(
    `insert into user_account (id, organisation_id, name, system_roles, first_signed_in_at, last_signed_in_at)
     values ($1, $2, 'Aase Aaberg', '{bruger}', now(), now())`,
    [portal.clock.newId(), portal.organisation('Korsbæk')],
  )
})
afterAll(() => portal.close())

/** A task in Korsbæk and one in Aarhus that ask for the same role, which nobody holds yet. */
beforeEach(async () => {
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  roleId = await insertRole(portal, `Netværksansvarlig ${portal.clock.newId()}`)
  const templateId = await insertTemplate(portal, { boundRoleId: roleId })
  number = (await rollOut(portal, { templateId, municipalities: ['Korsbæk', 'Aarhus'] })).Korsbæk as number
})

const page = async (browser: Browser = katrine) => (await browser.get(`/opgaver/${number}`)).payload
const form = async () => (await katrine.get(`/opgaver/${number}/personer`)).payload

/** The names offered in a field, in their order, and the one that is chosen when the page opens. */
function choices(html: string, field: string): { names: string[]; chosen: string } {
  const select = new RegExp(`<select[^>]*name="${field}"[^>]*>(.*?)</select>`, 's').exec(html)?.[1]
  if (select === undefined) throw new Error(`No field ${field}`)
  const options = [...select.matchAll(/<option([^>]*)>([^<]*)<\/option>/g)]
  const nameOf = (label = '') => label.split(',')[0] ?? ''
  const chosen = options.find(([, attributes]) => /\bselected\b/.test(attributes ?? ''))
  return { names: options.map(([, , label]) => nameOf(label)).slice(1), chosen: nameOf(chosen?.[2]) }
}

const makePrimary = (id: string) =>
  portal.owner.query('update assignment set is_primary = true where id = $1', [id])

describe('a task that asks for a role proposes its holders (T10)', () => {
  test('first among the performers and chosen beforehand, the primary one first; the page names them', async () => {
    await insertHolder(portal, roleId, 'Anders')
    await makePrimary(await insertHolder(portal, roleId, 'Katrine'))
    const { names, chosen } = choices(await form(), 'performerId')
    expect(names.slice(0, 3)).toEqual(['Katrine Holm', 'Anders Skov', 'Aase Aaberg'])
    expect(chosen).toBe('Katrine Holm')
    expect(await form()).toContain('Forslag: Katrine Holm, Anders Skov, som har rollen.')
    expect(await page()).toContain('Forslag: Katrine Holm, Anders Skov, som har rollen')
    // Everybody is offered once.
    expect(new Set(names).size).toBe(names.length)
  })

  test('a proposal is no choice until somebody saves it', async () => {
    await insertHolder(portal, roleId, 'Anders')
    await page()
    await form()
    const named = async () =>
      (await portal.owner.query('select performer_name from task where number = $1', [number])).rows[0]
    expect(await named()).toEqual({ performer_name: null })
    const { id } = await portal.actor('Anders')
    const saved = await katrine.post(`/opgaver/${number}/personer`, {
      ...{ responsibleId: '', performerId: id, wasResponsibleId: '', wasPerformerId: '', version: '1' },
    })
    expect(saved.statusCode).toBe(303)
    expect(await named()).toEqual({ performer_name: 'Anders Skov' })
    expect(await page()).not.toContain('Forslag:')
    expect(choices(await form(), 'performerId').chosen).toBe('Anders Skov')
  })

  test('who answers for the task is the municipality’s own to say: nobody is chosen beforehand', async () => {
    await insertHolder(portal, roleId, 'Katrine')
    const { names, chosen } = choices(await form(), 'responsibleId')
    expect(names).toEqual(['Anders Skov', 'Katrine Holm', 'Aase Aaberg'])
    expect(['', 'Ingen valgt', 'Ingen']).toContain(chosen)
  })

  test('never somebody of another municipality, whoever holds the role there', async () => {
    await makePrimary(await insertHolder(portal, roleId, 'Lone'))
    for (const html of [await page(), await form()]) {
      expect(html).not.toContain('Lone Dahl')
      expect(html).not.toContain('Forslag:')
    }
    expect(choices(await form(), 'performerId').chosen).not.toBe('Lone Dahl')
    // Nor is the holder of Korsbæk proposed to Aarhus.
    await insertHolder(portal, roleId, 'Anders')
    const { rows } = await portal.owner.query<{ number: number }>(
      `select t.number::int from task t join organisation o on o.id = t.organisation_id
       join task_template tt on tt.id = t.template_id where o.short_name = 'Aarhus' and tt.bound_role_id = $1`,
      [roleId],
    )
    const lone = await portal.as('Lone')
    const theirs = (await lone.get(`/opgaver/${rows[0]?.number}`)).payload
    expect(theirs).toContain('Forslag: Lone Dahl, som har rollen')
    expect(theirs).not.toContain('Anders Skov')
  })

  test('nobody while the role is vacant: the page says whom to find, the form proposes nobody', async () => {
    const html = await page()
    expect(html).not.toContain('Forslag:')
    expect(html).toContain(`/roller/${roleId}?opgave=${number}`)
    const { names, chosen } = choices(await form(), 'performerId')
    expect(names).toEqual(['Anders Skov', 'Katrine Holm', 'Aase Aaberg'])
    expect(names).not.toContain(chosen)
    expect(await form()).toContain('Den, der løser opgaven.')
  })

  test('nor one who held it before, who will hold it later, or who has left', async () => {
    const { id: userId } = await portal.actor('Anders')
    const ended = await insertHolder(portal, roleId, 'Anders')
    await portal.owner.query(`update assignment set ended_at = $2, end_reason = 'Rejst' where id = $1`, [
      ended,
      portal.clock.now(),
    ])
    const later = await insertHolder(portal, roleId, 'Katrine')
    await portal.owner.query(`update assignment set starts_on = '2026-12-01' where id = $1`, [later])
    expect(await form()).not.toContain('Forslag:')
    expect(await page()).not.toContain('Forslag:')
    await insertHolder(portal, roleId, 'Anders')
    await portal.owner.query('update user_account set left_at = $2 where id = $1', [
      userId,
      portal.clock.now(),
    ])
    try {
      expect(await form()).not.toContain('Forslag:')
      expect(await page()).not.toContain('Forslag:')
    } finally {
      await portal.owner.query('update user_account set left_at = null where id = $1', [userId])
    }
  })

  test('to whoever may not choose people the page proposes nobody', async () => {
    await insertHolder(portal, roleId, 'Katrine')
    const anders = await portal.as('Anders')
    expect(await page(anders)).not.toContain('Forslag:')
    const signe = await portal.as('Signe')
    expect(await page(signe)).not.toContain('Forslag:')
  })
})
