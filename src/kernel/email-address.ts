/** Longest address there can be (RFC 5321), in characters. */
export const mostAddress = 254

/** Enough to catch what was typed wrongly; whether somebody reads it only a mail can tell. */
const form = /^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/

/** Whether a text has the form of a mail address, space around it aside. */
export const hasAddressForm = (text: string): boolean => form.test(text.trim())

/** The one form in which addresses are compared: capitals and composition make no difference. */
export const emailKeyOf = (email: string): string => email.normalize('NFC').trim().toLowerCase()
