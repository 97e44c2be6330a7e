/** A multipart form with one file, as a browser sends it. */
export function multipartForm(
  file: { readonly name: string; readonly content: Buffer },
  fields: Readonly<Record<string, string>> = {},
): { readonly payload: Buffer; readonly headers: Record<string, string> } {
  const boundary = 'boundary-of-a-test'
  const part = (head: string) => `--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`
  const before = Object.entries(fields).map(([name, value]) => `${part(`name="${name}"`)}${value}\r\n`)
  const head = `${before.join('')}--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: application/octet-stream\r\n\r\n`
  return {
    payload: Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'sec-fetch-site': 'same-origin' },
  }
}
