import { describe, expect, test } from 'vitest'
import { messageIdOf, readMessageId, readReturnPath, returnPathOf, threadOf } from './envelope.ts'
import { readReport } from './read-report.ts'
import { createUnsubscribeKey, unsubscribeAddress } from './unsubscribe.ts'

const id = '6f9619ff-8b86-4d01-b42d-00cf4fc964ff'
const host = 'tvaers.example'
const mailbox = 'retur@tvaers.example'

describe('what names a mail', () => {
  test.each([1, 2, 37])('sending %i is read back from Message-ID and return path', (sending) => {
    expect(readMessageId(messageIdOf({ id, sending }, host), host)).toEqual({ id, sending })
    expect(readReturnPath(returnPathOf({ id, sending }, mailbox), mailbox)).toEqual({ id, sending })
  })
  test('the first sending has the plain id; a server may have changed the case', () => {
    expect(messageIdOf({ id, sending: 1 }, host)).toBe(`<${id}@tvaers.example>`)
    expect(readReturnPath(`RETUR+${id.toUpperCase()}@Tvaers.Example`, mailbox)).toEqual({ id, sending: 1 })
  })
  test.each(['', '<x@tvaers.example>', `<${id}@elsewhere.example>`, `<${id}.x@tvaers.example>`])(
    '%j is none of ours',
    (text) => expect(readMessageId(text, host)).toBeNull(),
  )
  test.each([mailbox, `retur+${id}@elsewhere.example`, `andet+${id}@tvaers.example`])(
    '%j comes back to nothing',
    (text) => expect(readReturnPath(text, mailbox)).toBeNull(),
  )
  test('mails of one task share a thread, whatever happened to it', () => {
    const about = { reason: 'letter', subjectType: 'message', subjectId: 'm 1' } as const
    const task = threadOf({ ...about, facts: { taskNumber: 139534, roleId: 'r' } }, host)
    expect(task).toBe('<thread.task.139534@tvaers.example>')
    expect(threadOf({ ...about, subjectId: 'm2', facts: { taskNumber: 139534 } }, host)).toBe(task)
    expect(threadOf({ ...about, facts: {} }, host)).toBe('<thread.message.m-1@tvaers.example>')
  })
})

describe('the address that ends mails', () => {
  const key = createUnsubscribeKey('a secret of at least thirty-two characters')
  const of = { userId: id, reason: 'roleGiven' } as const
  test('is read back, and by its own installation alone', () => {
    const { pathname } = unsubscribeAddress(new URL('https://tvaers.example'), key, of)
    const token = pathname.slice('/notifikationer/afmeld/'.length)
    expect(key.verify(token)).toEqual(of)
    expect(createUnsubscribeKey('another secret of thirty-two characters').verify(token)).toBeNull()
    const [text = '', signature = ''] = token.split('.')
    const other = Buffer.from(`${id} roleEnded`).toString('base64url')
    for (const forged of ['', '.', text, `${text}.`, `${other}.${signature}`, `${token}x`.repeat(50)])
      expect(key.verify(forged)).toBeNull()
  })
})

const dsn = ({
  to = 'retur@tvaers.example',
  messageId = `<${id}@tvaers.example>`,
  status = 'Action: failed\nStatus: 5.1.1',
}) =>
  Buffer.from(
    [
      'From: MAILER-DAEMON@mx.example',
      `To: ${to}`,
      'Subject: Undelivered Mail Returned to Sender',
      'MIME-Version: 1.0',
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      '',
      '--b\nContent-Type: text/plain\n\nIt did not arrive. Status: 5.1.1\n--b',
      'Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n',
      `Final-Recipient: rfc822; anders.skov@korsbaek.example\n${status}`,
      'Diagnostic-Code: smtp; 550 no such\n user here\n\n--b',
      `Content-Type: text/rfc822-headers\n\nSubject: x\nMessage-ID:\n ${messageId}\n\n--b--\n`,
    ]
      .join('\n')
      .replaceAll('\n', '\r\n'),
  )
const marks = { host, mailbox }

describe('reading reports', () => {
  const fates = [{ address: 'anders.skov@korsbaek.example', action: 'failed', code: '5.1.1' }]
  test('a delivery status notification, by the Message-ID or by where it came back to', async () => {
    expect(await readReport(dsn({}), marks)).toEqual({ mail: { id, sending: 1 }, fates })
    const bare = dsn({ to: `<retur+${id}.2@tvaers.example>`, messageId: '<gone@mx.example>' })
    expect(await readReport(bare, marks)).toEqual({ mail: { id, sending: 2 }, fates })
  })
  test('about no mail of ours', async () => {
    expect(await readReport(dsn({ messageId: `<${id}@other.example>` }), marks)).toBeNull()
  })
  test.each(['Action: shrugged\nStatus: 5.1.1', 'Action: failed\nStatus: bad', ''])(
    'one that says nothing: %j',
    async (status) => expect(await readReport(dsn({ status }), marks)).toBeNull(),
  )
  test('a complaint', async () => {
    const text = dsn({})
      .toString()
      .replace('report-type=delivery-status', 'report-type=feedback-report')
      .replace('message/delivery-status', 'message/feedback-report')
      .replace(
        /Reporting-MTA[\s\S]*?no such\r\n user here/,
        'Feedback-Type: abuse\r\nVersion: 1\r\nOriginal-Rcpt-To: <a@b.example>',
      )
    expect(await readReport(Buffer.from(text), marks)).toEqual({
      mail: { id, sending: 1 },
      fates: [{ address: 'a@b.example', action: 'complained', code: 'abuse' }],
    })
  })
  test.each(['', 'Subject: Jeg er på ferie\r\n\r\nTilbage mandag', '\0\x01 not a mail'])(
    'what is no report: %j',
    async (text) => expect(await readReport(Buffer.from(text), marks)).toBeNull(),
  )
})
