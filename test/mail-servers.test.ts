import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { ImapFlow } from 'imapflow'
import type { Browser } from 'playwright-core'
import PostalMime, { type Email } from 'postal-mime'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignRole } from '../src/features/assignments/index.ts'
import { createPost, type Post } from '../src/features/notifications/mail/post.ts'
import { createUnsubscribeKey } from '../src/features/notifications/mail/unsubscribe.ts'
import { sendDueMails, tellWhatHappened } from '../src/features/notifications/work.ts'
import { readReturns } from '../src/features/notifications/work-returns.ts'
import { openChromium } from './e2e/support/browser.ts'
import { insertRole } from './support/factories.ts'
import { type MailHouse, openMailHouse, postfixMaster, whyNoMailHouse } from './support/mail-house.ts'
import { type CastName, createTestApp, type TestApp } from './support/test-app.ts'

const why = whyNoMailHouse(existsSync(postfixMaster))
const baseUrl = new URL('https://tvaers.example')
const returnsTo = 'retur@tvaers.example'

/** Through Debian's postfix into a mailbox that dovecot opens, and into Debian's Chromium at the width of a phone. */
describe.skipIf(why)(`a mail on its way (${why ?? 'postfix and dovecot'})`, () => {
  let portal: TestApp
  let house: MailHouse
  let post: Post
  let browser: Browser

  beforeAll(async () => {
    portal = await createTestApp()
    house = await openMailHouse(['anders.skov@korsbaek.example', returnsTo])
    post = createPost({ url: house.smtp, from: 'Tværs <tvaers@tvaers.example>' })
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
    post?.close()
    await house?.close()
    await portal?.close()
  })

  const giveAndSend = async (name: CastName, role: string) => {
    const userId = (await portal.actor(name)).id
    const roleId = await insertRole(portal, role)
    await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
    await tellWhatHappened(portal.app.world)
    const key = createUnsubscribeKey('a secret of at least thirty-two characters')
    await sendDueMails({
      ...{ world: portal.app.world, baseUrl, post, returnsTo },
      unsubscribeKey: async () => key,
    })
  }

  /** The newest mail of a mailbox, once there are so many. */
  async function newest(name: string, count: number): Promise<Email> {
    const { hostname, port } = new URL(house.imap(name))
    for (let tries = 0; tries < 40; tries++) {
      const client = new ImapFlow({
        host: hostname,
        port: Number(port),
        secure: false,
        auth: { user: 'n', pass: 'n' },
        logger: false,
      })
      await client.connect()
      const lock = await client.getMailboxLock('INBOX')
      const mail = (await client.search({ all: true })) ? await client.fetchOne('*', { source: true }) : false
      const there = client.mailbox ? client.mailbox.exists : 0
      lock.release()
      await client.logout()
      if (there >= count && mail && mail.source) return await PostalMime.parse(mail.source)
      await pause(100)
    }
    throw new Error(`No mail in the mailbox of ${name}.`)
  }

  test('it arrives with its heads, in plain text and as a page that is right on a phone', async () => {
    await giveAndSend('Anders', 'Deltager i cybersamarbejdsplatform')
    const mail = await newest('anders.skov', 1)
    const head = (name: string) => mail.headers.find(({ key }) => key === name)?.value ?? ''
    expect(mail.subject).toContain('Deltager i cybersamarbejdsplatform')
    expect(head('return-path')).toMatch(/^<retur\+[0-9a-f-]{36}@tvaers\.example>$/)
    expect(head('list-unsubscribe')).toMatch(/^<https:\/\/tvaers\.example\/notifikationer\/afmeld\/.+>$/)
    expect(head('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
    expect(head('references')).toMatch(/^<thread\.role\./)
    expect(head('auto-submitted')).toBe('auto-generated')
    expect(mail.text).toContain('https://tvaers.example/mine-roller')
    expect(mail.html).not.toMatch(/<img|<link|<script|url\(/)

    const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
    const page = await browser.newPage()
    for (const width of [320, 390, 800]) {
      await page.setViewportSize({ width, height: 844 })
      await page.setContent(mail.html ?? '')
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      const box = await page.locator('a.button').boundingBox()
      // Above the fold, and wide enough for a finger.
      expect(box && box.y + box.height).toBeLessThan(844)
      expect(box?.height).toBeGreaterThanOrEqual(44)
      if (process.env.MAIL_PICTURES)
        await page.screenshot({ path: `${process.env.MAIL_PICTURES}/mail-${width}.png`, fullPage: true })
    }
    await page.addScriptTag({ content: axe })
    const findings = await page.evaluate(async () => {
      const tool = (window as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } }).axe
      return (await tool.run()).violations.map(({ id }) => id)
    })
    expect(findings).toEqual([])
    await page.close()
  })

  test('one to an address that is not there comes back, is read, and marks the address', async () => {
    await giveAndSend('Katrine', 'Egen rolle')
    await portal.owner.query(
      `update user_account set email = 'ingen@korsbaek.example' where name = 'Anders Skov'`,
    )
    await giveAndSend('Anders', 'Næste rolle')
    expect((await newest('retur', 1)).subject).toContain('Undelivered Mail')
    const office = { url: house.imap('retur'), host: baseUrl.hostname, mailbox: returnsTo }
    expect(await readReturns(portal.app.world, office)).toBe(1)
    expect(await readReturns(portal.app.world, office)).toBe(0)
    const { rows } = await portal.owner.query(
      `select m.state, m.last_error ->> 'code' as code, r.kind, u.mail_bounced_at is not null as marked
       from notification_mail m join user_account u on u.id = m.user_id
         left join notification_return r on r.mail_id = m.id
       where m.address = 'ingen@korsbaek.example'`,
    )
    expect(rows).toEqual([{ state: 'undeliverable', code: '5.1.1', kind: 'hard', marked: true }])
  })

  test('one to an address that is tried again is reported when it arrives, and takes the mark off', async () => {
    await portal.owner.query(
      `update user_account set email = 'anders.skov@korsbaek.example', mail_bounced_at = $1 where name = 'Anders Skov'`,
      [new Date(portal.clock.now().getTime() - 31 * 86_400_000)],
    )
    const office = { url: house.imap('retur'), host: baseUrl.hostname, mailbox: returnsTo }
    await giveAndSend('Anders', 'Sidste rolle')
    expect((await newest('retur', 1)).subject).toContain('Successful Mail Delivery Report')
    expect(await readReturns(portal.app.world, office)).toBe(1)
    const { rows } = await portal.owner.query(
      `select r.kind, u.mail_bounced_at is not null as marked
       from notification_return r join notification_mail m on m.id = r.mail_id join user_account u on u.id = m.user_id
       where r.kind = 'delivered'`,
    )
    expect(rows).toEqual([{ kind: 'delivered', marked: false }])
  })
})
