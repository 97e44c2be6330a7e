import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { InvalidInput } from '../../kernel/errors.ts'
import type { TypedForm } from './read-form.ts'
import type { ReceivedFile, Route } from './route.ts'

export interface Received {
  readonly fields: TypedForm
  readonly file: ReceivedFile | null
  dispose(): Promise<void>
}

const tooLarge = (most: number) => ({
  da: `Filen er for stor. Den må højst fylde ${Math.floor(most / 1_048_576)} MB.`,
  en: `The file is too large. It may be at most ${Math.floor(most / 1_048_576)} MB.`,
})

/**
 * Streams a multipart form's file to disk before any transaction opens, so that a slow sender holds no connection.
 * @returns null when the route takes no file or the body is an ordinary form
 * @throws InvalidInput when the file is larger than the route allows
 */
export async function receiveFile(
  request: FastifyRequest,
  route: Route,
  folder: string,
): Promise<Received | null> {
  const wanted = route.input?.file
  if (!wanted || !request.isMultipart()) return null
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${request.id}.part`)
  const dispose = () => rm(path, { force: true })
  const fields: TypedForm = Object.create(null)
  let file: ReceivedFile | null = null
  try {
    for await (const part of request.parts({ limits: { fileSize: wanted.mostBytes } })) {
      if (part.type === 'field') fields[part.fieldname] = String(part.value)
      else if (part.fieldname !== wanted.field || !part.filename) part.file.resume()
      else {
        await pipeline(part.file, createWriteStream(path))
        if (part.file.truncated) throw new InvalidInput({ [wanted.field]: tooLarge(wanted.mostBytes) })
        file = { path, name: part.filename, size: part.file.bytesRead }
      }
    }
  } catch (error) {
    await dispose()
    const code = (error as { code?: string }).code
    if (code === 'FST_REQ_FILE_TOO_LARGE')
      throw new InvalidInput({ [wanted.field]: tooLarge(wanted.mostBytes) })
    throw error
  }
  return { fields, file, dispose }
}
