import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyRequest } from 'fastify'
import { InvalidInput } from '../../kernel/errors.ts'
import { addTyped, type TypedForm } from './read-form.ts'
import type { ReceivedFile, Route } from './route.ts'

export interface Received {
  readonly fields: TypedForm
  readonly file: ReceivedFile | null
  /** SHA-256 of the file as hex, so that two requests can be told apart. */
  readonly digest: string | null
  /** What is wrong with the file; the fields beside it are read all the same, so that nothing typed is lost. */
  readonly fault: InvalidInput | null
  dispose(): Promise<void>
}

const tooLarge = (most: number) => ({
  da: `Filen er for stor. Den må højst fylde ${Math.floor(most / 1_048_576)} MB. Ingenting er ændret.`,
  en: `The file is too large. It may be at most ${Math.floor(most / 1_048_576)} MB. Nothing has changed.`,
})

/** Removes what uploads left behind when the process was killed. To be called while no other process uses the folder. */
export async function clearUploads(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/**
 * Streams a multipart form's file to disk before any transaction opens, so that a slow sender holds no connection.
 * @returns null when the route takes no file or the body is an ordinary form
 */
export async function receiveFile(
  request: FastifyRequest,
  route: Route,
  folder: string,
): Promise<Received | null> {
  const wanted = route.input?.file
  if (!wanted || !request.isMultipart()) return null
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, `${request.id}.part`)
  const dispose = () => rm(path, { force: true })
  const fields: TypedForm = Object.create(null)
  let file: ReceivedFile | null = null
  let digest: string | null = null
  let fault: InvalidInput | null = null
  try {
    const limits = { fileSize: wanted.mostBytes }
    for await (const part of request.parts({ limits })) {
      if (part.type === 'field') addTyped(fields, part.fieldname, String(part.value))
      else if (part.fieldname !== wanted.field || !part.filename) part.file.resume()
      else {
        digest = await writeHashing(part.file, path)
        if (part.file.truncated) fault = new InvalidInput({ [wanted.field]: tooLarge(wanted.mostBytes) })
        else file = { path, name: ownNameOf(part.filename), size: part.file.bytesRead }
      }
    }
  } catch (error) {
    await dispose()
    throw error
  }
  return { fields, file, digest, fault, dispose }
}

/** In a multipart form browsers write a quotation mark and line breaks as these three, and nothing else so (WHATWG). */
const encoded: Readonly<Record<string, string>> = { '%22': '"', '%0D': '\r', '%0A': '\n' }

const ownNameOf = (sent: string): string => sent.replace(/%22|%0D|%0A/g, (sign) => encoded[sign] ?? sign)

async function writeHashing(content: NodeJS.ReadableStream, path: string): Promise<string> {
  const hash = createHash('sha256')
  const hashing = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
  })
  await pipeline(content, hashing, createWriteStream(path, { mode: 0o600 }))
  return hash.digest('hex')
}
