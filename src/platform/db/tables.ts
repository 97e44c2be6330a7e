// Made from the migrations by test/schema.test.ts (UPDATE_SCHEMA=1 writes it anew). Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { EventValue } from '../../kernel/event.ts'

/** Read as a value, written as JSON text. */
type Json = ColumnType<EventValue, string, string>
type JsonWithDefault = ColumnType<EventValue, string | undefined, string>

export interface ApiClientTable {
  organisation_id: number
  id: string
  name: string
  token_hash: Buffer
  permissions: string[]
  created_at: Date
  created_by: string | null
  last_used_at: Date | null
  revoked_at: Date | null
}

export interface AssignmentTable {
  organisation_id: number
  id: string
  role_id: string
  user_id: string
  user_name: string
  is_primary: Generated<boolean>
  starts_on: CivilDay
  ends_before: CivilDay | null
  given_by: string
  given_by_name: string
  given_at: Date
  ended_at: Date | null
  ended_by: string | null
  ended_by_name: string | null
  end_reason: string | null
  started_at: Date | null
}

export interface AttachmentTable {
  organisation_id: number
  id: string
  task_number: number
  name: string
  content_type: string
  size_bytes: number
  sha256: Buffer
  added_by: string
  added_by_name: string
  added_at: Date
  removed_at: Date | null
  removed_by: string | null
  removed_by_name: string | null
}

export interface AttachmentPartTable {
  organisation_id: number
  attachment_id: string
  position: number
  content: Buffer
}

export interface AuditHorizonTable {
  only_row: Generated<boolean>
  event_id: number
  transaction_id: string
  noted_at: Date
}

export interface AuditKeyTable {
  key_id: string
  public_key: Buffer
  first_used_at: Date
}

export interface AuditSealTable {
  sequence: number
  from_event_id: number
  to_event_id: number
  event_count: number
  digest: Buffer
  previous_digest: Buffer
  signature: Buffer
  key_id: string
  sealed_at: Date
}

export interface EventTable {
  id: Generated<number>
  at: Date
  organisation_id: number
  type: string
  subject_type: string
  subject_id: string
  actor_kind: string
  actor_id: string
  actor_name: string
  actor_organisation_id: number
  actor_organisation_name: string
  origin: string
  request_id: string | null
  changes: JsonWithDefault
  facts: JsonWithDefault
  inside_of: number | null
}

export interface IdempotencyKeyTable {
  client_hash: string
  key: string
  request_hash: string
  answer: string | null
  taken_at: Date
}

export interface InternalNoteTable {
  organisation_id: number
  id: string
  task_number: number
  side_organisation_id: number
  author_id: string
  author_name: string
  body: string
  written_at: Date
}

export interface MessageTable {
  organisation_id: number
  id: string
  task_number: number
  author_side: string
  author_id: string | null
  author_name: string
  author_organisation_name: string
  body: string
  sent_at: Date
  question_id: string | null
  is_imported: Generated<boolean>
}

export interface MessageThreadTable {
  organisation_id: number
  task_number: number
  owner_id: string | null
  owner_name: string | null
  waiting_since: Date | null
  answer_due_on: CivilDay | null
  municipality_read_at: Date | null
}

export interface OrganisationTable {
  id: Generated<number>
  kind: string
  name: string
  short_name: string
  code: string | null
  cvr: string
  region: string | null
  fk_org_uuid: string | null
  mailbox: string | null
  is_test: Generated<boolean>
}

export interface ProjectTable {
  id: string
  name: string
  supplier_id: number | null
}

export interface ProvisioningRecordTable {
  organisation_id: number
  user_id: string
  connector: string
  sso_id: Generated<number>
  marker: Generated<string>
  account_id: string | null
  origin: string | null
  username: string | null
  sign_in: string | null
  sign_in_epoch: number | null
  may_adopt: Generated<boolean>
  epoch: number
  presence: string
  wanted: JsonWithDefault
  managed: JsonWithDefault
  hand_account: Generated<boolean>
  hand_places: JsonWithDefault
  state: string
  waiting_step: string | null
  attempt: Generated<number>
  next_attempt_at: Date | null
  failing_since: Date | null
  escalated_at: Date | null
  last_error: Json
  verified_at: Date | null
  active_since: Date | null
  closed_at: Date | null
  claim: string | null
  claimed_until: Date | null
  updated_at: Date
}

export interface ProvisioningStepTable {
  organisation_id: number
  user_id: string
  connector: string
  epoch: number
  step: string
  state: string
  at: Date
  ticked_by: string | null
  ticked_by_name: string | null
}

export interface QuestionTable {
  id: string
  template_id: string
  question: string
  answer: string
  answered_at: Date
  answered_by: string
  answered_by_name: string
}

