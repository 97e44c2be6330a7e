/** Titles and texts as the central body writes them: the lists are combined, so that each template has its own. */
const actions = [
  'Skift adgangskoder på',
  'Gennemgå rettigheder i',
  'Opdater databehandleraftalen for',
  'Udpeg en kontaktperson til',
  'Test gendannelse af',
  'Kortlæg snitflader til',
  'Tilslut kommunen til',
  'Luk gamle brugere i',
  'Godkend driftsplanen for',
  'Indmeld certifikater til',
]
const systems = [
  'netværksudstyr',
  'Mattermost',
  'Fælleskommunal Adgangsstyring',
  'Støttesystemerne',
  'Serviceplatformen',
  'Sygedagpengesystemet',
  'Kommunernes Ydelsessystem',
  'Sags- og Dokumentindekset',
  'Beskedfordeleren',
  'Digital Post',
  'den fælles testportal',
  'Aula',
  'valgsystemet',
  'Byg og Miljø',
  'pladsanvisningen',
  'FK Organisation',
  'Ydelsesindekset',
  'Klassifikation',
  'sikkerhedskopierne',
  'fjernadgangen',
]

/** @param index up to 200 give different titles */
export const titleOf = (index: number): string =>
  `${actions[Math.floor(index / systems.length) % actions.length]} ${systems[index % systems.length]}`

const paragraph =
  'Kommunen gennemgår listen sammen med leverandøren, retter det, der ikke passer, og skriver ned, hvem der har ansvaret fremover. '

/** The sections of a template: about 3,500 characters of Markdown. */
export const texts = {
  goal: `${paragraph}Målet er, at alle kommuner har gjort det samme inden fristen.`,
  description: `${paragraph.repeat(4)}\n\n- Find listen i **bilag 1**\n- Sammenlign med [vejledningen](https://example.org/vejledning)\n- Skriv til KOMBIT, hvis noget er uklart\n\n${paragraph.repeat(3)}`,
  assignment: `${paragraph.repeat(3)}\n\n1. Hent oversigten\n2. Ret den\n3. Gem beviset\n`,
  method: `${paragraph.repeat(4)}\n\n### Hvis I er i tvivl\n\n${paragraph.repeat(2)}`,
  outcome: paragraph.repeat(2),
  criteria: `- ${paragraph}\n- ${paragraph}\n`,
}

export const projects = [
  'KLIK',
  'Netværk og sikkerhed',
  'Støttesystemer 2.0',
  'Sygedagpenge',
  'Ydelser',
  'Digital Post',
  'Test og idriftsættelse',
  'Databeskyttelse',
]
export const phases = ['Forberedelse', 'Etablering', 'Test', 'Udrulning', 'Drift']
export const themes = ['It-sikkerhed og aftaler', 'Organisation', 'Teknik', 'Uddannelse', 'Data', 'Økonomi']
