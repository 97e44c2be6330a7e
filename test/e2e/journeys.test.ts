import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openChromium, Visitor } from './support/browser.ts'
import { type RunningPortal, startRunningPortal } from './support/running-portal.ts'

const realPage = resolve('../shared/data/opgave-139534.md')
/** The real page where it is; else one in the same form. */
const exportedPage = existsSync(realPage) ? realPage : resolve('test/pages/opgave-201417.md')

let portal: RunningPortal
let browser: Browser
const opened: Visitor[] = []

beforeAll(async () => {
  portal = await startRunningPortal()
  browser = await openChromium()
})
afterAll(async () => {
  await browser?.close()
  await portal?.stop()
})

let complaints: string[] = []
beforeEach(() => {
  complaints = []
})
afterEach(async () => {
  for (const visitor of opened.splice(0)) {
    complaints.push(...visitor.complaints)
    await visitor.close()
  }
  // A blocked script, a missing file, an error in a script: the browser says so.
  // That an answer was 404 or 422 is what those journeys are about.
  expect(complaints.filter((text) => !/status of (404|422)/.test(text))).toEqual([])
})

async function visit(name: string, options: Parameters<typeof Visitor.open>[2] = {}): Promise<Visitor> {
  const visitor = await Visitor.open(browser, portal.address, options)
  opened.push(visitor)
  await visitor.signInAs(name)
  return visitor
}

const main = (visitor: Visitor) => visitor.page.locator('main')

/** The numbers of the roll-out that was published last, as its page says them. */
interface Published {
  readonly path: string
  readonly korsbaek: string
  readonly aarhus: string
}
let published: Published

