import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertTemplate, korsbaekTask } from '../../../../test/support/factories.ts'
import { multipartForm } from '../../../../test/support/multipart.ts'
import { type Browser, createTestApp, type TestApp } from '../../../../test/support/test-app.ts'
import { countingQueries } from '../../../platform/db/query-count.ts'
import { partBytes } from '../../../platform/files/file-content.ts'
import { attachmentAnswer } from '../attachment-stream.ts'
import { mostFileBytes } from '../domain/accepted-files.ts'
import { getAttachment } from '../queries/attachments.ts'

let portal: TestApp
let katrine: Browser
let lone: Browser
let signe: Browser
let templateId: string
let number: number

beforeAll(async () => {
  portal = await createTestApp()
  ;[katrine, lone, signe] = [await portal.as('Katrine'), await portal.as('Lone'), await portal.as('Signe')]
  templateId = await insertTemplate(portal)
})
beforeEach(async () => {
  number = await korsbaekTask(portal, { templateId })
})
afterAll(() => portal.close())

const pdf = (bytes: number): Buffer => {
  const content = Buffer.alloc(bytes, 'æøå og lidt mere')
  content.write('%PDF-1.7\n')
  return content
}
const add = (browser: Browser, name: string, content: Buffer) =>
  browser.request({ method: 'POST', url: `/opgaver/${number}/filer`, ...multipartForm({ name, content }) })
const rows = async () =>
  (
    await portal.owner.query(
      `select id, name, content_type, size_bytes::int, encode(sha256, 'hex') as sha256, removed_by_name
       from attachment where task_number = $1 order by added_at, id`,
      [number],
    )
  ).rows
const onlyId = async () => (await rows())[0]?.id as string

describe('adding', () => {
  test('a name comes as its owner wrote it, not as the browser encodes it', async () => {
    await add(katrine, 'Referat %22udkast%22%0D%0A 100%25.pdf', pdf(100))
    expect((await rows()).map((row) => row.name)).toEqual(['Referat "udkast" 100%25.pdf'])
  })

  test('a file is kept with its checksum, shown on the page, and comes back byte for byte', async () => {
    const content = pdf(3_000_000)
    const answer = await add(katrine, 'Referat, møde.pdf', content)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `/opgaver/${number}#filer`])
    expect(await rows()).toMatchObject([
      {
        name: 'Referat, møde.pdf',
        content_type: 'application/pdf',
        size_bytes: 3_000_000,
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    ])
    const page = (await katrine.get(`/opgaver/${number}`)).payload
    expect(page).toContain('2,9 MB, Katrine Holm')
    expect(page).toContain('Katrine Holm tilføjede filen Referat, møde.pdf.')
    const back = await katrine.get(`/opgaver/${number}/filer/${await onlyId()}`)
    expect(back.rawPayload.equals(content)).toBe(true)
    expect(back.headers).toMatchObject({
      'content-type': 'application/pdf',
      'x-content-type-options': 'nosniff',
      'content-length': '3000000',
      'content-security-policy': "default-src 'none'; sandbox",
    })
    expect(back.headers['content-disposition']).toContain('attachment; filename="Referat, moede.pdf"')
    expect(back.headers['content-disposition']).toContain("filename*=UTF-8''Referat%2C%20m%C3%B8de.pdf")
  })

  test.each([
    [
      'a program',
      'regning.pdf',
      Buffer.from('MZ\x90\x00\x03\x00', 'latin1'),
      'Den slags fil tager vi ikke imod.',
    ],
    [
      'a page',
      'side.html',
      Buffer.from('<!DOCTYPE html><script>alert(1)</script>'),
      'Den slags fil tager vi ikke imod.',
    ],
    ['a page called text', 'side.txt', Buffer.from('\ufeff<html>'), 'Den slags fil tager vi ikke imod.'],
    [
      'a drawing with a script',
      'logo.svg',
      Buffer.from('<svg onload="x"/>'),
      'Den slags fil tager vi ikke imod.',
    ],
    ['a text called PDF', 'a.pdf', Buffer.from('hej'), 'Filens indhold er noget andet'],
    [
      'bytes after a page of text',
      'a.txt',
      Buffer.concat([Buffer.alloc(partBytes, 'a'), Buffer.from([0])]),
      'Filens indhold',
    ],
    ['nothing', 'tom.txt', Buffer.alloc(0), 'Filen er tom.'],
  ])('%s is refused with a sentence at the field', async (_name, name, content, sentence) => {
    const answer = await add(katrine, name, content)
    expect(answer.statusCode).toBe(422)
    expect(answer.payload).toContain(sentence)
    expect(answer.payload).toContain('href="#file"')
    expect(await rows()).toEqual([])
  })

  test('a form without a file asks for one', async () => {
    const answer = await katrine.request({
      method: 'POST',
      url: `/opgaver/${number}/filer`,
      ...multipartForm({ name: '', content: Buffer.alloc(0) }),
    })
    expect([answer.statusCode, answer.payload.includes('Vælg en fil.')]).toEqual([422, true])
  })
})

