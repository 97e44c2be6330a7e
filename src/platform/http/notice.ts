import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Notice } from './route.ts'

const noticeSchema = z.object({
  kind: z.enum(['success', 'info', 'warning', 'error']),
  title: z.string().max(300).optional(),
  text: z.string().max(1000),
})

/** A notice survives the redirect after a form in a short-lived cookie; only its reader could forge it, to themselves. */
export function writeNotice(notice: Notice): string {
  return Buffer.from(JSON.stringify(notice)).toString('base64url')
}

/** The notice to show, if any, and whether there is a cookie to clear. */
export function readNotice(request: FastifyRequest): { notice: Notice | null; clear: boolean } {
  const text = request.cookies.tvaers_notice
  if (!text) return { notice: null, clear: false }
  try {
    return {
      notice: noticeSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))),
      clear: true,
    }
  } catch {
    // Not ours: shown to nobody, and cleared.
    return { notice: null, clear: true }
  }
}
