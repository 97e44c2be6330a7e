import type { Language } from '../../../kernel/language.ts'
import { Alert, BlockedButton, Button, Form, FormActions, LinkButton } from '../../../ui/index.ts'
import { dismissProposalPath, giveProposedPath, rolePath } from '../paths.ts'
import type { Resignation } from '../queries-resignations.ts'
import { resignationTexts } from '../resignation-texts.ts'

interface ProposalsProps {
  readonly language: Language
  readonly proposals: readonly Resignation[]
  /** Whether to name the role: not on its own page. */
  readonly withRole: boolean
  /** Whether following the first one is the one thing asked for on this page. */
  readonly isFirstStep?: boolean
  /** Why none of them can be followed; null when they can. */
  readonly blocked?: string | null
}

/** What former holders proposed, with the one click that follows it (R6). */
export function Proposals(props: ProposalsProps) {
  const { language, proposals, withRole, isFirstStep = false, blocked = null } = props
  const texts = resignationTexts(language)
  return (
    <>
      {proposals.map((proposal, index) => (
        <Alert
          key={proposal.id}
          kind="info"
          title={texts.proposalTitle(proposal.userName, proposal.successorName ?? '')}
        >
          {withRole && (
            <p>
              {texts.proposalRole}: <a href={rolePath(proposal.roleId)}>{proposal.roleName}</a>
            </p>
          )}
          {proposal.successorEmail && <p>{`${proposal.successorEmail}. ${texts.notSignedIn}`}</p>}
          <FormActions>
            {blocked ? (
              <BlockedButton reason={blocked}>{texts.give(proposal.successorName ?? '')}</BlockedButton>
            ) : (
              <Form action={giveProposedPath(proposal.id)}>
                <Button kind={index === 0 && isFirstStep ? 'primary' : 'secondary'}>
                  {texts.give(proposal.successorName ?? '')}
                </Button>
              </Form>
            )}
            <Form action={dismissProposalPath(proposal.id)}>
              <LinkButton>
                {texts.dismiss}
                <span class="tv-hidden">: {proposal.successorName}</span>
              </LinkButton>
            </Form>
          </FormActions>
        </Alert>
      ))}
    </>
  )
}
