import { deflateRawSync, inflateRawSync } from 'node:zlib'

const base64Alphabet = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** @returns the bytes, or null when the text is not base64 as RFC 4648 has it; white space between is let through */
export function bytesOfBase64(text: string): Buffer | null {
  const packed = text.replace(/[ \t\r\n]/g, '')
  return packed !== '' && base64Alphabet.test(packed) ? Buffer.from(packed, 'base64') : null
}

/** @returns the text, without a byte order mark, or null when the bytes are not UTF-8 */
export function textOfUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** As the Redirect binding packs a message: DEFLATE without a header, then base64. */
export const packed = (xml: string): string => deflateRawSync(Buffer.from(xml, 'utf8')).toString('base64')

/** @returns the bytes; `'tooLarge'` when they would be more than allowed; null when nothing can be unpacked */
export function unpacked(bytes: Uint8Array, most: number): Buffer | 'tooLarge' | null {
  try {
    return inflateRawSync(bytes, { maxOutputLength: most })
  } catch (error) {
    const code = (error as { code?: string }).code ?? ''
    if (code === 'ERR_BUFFER_TOO_LARGE') return 'tooLarge'
    if (code.startsWith('Z_')) return null
    throw error
  }
}
