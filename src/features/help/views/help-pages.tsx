import { Heading, Section } from '../../../ui/index.ts'
import type { HelpTexts } from '../texts.ts'

function List({ sentences }: { sentences: readonly string[] }) {
  return (
    <ul>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

export function HelpPage({ texts }: { texts: HelpTexts }) {
  return (
    <div class="tv-prose">
      <Heading title={texts.title} lead={texts.lead} />
      <Section title={texts.stepsTitle}>
        <ol>
          {texts.steps.map((step) => (
            <li key={step.title}>
              <strong>{step.title}.</strong> {step.text}
            </li>
          ))}
        </ol>
      </Section>
      <Section title={texts.newTitle}>
        <p>{texts.newText}</p>
      </Section>
      <Section title={texts.whoTitle}>
        <List sentences={texts.who} />
        <p>
          <a href="/klik-administrator">{texts.administratorLink}</a>
        </p>
      </Section>
      <Section title={texts.seesTitle}>
        <List sentences={texts.sees} />
      </Section>
    </div>
  )
}

export function AccessibilityPage({ texts }: { texts: HelpTexts }) {
  return (
    <div class="tv-prose">
      <Heading title={texts.accessibilityTitle} lead={texts.accessibilityLead} />
      <Section title={texts.goalTitle}>
        <p>{texts.goalText}</p>
      </Section>
      <Section title={texts.testedTitle}>
        <List sentences={texts.tested} />
      </Section>
      <Section title={texts.knownTitle}>
        <p>{texts.known}</p>
      </Section>
      <Section title={texts.reportTitle}>
        <p>{texts.report}</p>
      </Section>
    </div>
  )
}