describe('fifty megabytes', () => {
  test('go in and out in parts, and one byte more is refused', async () => {
    const content = pdf(mostFileBytes)
    expect((await add(katrine, 'stor.pdf', content)).statusCode).toBe(303)
    const parts = await portal.owner.query(
      `select count(*)::int as count, max(octet_length(content))::int as longest, sum(octet_length(content))::int as sum
       from attachment_part where attachment_id = $1`,
      [await onlyId()],
    )
    expect(parts.rows).toEqual([{ count: 50, longest: partBytes, sum: mostFileBytes }])
    const back = await katrine.get(`/opgaver/${number}/filer/${await onlyId()}`)
    expect(createHash('sha256').update(back.rawPayload).digest('hex')).toBe((await rows())[0]?.sha256)
    const tooLarge = await add(katrine, 'større.pdf', pdf(mostFileBytes + 1))
    expect(tooLarge.statusCode).toBe(422)
    expect(tooLarge.payload).toContain('Filen er for stor. Den må højst fylde 50 MB.')
    expect(await rows()).toHaveLength(1)
  }, 60_000)

  test('a reader who stops early is read no further for', async () => {
    await add(katrine, 'stor.pdf', pdf(10 * partBytes))
    const id = await onlyId()
    const attachment = await portal.act('Katrine', (ctx) => getAttachment(ctx, id))
    const received: Buffer[] = []
    const { content } = attachmentAnswer(portal.app.world, await portal.actor('Katrine'), attachment)
    const stream = content as Readable
    const { queries } = await countingQueries(async () => {
      for await (const part of stream) {
        received.push(part as Buffer)
        if (received.length === 2) break
      }
    })
    expect(stream.destroyed).toBe(true)
    expect(queries).toBeGreaterThanOrEqual(2)
    expect(queries).toBeLessThanOrEqual(4)
    expect(received.every((part) => part.length <= partBytes)).toBe(true)
  })
})

describe('inside the municipality (T9)', () => {
  test('nobody outside can read, add, remove, or know of a file', async () => {
    await add(katrine, 'Referat.pdf', pdf(1000))
    const id = await onlyId()
    const url = `/opgaver/${number}/filer/${id}`
    for (const browser of [lone, signe]) expect((await browser.get(url)).statusCode).toBe(404)
    expect((await lone.get(`/opgaver/${number}/filer`)).statusCode).toBe(404)
    expect((await lone.get(`${url}/fjern`)).statusCode).toBe(404)
    expect((await lone.post(`${url}/fjern`)).statusCode).toBe(404)
    expect((await add(lone, 'a.pdf', pdf(100))).statusCode).toBe(404)
    expect((await add(signe, 'a.pdf', pdf(100))).statusCode).toBe(403)
    const seen = (await signe.get(`/opgaver/${number}`)).payload
    expect(seen).not.toContain('Referat.pdf')
    expect(seen).toContain('Filerne bliver i kommunen.')
    expect(await rows()).toMatchObject([{ removed_by_name: null }])
  })

  test('a file is on its own task only', async () => {
    await add(katrine, 'Referat.pdf', pdf(1000))
    const id = await onlyId()
    const other = await korsbaekTask(portal, { templateId })
    expect((await katrine.get(`/opgaver/${other}/filer/${id}`)).statusCode).toBe(404)
    expect((await katrine.get(`/opgaver/${number}/filer/ikke-et-id`)).statusCode).toBe(404)
  })
})

test('removing asks first, keeps who did it, and the file is gone', async () => {
  await add(katrine, 'Referat.pdf', pdf(1000))
  const url = `/opgaver/${number}/filer/${await onlyId()}`
  expect((await katrine.get(`${url}/fjern`)).payload).toContain('Fjern Referat.pdf?')
  expect((await katrine.post(`${url}/fjern`)).statusCode).toBe(303)
  expect((await katrine.get(url)).statusCode).toBe(404)
  expect((await katrine.post(`${url}/fjern`)).statusCode).toBe(404)
  expect(await rows()).toMatchObject([{ removed_by_name: 'Katrine Holm' }])
  expect((await katrine.get(`/opgaver/${number}`)).payload).toContain(
    'Katrine Holm fjernede filen Referat.pdf.',
  )
})
