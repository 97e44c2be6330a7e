import type { CivilDay } from '../../kernel/civil-day.ts'
import { hasAddressForm } from '../../kernel/email-address.ts'
import type { FieldFaults } from '../../kernel/errors.ts'

/** A municipality's own shared mailbox: where a letter goes when nobody there can be reached (R5). */
export interface Mailbox {
  /** Null where there is none. */
  readonly address: string | null
  /** Counts the changes. */
  readonly version: number
  /** The day a mail server said that the address does not exist; null when none did. */
  readonly bouncedOn: CivilDay | null
}

/**
 * What is wrong with an address for the mailbox; none at all is right too.
 * @param readerName whose own sign-in address it is: a letter that could not reach them would go there again
 */
export function mailboxFaults(address: string, readerName: string | null): FieldFaults {
  if (address === '') return {}
  if (!hasAddressForm(address)) {
    return {
      address: {
        da: 'Skriv en mailadresse. Den skal have et @, fx postkasse@kommune.dk.',
        en: 'Write an email address. It must have an @, e.g. mailbox@municipality.dk.',
      },
    }
  }
  if (readerName === null) return {}
  return {
    address: {
      da: `Det er den adresse, ${readerName} selv har. Skriv en, som flere læser.`,
      en: `This is ${readerName}’s own address. Write one that several people read.`,
    },
  }
}
