import type { FastifyRequest } from 'fastify'
import { badBody } from './api-fault.ts'

export function bodyOf(request: FastifyRequest): Record<string, unknown> {
  const { body } = request
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw badBody('body')
  return body as Record<string, unknown>
}

/** The empty text when absent, as the real server decodes it. */
export function textIn(body: Record<string, unknown>, field: string): string {
  const value = body[field]
  if (value === undefined || value === null) return ''
  if (typeof value !== 'string') throw badBody(field)
  return value
}

/** A list of texts; the real server refuses an empty one. */
export function idsIn(value: unknown, field: string): string[] {
  if (!Array.isArray(value) || value.length === 0) throw badBody(field)
  return value.map(String)
}

export function paramOf(request: FastifyRequest, name: string): string {
  return (request.params as Record<string, string>)[name] ?? ''
}

export function queryOf(request: FastifyRequest, name: string): string {
  return (request.query as Record<string, string | undefined>)[name] ?? ''
}

const longestPage = 200

/** Longer pages than 200 are cut without a word. */
export function pageOf<T>(request: FastifyRequest, rows: readonly T[]): T[] {
  const asked = Number(queryOf(request, 'per_page') || 60)
  const size = Math.min(longestPage, Number.isInteger(asked) && asked > 0 ? asked : 60)
  const page = Math.max(0, Number(queryOf(request, 'page')) || 0)
  return rows.slice(page * size, (page + 1) * size)
}