export interface RoleTable {
  id: string
  name: string
  kind: string
  solution: string | null
  current_version: Generated<number>
  minimum_holders: Generated<number>
  maximum_holders: number | null
  has_primary: Generated<boolean>
  certification_months: number | null
  non_response: Generated<string>
  grace_days: Generated<number>
  retired_at: Date | null
  is_demo_text: Generated<boolean>
}

export interface RoleAccessTable {
  role_id: string
  connector: string
  team: string
  channels: Generated<string[]>
}

export interface RoleVersionTable {
  role_id: string
  version: number
  purpose: string
  tasks: string
  responsibility: Generated<string>
  competences: Generated<string>
  access_note: Generated<string>
  valid_from: CivilDay
  created_at: Date
  created_by: string
  created_by_name: string
}

export interface RolloutTable {
  id: string
  template_id: string
  audience: Json
  priority: string
  starts_on: CivilDay | null
  due_on: CivilDay | null
  published_at: Date
  published_by: string
  published_by_name: string
  task_count: number
}

export interface SessionTable {
  token_hash: Buffer
  user_id: string
  organisation_id: number
  system_roles: string[]
  created_at: Date
  last_seen_at: Date
  ended_at: Date | null
}

export interface TaskTable {
  organisation_id: number
  number: Generated<number>
  origin: Generated<string>
  template_id: string
  rollout_id: string
  priority: string
  status: Generated<string>
  outcome: string | null
  responsible_id: string | null
  responsible_name: string | null
  performer_id: string | null
  performer_name: string | null
  starts_on: CivilDay | null
  due_on: CivilDay | null
  version: Generated<number>
  received_at: Date
  changed_at: Date
}

export interface TaskAnswerTable {
  organisation_id: number
  id: string
  task_number: number
  outcome: string
  reason: string | null
  answered_at: Date
  answered_by: string
  answered_by_name: string
  withdrawn_at: Date | null
  withdrawn_by: string | null
  withdrawn_by_name: string | null
}

export interface TaskTemplateTable {
  id: string
  source_number: number | null
  project_id: string
  bound_role_id: string | null
  is_prerequisite_wall: Generated<boolean>
  current_version: Generated<number>
  created_at: Date
  created_by: string
  created_by_name: string
  published_at: Date | null
  archived_at: Date | null
}

export interface TaskTemplateAppendixTable {
  template_id: string
  position: number
  title: string
  href: string | null
}

export interface TaskTemplateLinkTable {
  template_id: string
  kind: string
  position: number
  other_template_id: string | null
  title: string
}

export interface TaskTemplateVersionTable {
  template_id: string
  version: number
  title: string
  number_prefix: string | null
  goal: Generated<string>
  description: Generated<string>
  assignment: Generated<string>
  method: Generated<string>
  outcome: Generated<string>
  quality_criteria: Generated<string>
  recommended_responsible: string | null
  recommended_performer: string | null
  priority: string
  starts_on: CivilDay | null
  due_on: CivilDay | null
  phase: Generated<string>
  theme: Generated<string>
  created_at: Date
  created_by: string
  created_by_name: string
  search: GeneratedAlways<string | null>
}

export interface TemplateImportTable {
  template_id: string
  report: Json
  imported_at: Date
  imported_by_name: string
}

export interface UserAccountTable {
  id: string
  organisation_id: number
  name: string
  email: string | null
  title: Generated<string>
  system_roles: Generated<string[]>
  first_signed_in_at: Date
  last_signed_in_at: Date
  moves: Generated<number>
}

export interface Tables {
  api_client: ApiClientTable
  assignment: AssignmentTable
  attachment: AttachmentTable
  attachment_part: AttachmentPartTable
  audit_horizon: AuditHorizonTable
  audit_key: AuditKeyTable
  audit_seal: AuditSealTable
  event: EventTable
  idempotency_key: IdempotencyKeyTable
  internal_note: InternalNoteTable
  message: MessageTable
  message_thread: MessageThreadTable
  organisation: OrganisationTable
  project: ProjectTable
  provisioning_record: ProvisioningRecordTable
  provisioning_step: ProvisioningStepTable
  question: QuestionTable
  role: RoleTable
  role_access: RoleAccessTable
  role_version: RoleVersionTable
  rollout: RolloutTable
  session: SessionTable
  task: TaskTable
  task_answer: TaskAnswerTable
  task_template: TaskTemplateTable
  task_template_appendix: TaskTemplateAppendixTable
  task_template_link: TaskTemplateLinkTable
  task_template_version: TaskTemplateVersionTable
  template_import: TemplateImportTable
  user_account: UserAccountTable
}
