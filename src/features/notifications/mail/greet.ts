import { createTransport } from 'nodemailer'

/** Milliseconds a mail server may take for each answer. */
const patience = 10_000

/**
 * Greets a mail server (EHLO) and signs in where the address says so. Sends nothing.
 * @returns why it can't be used: the library's name for the fault and the server's number, never its prose; null: it can
 */
export async function greetMailServer(url: string): Promise<string | null> {
  const transport = createTransport({
    url,
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.verify()
    return null
  } catch (error) {
    const { code = 'EUNKNOWN', responseCode } = error as { code?: string; responseCode?: number }
    return responseCode === undefined ? code : `${code} (${responseCode})`
  } finally {
    transport.close()
  }
}