/** The task's number as the extract for spreadsheets has it: the table on the page shows fifty at a time. */
async function numberOf(visitor: Visitor, path: string, municipality: string): Promise<string> {
  const extract = await visitor.page.request.get(`${portal.address}${path}/udtraek.csv`)
  const line = (await extract.text()).split('\r\n').find((row) => row.includes(municipality))
  const number = /(?:^|[;#])(\d{6})(?:;|$)/.exec(line ?? '')?.[1]
  if (!number) throw new Error(`No task number for ${municipality}: ${line}`)
  return number
}

describe('the main job, from publishing to working in Mattermost', () => {
  test('(a) the editor imports the page, publishes it to all and sees 0 of 99', async () => {
    const signe = await visit('Signe Bruun')
    await signe.goto('/opgavebeskrivelser/import')
    await signe.checkPage()
    await signe.page.getByLabel('Opgaveside').setInputFiles(exportedPage)
    await signe.page.getByRole('button', { name: 'Importér' }).click()
    await signe.page.getByRole('heading', { name: 'Opgavesiden er importeret' }).waitFor()
    await signe.checkPage()
    await signe.page.getByRole('link', { name: 'Se opgavebeskrivelsen' }).click()
    await signe.checkPage()
    // The page names the role in words; the editor ties the description to the role of the gallery.
    await signe.page.getByRole('link', { name: 'Ret teksten' }).click()
    await signe.checkPage()
    await signe.choose(/^Beder om rollen/, 'Deltager i cybersamarbejdsplatform (Mattermost)')
    await signe.page.getByRole('button', { name: 'Gem' }).click()
    await signe.page.getByRole('link', { name: 'Udrul til kommunerne' }).click()
    await signe.checkPage()
    await fillRollout(signe)
    await signe.page.waitForURL(/\/udrulninger\/[0-9a-f-]{36}/)
    await signe.checkPage()
    const text = await main(signe).innerText()
    expect(text).toMatch(/0\s+af 99 kommuner/)
    const path = new URL(signe.page.url()).pathname
    published = {
      path,
      korsbaek: await numberOf(signe, path, 'Korsbæk'),
      aarhus: await numberOf(signe, path, 'Aarhus'),
    }
  })

  test('(b) Korsbæk asks, names a performer, gives the role, sees the access open, and completes', async () => {
    const katrine = await visit('Katrine Holm')
    await katrine.checkPage()
    await katrine.goto('/opgaver')
    await katrine.page
      .getByRole('link', { name: /Rolle 3|Rolle|Tildel/ })
      .first()
      .waitFor()
    await katrine.checkPage()
    await katrine.goto(`/opgaver/${published.korsbaek}`)
    await katrine.checkPage()

    await katrine.page.getByLabel('Skriv til KOMBIT').fill('Må vi give rollen til en vikar?')
    await katrine.page.getByRole('button', { name: 'Send besked' }).click()
    await katrine.page.getByText('Beskeden er sendt').waitFor()
    await katrine.checkPage()

    await katrine.goto(`/opgaver/${published.korsbaek}/personer`)
    await katrine.checkPage()
    await katrine.choose(/^Udfører/, 'Anders Skov')
    await katrine.page.getByRole('button', { name: 'Gem' }).click()
    await katrine.page.waitForURL(new RegExp(`/opgaver/${published.korsbaek}`))
    expect(await main(katrine).innerText()).toContain('Anders Skov')

    await main(katrine).getByRole('link', { name: 'Vælg person' }).first().click()
    await katrine.page.waitForURL(/\/roller\//)
    await katrine.checkPage()
    await giveRole(katrine, 'Anders Skov')
    await waitForText(katrine, 'Adgang aktiv siden')
    await katrine.checkPage()

    const mattermost = await Visitor.open(browser, portal.mattermostAddress)
    opened.push(mattermost)
    await mattermost.goto('/')
    await mattermost.checkPage()
    expect(await mattermost.page.locator('body').innerText()).toContain('anders.skov')

    await katrine.page
      .getByRole('link', { name: new RegExp(`#${published.korsbaek}`) })
      .first()
      .click()
    await katrine.page.getByRole('button', { name: 'Markér som fuldført' }).click()
    await main(katrine).getByText('Fuldført').first().waitFor()
    await katrine.checkPage()
  })

  test('(c) Aarhus opts out with a reason', async () => {
    const lone = await visit('Lone Dahl')
    await lone.goto(`/opgaver/${published.aarhus}`)
    await lone.page.getByRole('link', { name: 'Sig, at I ikke deltager' }).click()
    await lone.checkPage()
    await lone.page.getByRole('button', { name: 'Vi deltager ikke' }).click()
    // Without a reason the form comes back and says so.
    await lone.page.getByRole('alert').waitFor()
    await lone.checkPage()
    await lone.page.getByLabel('Hvorfor deltager I ikke?').fill('Vi deltager gennem nabokommunen.')
    await lone.page.getByRole('button', { name: 'Vi deltager ikke' }).click()
    await main(lone).getByText('Deltager ikke').first().waitFor()
    await lone.checkPage()
  })

  test('(d) the editor answers the question and sees 1 participated, 1 opted out', async () => {
    const signe = await visit('Signe Bruun')
    await signe.goto('/beskeder')
    await signe.checkPage()
    expect(await main(signe).innerText()).toContain('Må vi give rollen til en vikar?')
    await signe.goto(`/opgaver/${published.korsbaek}`)
    await signe.checkPage()
    await signe.page.locator('textarea[name=body]').last().fill('Ja, når vikaren har et login hos jer.')
    await signe.page
      .locator('textarea[name=body]')
      .last()
      .locator('xpath=ancestor::form')
      .getByRole('button')
      .click()
    await signe.page.getByText('Beskeden er sendt').waitFor()
    await signe.goto(published.path)
    const text = await main(signe).innerText()
    expect(text).toMatch(/2\s+af 99 kommuner/)
    expect(text).toMatch(/1\s+deltager/)
    expect(text).toMatch(/1\s+deltager ikke/)
    await signe.checkPage()
  })

  test('(e) the role ends with a reason and the person is gone from the stand-in', async () => {
    const katrine = await visit('Katrine Holm')
    await katrine.goto('/roller')
    await main(katrine)
      .getByRole('link', { name: /Deltager i cybersamarbejdsplatform/ })
      .first()
      .click()
    await main(katrine)
      .getByRole('link', { name: /afslut/i })
      .first()
      .click()
    await katrine.checkPage()
    await katrine.page.locator('[name=reason]').first().fill('Har fået nyt arbejde.')
    await katrine.page.getByRole('button', { name: 'Afslut rollen' }).click()
    await katrine.page.waitForURL(/\/roller\/[0-9a-f-]{36}(\?.*)?$/)
    const mattermost = await Visitor.open(browser, portal.mattermostAddress)
    opened.push(mattermost)
    await expect
      .poll(
        async () => {
          await mattermost.goto('/')
          return await mattermost.page.getByRole('row', { name: /anders\.skov/ }).innerText()
        },
        { timeout: 20_000 },
      )
      .toMatch(/deaktiveret/i)
  })

  test('(f) Aarhus does not find Korsbæk’s task: page, files, messages, API', async () => {
    const lone = await visit('Lone Dahl')
    expect(await lone.goto(`/opgaver/${published.korsbaek}`)).toBe(404)
    expect(await lone.page.locator('h1').innerText()).toBe('Siden findes ikke')
    await lone.checkPage()
    expect(await lone.goto(`/opgaver/${published.korsbaek}/filer/00000000-0000-4000-8000-000000000000`)).toBe(
      404,
    )
    const made = await portal.command(
      'api-client',
      'create',
      '--cvr',
      '55133018',
      '--name',
      'prøve',
      '--permissions',
      'task.read,message.write',
    )
    expect(made.code, made.output).toBe(0)
    const token = /token: (\S+)/.exec(made.output)?.[1]
    const ask = (path: string, method = 'GET') =>
      fetch(`${portal.address}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: JSON.stringify({ body: 'Hej' }) } : {}),
      })
    expect((await ask(`/tasks/${published.aarhus}`)).status).toBe(200)
    expect((await ask(`/tasks/${published.korsbaek}`)).status).toBe(404)
    expect((await ask(`/tasks/${published.korsbaek}/messages`)).status).toBe(404)
    expect((await ask(`/tasks/${published.korsbaek}/messages`, 'POST')).status).toBe(404)
    expect((await ask(`/tasks/${published.korsbaek}/attachments`)).status).toBe(404)
  })
})

/** From the form of a roll-out through its preview to publishing. */
async function fillRollout(signe: Visitor): Promise<void> {
  const due = new Date(Date.now() + 30 * 86_400_000)
  const day = `${String(due.getDate()).padStart(2, '0')}-${String(due.getMonth() + 1).padStart(2, '0')}-${due.getFullYear()}`
  const field = signe.page.locator('input[name=dueOn]')
  await field.fill(day)
  await signe.page.locator('main form button.button-primary').first().click()
  await signe.checkPage()
  await signe.page.locator('main form button.button-primary').first().click()
}

async function giveRole(katrine: Visitor, name: string): Promise<void> {
  await katrine.choose(/^Person$/, name)
  await katrine.page.getByRole('button', { name: 'Giv rollen' }).click()
  await katrine.page.getByText('har rollen').first().waitFor()
}

/** The page brings itself up to date; nothing is clicked. */
async function waitForText(visitor: Visitor, text: string): Promise<void> {
  await visitor.page.getByText(text).first().waitFor({ timeout: 20_000 })
}

describe('without JavaScript', () => {
  test('Korsbæk finds its task, gives the role, sees the access, ends it; Aarhus says no', async () => {
    const katrine = await visit('Katrine Holm', { javaScript: false })
    await main(katrine).getByRole('link', { name: 'Vælg person' }).first().click()
    await katrine.page.waitForURL(/roller/)
    await katrine.choose(/^Person$/, 'Katrine Holm')
    await katrine.page.getByRole('button', { name: 'Giv rollen' }).click()
    await expect
      .poll(
        async () => {
          await katrine.page.reload()
          return await main(katrine).innerText()
        },
        { timeout: 20_000 },
      )
      .toContain('Adgang aktiv siden')
    await main(katrine)
      .getByRole('link', { name: /afslut/i })
      .first()
      .click()
    await katrine.page.locator('[name=reason]').first().fill('Det var en prøve.')
    await katrine.page.getByRole('button', { name: 'Afslut rollen' }).click()
    await katrine.goto('/opgaver/139534')
    await katrine.page.locator('details:has(textarea) summary').first().click()
    await katrine.page.locator('form[action$="/noter"] textarea').fill('Skrevet uden JavaScript')
    await katrine.page.locator('form[action$="/noter"] button').click()
    expect(await main(katrine).innerText()).toContain('Skrevet uden JavaScript')

    const lone = await visit('Lone Dahl', { javaScript: false })
    await lone.goto('/opgaver?q=Tildel')
    await main(lone)
      .getByRole('link', { name: /Rolle 3/ })
      .first()
      .click()
    await lone.page.getByRole('link', { name: 'Sig, at I ikke deltager' }).click()
    await lone.page.getByLabel('Hvorfor deltager I ikke?').fill('Ikke i år.')
    await lone.page.getByRole('button', { name: 'Vi deltager ikke' }).click()
    expect(await main(lone).innerText()).toContain('Deltager ikke')
  })
})

describe('by keyboard alone', () => {
  /** Tabs until the focused thing's name matches. */
  async function tabTo(visitor: Visitor, name: RegExp): Promise<void> {
    for (let steps = 0; steps < 120; steps++) {
      await visitor.page.keyboard.press('Tab')
      const focused = await visitor.page.evaluate(() => {
        const element = document.activeElement as HTMLElement | null
        const style = element ? getComputedStyle(element) : null
        const label =
          element instanceof HTMLInputElement ||
          element instanceof HTMLTextAreaElement ||
          element instanceof HTMLSelectElement
            ? element.labels?.[0]?.textContent
            : ''
        return {
          name: `${element?.getAttribute('aria-label') ?? ''}${label ?? ''}${element?.textContent ?? ''}`,
          ring: style?.outlineStyle !== 'none',
        }
      })
      if (name.test(focused.name)) {
        expect(focused.ring, `focus ring at ${focused.name}`).toBe(true)
        return
      }
    }
    throw new Error(`Tab never reached ${name}`)
  }

  /** Presses Enter on what has the focus, and waits for where it leads. */
  async function enter({ page }: Visitor): Promise<void> {
    const before = page.url()
    await page.keyboard.press('Enter')
    await page.waitForURL((url) => url.href !== before)
    await page.waitForLoadState('load')
  }

  test('sign in, open the task, say no, take it back', async () => {
    const lone = await Visitor.open(browser, portal.address)
    opened.push(lone)
    const { page } = lone
    await lone.goto('/log-ind')
    await tabTo(lone, /Log på som Lone Dahl/)
    await enter(lone)
    await page.getByRole('heading', { name: 'Det venter på dig' }).waitFor()
    await tabTo(lone, /\(DUBU\) Ajourfør superbrugere/)
    await enter(lone)
    await tabTo(lone, /Sig, at I ikke deltager/)
    await enter(lone)
    await tabTo(lone, /Hvorfor deltager I ikke/)
    await page.keyboard.type('Vi bruger ikke DUBU.')
    await tabTo(lone, /Vi deltager ikke/)
    await enter(lone)
    await main(lone).getByText('Deltager ikke').first().waitFor()
    await tabTo(lone, /Genåbn/)
    await enter(lone)
    await tabTo(lone, /^Genåbn/)
    await enter(lone)
    await main(lone).getByText('I gang').first().waitFor()
  })
})

describe('on a phone', () => {
  test('the task’s next step comes first and nothing scrolls sideways', async () => {
    const katrine = await visit('Katrine Holm', { width: 390 })
    await katrine.checkPage()
    await katrine.page.getByText('Menu').click()
    await katrine.page.getByRole('link', { name: 'Opgaver', exact: true }).first().click()
    await katrine.checkPage()
    await katrine.goto('/opgaver/139534')
    await katrine.checkPage()
    const [step, goal] = [
      await katrine.page.locator('#next-step').boundingBox(),
      await katrine.page.locator('#maal').boundingBox(),
    ]
    expect(step && goal && step.y < goal.y).toBe(true)
  })
})
