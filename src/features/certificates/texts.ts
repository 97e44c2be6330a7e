import { bilingual } from '../../kernel/language.ts'
import type { CertificateUse } from '../sign-in/index.ts'
import type { CertificateStanding, NextStep } from './domain.ts'

const da = {
  title: 'Certifikater',
  lead: 'Login gennem Fælleskommunal Adgangsstyring virker kun, så længe certifikaterne gælder. Driften får besked 60, 30, 14 og 7 dage før et udløber.',
  noneTitle: 'Ingen certifikater at holde øje med',
  none: 'Login gennem Fælleskommunal Adgangsstyring er ikke sat op her, eller der er ikke set efter endnu. Der ses efter hver time.',
  checked: 'Sidst set efter:',
  what: 'Certifikat',
  endsOn: 'Udløber',
  left: 'Dage tilbage',
  state: 'Tilstand',
  next: 'Det skal I gøre',
  fingerprint: (start: string) => `SHA-256 ${start}…`,
  uses: {
    own: 'Vores eget',
    ownNext: 'Vores næste',
    identityProvider: 'Fra dem, der logger folk på',
    metadataSigner: 'Fra dem, der underskriver metadata',
    metadata: 'Metadata',
  } as Record<CertificateUse, string>,
  standings: {
    expired: 'Udløbet',
    soon: 'Udløber snart',
    fine: 'Gyldigt',
    replaced: 'Afløst',
  } as Record<CertificateStanding, string>,
  steps: {
    nothing: () => 'Ikke noget.',
    orderOwn: () =>
      'Bestil et nyt OCES3-certifikat. Sæt det ind som SAML_NEXT_KEY og SAML_NEXT_CERTIFICATE, og giv vores nye metadata til Fælleskommunal Adgangsstyring og til kommuner, der har sat deres eget login op hos os.',
    switchOwn: () =>
      'Det næste er klar. Når alle, der logger folk på, har vores nye metadata, så flyt det næste certifikat til SAML_SIGNING_KEY og SAML_SIGNING_CERTIFICATE, og flyt den gamle nøgle til SAML_PREVIOUS_KEY. Giv dem derefter vores metadata igen. Behold den gamle nøgle, til alle har taget de metadata i brug.',
    orderNext: () => 'Bestil et andet, før det her bliver taget i brug.',
    askProvider: (holder) =>
      `Spørg ${holder}, hvornår det nye kommer i deres metadata. Hentes metadata fra en adresse, tager Tværs det selv inden for en time. Ellers skal I have den nye fil.`,
    addSigner: () =>
      'Få det nye fra dem, der underskriver metadata, og sæt det ind efter det gamle i SAML_IDP_METADATA_CERTIFICATE.',
    fetchMetadata: (holder) =>
      `Se, om adressen svarer, eller få en ny fil. Når dagen er gået, kan ingen logge på gennem ${holder}.`,
  } as Record<NextStep, (holder: string) => string>,
  alertExpired: (count: number) =>
    count === 1 ? 'Et certifikat er udløbet' : `${count} certifikater er udløbet`,
  alertSoon: (days: string) => `Et certifikat udløber om ${days}`,
  alertText: 'Uden det kan folk ikke logge på. Se, hvad der skal gøres.',
  see: 'Se certifikaterne',
  panelNone: 'Der er ingen at holde øje med.',
  panel: (count: number) => (count === 1 ? 'Ét certifikat.' : `${count} certifikater.`),
  panelFirst: 'Det første udløber',
}

const en: typeof da = {
  title: 'Certificates',
  lead: 'Sign-in through Fælleskommunal Adgangsstyring works only while the certificates are valid. Operations are told 60, 30, 14 and 7 days before one expires.',
  noneTitle: 'No certificates to watch',
  none: 'Sign-in through Fælleskommunal Adgangsstyring is not set up here, or no check has been made yet. A check is made every hour.',
  checked: 'Last checked:',
  what: 'Certificate',
  endsOn: 'Expires',
  left: 'Days left',
  state: 'State',
  next: 'What you must do',
  fingerprint: (start) => `SHA-256 ${start}…`,
  uses: {
    own: 'Our own',
    ownNext: 'Our next',
    identityProvider: 'From whoever signs people in',
    metadataSigner: 'From whoever signs the metadata',
    metadata: 'Metadata',
  },
  standings: { expired: 'Expired', soon: 'Expires soon', fine: 'Valid', replaced: 'Replaced' },
  steps: {
    nothing: () => 'Nothing.',
    orderOwn: () =>
      'Order a new OCES3 certificate. Put it in as SAML_NEXT_KEY and SAML_NEXT_CERTIFICATE, and give our new metadata to Fælleskommunal Adgangsstyring and to municipalities that have set up their own sign-in with us.',
    switchOwn: () =>
      'The next one is ready. Once all who sign people in have our new metadata, move it to SAML_SIGNING_KEY and SAML_SIGNING_CERTIFICATE, and move the old key to SAML_PREVIOUS_KEY. Then give them our metadata again. Remove the old key only when all of them have taken it into use.',
    orderNext: () => 'Order another one before this one comes into use.',
    askProvider: (holder) =>
      `Ask ${holder} when the new one will be in their metadata. If the metadata is fetched from an address, Tværs picks it up within an hour. Otherwise you need the new file.`,
    addSigner: () =>
      'Get the new one from whoever signs the metadata, and put it after the old one in SAML_IDP_METADATA_CERTIFICATE.',
    fetchMetadata: (holder) =>
      `Check whether the address responds, or get a new file. After that day nobody can sign in through ${holder}.`,
  },
  alertExpired: (count) => (count === 1 ? 'A certificate has expired' : `${count} certificates have expired`),
  alertSoon: (days) => `A certificate expires in ${days}`,
  alertText: 'Without it people cannot sign in. See what must be done.',
  see: 'See the certificates',
  panelNone: 'There are none to watch.',
  panel: (count) => (count === 1 ? 'One certificate.' : `${count} certificates.`),
  panelFirst: 'The first one expires',
}

export type CertificateTexts = typeof da
export const certificateTexts = bilingual({ da, en })
