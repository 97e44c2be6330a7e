import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, vi } from 'vitest'
import { type Caller, linksIn } from './tour.ts'

const pathIn = (html: string, form: RegExp): string => {
  const path = linksIn(html).find((link) => form.test(link))
  if (!path) throw new Error(`No link like ${form}`)
  return path
}

const textAt = async (caller: Caller, path: string): Promise<string> => await (await caller.get(path)).text()

/** Where an answer leads on to. */
function wayOn(answer: Response): string {
  const location = answer.headers.get('location')
  if (answer.status !== 303 || !location) throw new Error(`Answered with ${answer.status}`)
  return new URL(location, 'http://portal').pathname
}

/** A task that asks for a role nobody in Korsbæk or Aarhus holds, so that completing it is questioned. */
const vacantRole = 'DUBU-faglig leder'
const askingTitle = 'Udpeg en faglig leder af DUBU'
/** A task that asks for no role: one may say no to it, whoever holds what. */
const openTitle = 'Deltag i erfamøde om DUBU'

/**
 * What the demo leaves to the editor: a page from the real portal imported, the choices of a roll-out on their way, and a
 * task that asks for a role nobody holds and one that asks for none, rolled out to all.
 * @returns where to look
 */
export async function fillForEditor(caller: Caller): Promise<string[]> {
  const page = new FormData()
  page.set('file', new Blob([readFileSync(resolve('test/pages/opgave-201417.md'))]), 'opgave.md')
  const report = wayOn(await caller.post('/opgavebeskrivelser/import', page))
  const choices = new URLSearchParams({
    templateId: report.split('/')[2] ?? '',
    audience: 'all',
    priority: 'voluntary',
    dueOn: '31-12-2099',
  })
  const form = await textAt(caller, '/opgavebeskrivelser/ny')
  const boundRoleId = new RegExp(`<option value="([0-9a-f-]{36})"[^>]*>[^<]*${vacantRole}`).exec(form)?.[1]
  await sendToAll(caller, { title: askingTitle, boundRoleId: boundRoleId ?? '' })
  await sendToAll(caller, { title: openTitle, boundRoleId: '' })
  return [report, `/udrulninger/forhaandsvis?${choices}`, await announce(caller), await endedRole(caller)]
}

/** A role that ended today. @returns its description */
async function endedRole(caller: Caller): Promise<string> {
  const draft = {
    name: 'Udgået rolle',
    kind: 'crossCutting',
    purpose: 'Formål',
    tasks: 'Opgaver',
    nonResponse: 'keep',
  }
  const role = wayOn(await caller.post('/rollegalleri/ny', draft))
  const ending = {
    endsBefore: new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Copenhagen' }),
    reason: 'Den bruges ikke.',
  }
  const preview = await (await caller.post(`${role}/ophoer`, ending)).text()
  const previewed = /name="previewed" value="([^"]+)"/.exec(preview)?.[1] ?? ''
  wayOn(await caller.post(`${role}/ophoer`, { ...ending, previewed }))
  const isOut = async () => expect(await textAt(caller, role)).toContain(`${role}/tag-op`)
  await vi.waitFor(isOut, { timeout: 60_000, interval: 500 })
  return role
}

/** Something posted in the first channel there is. @returns where it stands */
async function announce(caller: Caller): Promise<string> {
  const form = await textAt(caller, '/opslag/nyt')
  const places = /value="(mattermost:[^"]+)"/.exec(form)?.[1] ?? ''
  return wayOn(
    await caller.post('/opslag', {
      id: randomUUID(),
      title: 'Driftsvindue',
      body: 'Vi lukker kl. 22.',
      places,
    }),
  )
}

async function sendToAll(caller: Caller, task: { title: string; boundRoleId: string }): Promise<void> {
  const draft = { ...task, project: 'DUBU', priority: 'recommended' }
  const description = wayOn(await caller.post('/opgavebeskrivelser/ny', draft))
  const rollout = {
    templateId: description.split('/')[2] ?? '',
    audience: 'all',
    priority: 'recommended',
    dueOn: '31-12-2099',
    id: randomUUID(),
  }
  wayOn(await caller.post('/udrulninger', rollout))
}

/** The address of the one task with a title. */
async function taskTitled(caller: Caller, title: string): Promise<string> {
  const list = await textAt(caller, `/opgaver?q=${encodeURIComponent(title)}`)
  const path = new RegExp(`href="(/opgaver/\\d+)"[^>]*>${title}`).exec(list)?.[1]
  if (!path) throw new Error(`No task “${title}”`)
  return path
}

/**
 * What the demo leaves to the administrator: a file on the first task, somebody in its role, somebody promised it, and the
 * task completed; and somebody who acts for the administrator.
 * @returns where to look: the task, its role, the task whose role nobody holds, the one that asks for none
 */
export async function fillForMunicipality(caller: Caller, personId: string): Promise<string[]> {
  const task = pathIn(await textAt(caller, '/opgaver?q=Rolle+3'), /^\/opgaver\/\d+$/)
  const asking = await taskTitled(caller, askingTitle)
  const open = await taskTitled(caller, openTitle)
  const file = new FormData()
  file.set('file', new Blob(['Referat af mødet']), 'Referat.txt')
  const role = (pathIn(await textAt(caller, task), /^\/roller\//).split('?')[0] ?? '') as string
  const answers = [
    await caller.post(`${task}/filer`, file),
    await caller.post(`${role}/tildelinger`, { kendt: 'ja', userId: personId }),
    await caller.post(`${role}/tildelinger`, { kendt: 'nej', name: 'Nina', email: 'nina@x.example' }),
    await appointDeputy(caller),
  ]
  const version = /name="version" value="(\d+)"/.exec(await textAt(caller, task))?.[1] ?? ''
  answers.push(await caller.post(`${task}/fuldfoert`, { version }))
  // The task may have completed itself, as soon as the access was open.
  const statuses = answers.map((answer) => answer.status)
  expect([303, 409]).toContain(statuses.pop())
  expect(statuses).toEqual([303, 303, 303, 303])
  return [task, role, asking, open]
}

/** The last one who can be chosen, for one day in a month's time: nobody who is looked at acts for another today. */
async function appointDeputy(caller: Caller): Promise<Response> {
  const page = await textAt(caller, '/stedfortraeder')
  const userId = [...page.matchAll(/<option value="([0-9a-f-]{36})"/g)].at(-1)?.[1] ?? ''
  const day = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)
  return await caller.post('/stedfortraeder', { userId, startsOn: day, lastDay: day })
}

/**
 * A reconciliation that has found something: the stand-in has a member whom no role brought there.
 * @returns where to look
 */
export async function fillForOperations(caller: Caller): Promise<string[]> {
  const page = '/adgange/afstemning'
  await caller.post(page, { connector: 'mattermost', kind: 'full' })
  const found = async () => expect(await textAt(caller, page)).toContain('Medlem uden rolle')
  await vi.waitFor(found, { timeout: 60_000, interval: 500 })
  return [pathIn(await textAt(caller, page), /^\/adgange\/afstemning\/[0-9a-f-]{36}$/)]
}
