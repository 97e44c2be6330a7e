// Made from the migrations by test/schema.test.ts (UPDATE_SCHEMA=1 writes it anew). Do not edit.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { EventValue } from '../../kernel/event.ts'

/** Read as a value, written as JSON text. */
type Json = ColumnType<EventValue, string, string>
type JsonWithDefault = ColumnType<EventValue, string | undefined, string>

export interface AcceptedMemberTable {
  connector: string
  account_id: string
  username: string
  accepted_at: Date
  accepted_by: string
  accepted_by_name: string
}

export interface AnnouncementTable {
  id: string
  title: string
  body: string
  written_at: Date
  written_by: string
  written_by_name: string
}

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
  suspended_at: Date | null
  suspensions: Generated<number>
  given_on_behalf_of: string | null
  given_on_behalf_of_name: string | null
  ended_on_behalf_of: string | null
  ended_on_behalf_of_name: string | null
  replaces: string | null
}

export interface AssignmentEndNoticeTable {
  organisation_id: number
  assignment_id: string
  ends_before: CivilDay
  days: number
  told_at: Date
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

export interface CalendarEntryTable {
  organisation_id: number
  feed_id: string
  uid: string
  digest: Buffer
  sequence: Generated<number>
  changed_at: Date
  gone_at: Date | null
}

export interface CalendarFeedTable {
  organisation_id: number
  id: string
  user_id: string | null
  made_by: string
  made_by_name: string
  made_after_moves: number
  made_at: Date
  secret_hash: Buffer | null
  version: Generated<number>
  revoked_at: Date | null
  last_fetched_at: Date | null
}

export interface CalendarFetchTable {
  organisation_id: number
  feed_id: string
  reader_hash: Buffer
  last_at: Date
}

export interface CertificateWarningTable {
  fingerprint: string
  days: number
  told_at: Date
}

export interface CertificationAnswerTable {
  organisation_id: number
  id: string
  item_id: string
  answer: string
  reason: string | null
  successor_name: string | null
  answered_at: Date
  answered_by: string
  answered_by_name: string
  is_self_answered: boolean
  successor_pending_id: string | null
  answered_on_behalf_of: string | null
  answered_on_behalf_of_name: string | null
}

export interface CertificationItemTable {
  organisation_id: number
  id: string
  round_id: string
  role_id: string
  assignment_id: string
  held_assignment_id: string
  user_id: string
  user_name: string
  user_title: Generated<string>
  is_primary: boolean
  starts_on: CivilDay
  given_by_name: string
  last_signed_in_at: Date | null
  answer: string | null
  reason: string | null
  successor_id: string | null
  successor_name: string | null
  successor_assignment_id: string | null
  replaces_by: CivilDay | null
  replaced_at: Date | null
  answered_at: Date | null
  answered_by: string | null
  answered_by_name: string | null
  is_self_answered: Generated<boolean>
  is_late: Generated<boolean>
  version: Generated<number>
  consequence: string | null
  consequence_at: Date | null
  access_closed_at: Date | null
  successor_pending_id: string | null
  is_promised_here: Generated<boolean>
  successor_outcome: string | null
  answered_on_behalf_of: string | null
  answered_on_behalf_of_name: string | null
  access_outcome: string | null
  asked_again_in: string | null
}

export interface CertificationMunicipalityTable {
  organisation_id: number
  round_id: string
  task_number: number | null
  item_count: number
  undecided: number
  completed_at: Date | null
}

export interface CertificationReminderTable {
  organisation_id: number
  round_id: string
  days: number
  sent_at: Date
}

export interface CertificationRoundTable {
  id: string
  name: string
  kind: string
  audience: Json
  based_on: string | null
  template_id: string | null
  rollout_id: string | null
  started_at: Date
  started_on: CivilDay
  started_by: string
  started_by_name: string
  closes_on: CivilDay
  status: Generated<string>
  closed_at: Date | null
  closed_by_name: string | null
  settled_at: Date | null
  item_count: Generated<number>
  municipality_count: Generated<number>
}

export interface CertificationRoundRoleTable {
  round_id: string
  role_id: string
  role_name: string
  role_version: number
  has_primary: boolean
  opens_access: boolean
  non_response: string
  grace_days: number
  item_count: Generated<number>
  holder_count: Generated<number>
  removes_on: CivilDay | null
  brake: string | null
  brake_undecided: number | null
  brake_decided_at: Date | null
  brake_decided_by_name: string | null
}

export interface CertificationScheduleTable {
  role_id: string
  is_on: Generated<boolean>
  anchor_on: CivilDay
  last_due_on: CivilDay | null
  changed_at: Date
  changed_by_name: string
}

export interface DeputyTable {
  organisation_id: number
  id: string
  user_id: string
  user_name: string
  administrator_id: string
  administrator_name: string
  starts_on: CivilDay
  ends_before: CivilDay
  appointed_by: string
  appointed_by_name: string
  appointed_at: Date
  ended_at: Date | null
  ended_by: string | null
  ended_by_name: string | null
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
  on_behalf_of: string | null
  on_behalf_of_name: string | null
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

export interface NotificationTable {
  organisation_id: number
  id: Generated<string>
  user_id: string
  event_id: number
  reason: string
  subject_type: string
  subject_id: string
  facts: Json
  actor_name: string
  at: Date
  read_at: Date | null
  digest: string | null
  digested_at: Date | null
  thing: GeneratedAlways<string>
}

export interface NotificationDigestTable {
  organisation_id: number
  user_id: string
  due_at: Date
  told: number
  made_at: Date
}

export interface NotificationHorizonTable {
  only_row: Generated<boolean>
  event_id: number
}

export interface NotificationHoursTable {
  organisation_id: number
  user_id: string
  quiet_from: number | null
  quiet_until: number | null
  working_days_only: Generated<boolean>
  chosen_at: Date
}

export interface NotificationMailTable {
  organisation_id: number
  id: Generated<string>
  event_id: number
  user_id: string | null
  recipient_name: string
  address: string
  language: string
  reason: string
  rule: string
  path: string
  subject_type: string
  subject_id: string
  facts: Json
  actor_name: string
  state: string
  attempts: Generated<number>
  next_attempt_at: Date | null
  claim: string | null
  claimed_until: Date | null
  last_error: Json
  subject: string | null
  body: string | null
  created_at: Date
  sent_at: Date | null
  forgotten_at: Date | null
  sending: Generated<number>
  resent_at: Date | null
}

export interface NotificationPaceTable {
  domain: string
  minute: Date
  taken: number
}

export interface NotificationReturnTable {
  organisation_id: number
  mail_id: string
  sending: number
  kind: string
  code: string
  address: string
  received_at: Date
}

export interface NotificationToldTable {
  event_id: number
  told_at: Date
}

export interface NotificationWayTable {
  organisation_id: number
  user_id: string
  reason: string
  way: string
  chosen_at: Date
}

export interface OidcLogoutTable {
  state_hash: Buffer
  id_token: string | null
  created_at: Date
  answered_at: Date | null
}

export interface OidcLogoutTokenTable {
  issuer: string
  id: string
  forget_after: Date
}

export interface OidcRequestTable {
  state_hash: Buffer
  browser_hash: Buffer
  return_path: string
  created_at: Date
  ends_at: Date
  answered_at: Date | null
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
  sign_in_closed_at: Date | null
  mailbox_version: Generated<number>
  mailbox_bounced_at: Date | null
  slug: string | null
}

export interface PendingAssignmentTable {
  organisation_id: number
  id: string
  role_id: string
  name: string
  email: string | null
  email_key: string | null
  user_uuid: string | null
  is_primary: Generated<boolean>
  starts_on: CivilDay | null
  ends_before: CivilDay | null
  replaces: string | null
  given_by: string
  given_by_name: string
  given_on_behalf_of: string | null
  given_on_behalf_of_name: string | null
  given_at: Date
  expires_at: Date
  settled_at: Date | null
  outcome: string | null
  settled_by_name: string | null
  refusal: string | null
  user_id: string | null
  assignment_id: string | null
}

export interface PostingTable {
  id: string
  number: Generated<number>
  kind: string
  announcement_id: string | null
  newcomer_in: number | null
  newcomer_id: string | null
  instance: string
  team: string
  channel: string
  message: string
  asked_at: Date
  asked_by: string | null
  asked_by_name: string
  state: string
  attempts: Generated<number>
  next_attempt_at: Date | null
  claim: string | null
  claimed_until: Date | null
  first_tried_at: Date | null
  is_uncertain: Generated<boolean>
  channel_id: string | null
  post_id: string | null
  posted_at: Date | null
  last_error: Json
  news_since: Date
}

export interface PostingSeenTable {
  organisation_id: number
  posting_id: string
  user_id: string
  user_name: string
  seen_at: Date
}

export interface ProjectTable {
  id: string
  name: string
  supplier_id: number | null
}

export interface ProvisioningPlaceTable {
  connector: string
  team: string
  channel: Generated<string>
  place_id: string
  name: string
  state: string
  seen_at: Date
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
  taken_by_name: string | null
  taken_at: Date | null
  starts_over: Generated<boolean>
  last_seen_at: Date | null
  last_seen_read_at: Date | null
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

export interface ProvisioningTargetTable {
  connector: string
  paused_code: string | null
  paused_since: Date | null
  next_probe_at: Date | null
  probe_attempt: Generated<number>
  probing_until: Date | null
  failures: Generated<number>
  quiet_until: Date | null
  slow_until: Date | null
  session_hours: number | null
  session_extends: boolean | null
  read_at: Date | null
  unmanaged: Generated<string>
  brake_percent: Generated<number>
  brake_number: Generated<number>
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

export interface ReconciliationTable {
  id: string
  connector: string
  kind: string
  is_dry_run: boolean
  trusts_gaps: boolean
  asked_by: string
  asked_by_name: string
  asked_at: Date
  state: string
  claimed_until: Date | null
  started_at: Date | null
  ended_at: Date | null
  places_read: Generated<number>
  places_total: number | null
  accounts_read: Generated<number>
  accounts_total: number | null
  people: number | null
  under_way: number | null
  skew_seconds: number | null
  aborted_code: string | null
  aborted_facts: Json
  brake: Generated<string>
  brake_decided_by_name: string | null
  brake_decided_at: Date | null
}

export interface ReconciliationFindingTable {
  reconciliation_id: string
  number: number
  kind: string
  remedy: string
  state: string
  organisation_id: number | null
  user_id: string | null
  user_name: string | null
  epoch: number | null
  account_id: string | null
  username: string | null
  places: JsonWithDefault
  facts: JsonWithDefault
  decided_by_name: string | null
  decided_at: Date | null
}

export interface ReminderTable {
  organisation_id: number
  id: Generated<string>
  task_number: number
  due_on: CivilDay
  day: number
  planned_on: CivilDay
  told_at: Date
  ladder_version: number
}

export interface ReminderLadderTable {
  version: number
  steps: Json
  saved_at: Date
  saved_by: string | null
  saved_by_name: string
}

export interface ReminderRecipientTable {
  organisation_id: number
  reminder_id: string
  position: number
  wanted: string
  rung: string
  cause: string | null
  user_id: string | null
  name: string | null
  address: string | null
}

export interface RemovalHoldTable {
  id: string
  connector: string
  people: number
  of_people: number
  held_at: Date
  decision: string | null
  decided_at: Date | null
  decided_by_name: string | null
}

export interface RemovalHoldPersonTable {
  hold_id: string
  organisation_id: number
  user_id: string
  connector: string
  epoch: number
}

export interface ResignationTable {
  organisation_id: number
  id: string
  assignment_id: string
  role_id: string
  user_id: string
  user_name: string
  was_primary: boolean
  resigned_at: Date
  successor_id: string | null
  successor_name: string | null
  successor_email: string | null
  settled_at: Date | null
  settled_by_name: string | null
  outcome: string | null
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
  search: GeneratedAlways<string | null>
  ending_version: Generated<number>
}

export interface RoleAccessTable {
  role_id: string
  connector: string
  team: string
  channels: Generated<string[]>
}

export interface RoleEndingTable {
  role_id: string
  id: string
  ends_before: CivilDay
  reason: string
  replaced_by: string | null
  set_at: Date
  set_by: string
  set_by_name: string
  retired_at: Date | null
  over_at: Date | null
  over_by_name: string | null
  outcome: string | null
}

export interface RoleMailTable {
  id: string
  role_id: string
  target: string
  audience: Json
  subject: string
  body: string
  municipality_count: number
  person_count: number
  unreached_count: number
  sent_at: Date
  sent_by: string
  sent_by_name: string
}

export interface RoleMailRecipientTable {
  organisation_id: number
  role_mail_id: string
  position: number
  path: string
  cause: string | null
  user_id: string | null
  name: string
  address: string | null
}

export interface RoleQualityCountTable {
  day: CivilDay
  role_id: string
  kind: string
  findings: number
}

export interface RoleQualityDayTable {
  day: CivilDay
  taken_at: Date
  is_demo: Generated<boolean>
}

export interface RoleVacancyTable {
  organisation_id: number
  role_id: string
  last_assignment_id: string
  id: string
  vacated_at: Date
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
  hand_over: Generated<string>
  take_over: Generated<string>
  is_material: Generated<boolean>
  change_note: Generated<string>
  search: GeneratedAlways<string | null>
  rules: Json
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

export interface SamlAssertionTable {
  issuer: string
  id: string
  forget_after: Date
}

export interface SamlLogoutTable {
  id: string
  relay_hash: Buffer
  issuer: string
  name_id: string
  name_id_format: string
  session_index: string
  created_at: Date
  answered_at: Date | null
}

export interface SamlMetadataTable {
  source: string
  content: string
  fetched_at: Date
}

export interface SamlRequestTable {
  id: string
  relay_hash: Buffer
  browser_hash: Buffer
  issuer: string
  return_path: string
  created_at: Date
  ends_at: Date
  answered_at: Date | null
  answer: Json
  finished_at: Date | null
}

export interface ServerReportTable {
  instance: string
  asked_at: Date | null
  answer: Json
  wanted_at: Date | null
}

export interface SessionTable {
  token_hash: Buffer
  user_id: string
  organisation_id: number
  system_roles: string[]
  created_at: Date
  last_seen_at: Date
  ended_at: Date | null
  id: Generated<string>
  door: string
  grants: JsonWithDefault
  ends_before: Date | null
  issuer: string | null
  name_id: string | null
  name_id_format: string | null
  session_index: string | null
  browser: string | null
  system: string | null
  id_token: string | null
}

export interface SsoKeyTable {
  key_id: string
  public_key: Json
  sealed_private_key: Buffer
  sealed_with: string
  signs_from: Date
}

export interface SsoTokenTable {
  kind: string
  id_hash: Buffer
  grant_hash: Buffer | null
  sso_id: number | null
  payload: Json
  used_at: Date | null
  expires_at: Date
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
  vacancy_id: string | null
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
  confirmed_holder: string | null
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
  answer_path: string | null
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
  left_at: Date | null
  moves: Generated<number>
  mail_language: Generated<string>
  mail_bounced_at: Date | null
  own_cvr: string | null
  asserted_title: Generated<string>
}

export interface WatchedCertificateTable {
  fingerprint: string
  use: string
  holder: string
  subject: string
  ends_at: Date
  first_seen_at: Date
  checked_at: Date
  gone_at: Date | null
}

export interface WatchedPlaceTable {
  connector: string
  team: string
  channel: string
  last_open_at: Date
}

export interface WelcomePlaceTable {
  instance: string
  team: string
  channel: string
  since: Date
  chosen_by: string
  chosen_by_name: string
}

export interface Tables {
  accepted_member: AcceptedMemberTable
  announcement: AnnouncementTable
  api_client: ApiClientTable
  assignment: AssignmentTable
  assignment_end_notice: AssignmentEndNoticeTable
  attachment: AttachmentTable
  attachment_part: AttachmentPartTable
  audit_horizon: AuditHorizonTable
  audit_key: AuditKeyTable
  audit_seal: AuditSealTable
  calendar_entry: CalendarEntryTable
  calendar_feed: CalendarFeedTable
  calendar_fetch: CalendarFetchTable
  certificate_warning: CertificateWarningTable
  certification_answer: CertificationAnswerTable
  certification_item: CertificationItemTable
  certification_municipality: CertificationMunicipalityTable
  certification_reminder: CertificationReminderTable
  certification_round: CertificationRoundTable
  certification_round_role: CertificationRoundRoleTable
  certification_schedule: CertificationScheduleTable
  deputy: DeputyTable
  event: EventTable
  idempotency_key: IdempotencyKeyTable
  internal_note: InternalNoteTable
  message: MessageTable
  message_thread: MessageThreadTable
  notification: NotificationTable
  notification_digest: NotificationDigestTable
  notification_horizon: NotificationHorizonTable
  notification_hours: NotificationHoursTable
  notification_mail: NotificationMailTable
  notification_pace: NotificationPaceTable
  notification_return: NotificationReturnTable
  notification_told: NotificationToldTable
  notification_way: NotificationWayTable
  oidc_logout: OidcLogoutTable
  oidc_logout_token: OidcLogoutTokenTable
  oidc_request: OidcRequestTable
  organisation: OrganisationTable
  pending_assignment: PendingAssignmentTable
  posting: PostingTable
  posting_seen: PostingSeenTable
  project: ProjectTable
  provisioning_place: ProvisioningPlaceTable
  provisioning_record: ProvisioningRecordTable
  provisioning_step: ProvisioningStepTable
  provisioning_target: ProvisioningTargetTable
  question: QuestionTable
  reconciliation: ReconciliationTable
  reconciliation_finding: ReconciliationFindingTable
  reminder: ReminderTable
  reminder_ladder: ReminderLadderTable
  reminder_recipient: ReminderRecipientTable
  removal_hold: RemovalHoldTable
  removal_hold_person: RemovalHoldPersonTable
  resignation: ResignationTable
  role: RoleTable
  role_access: RoleAccessTable
  role_ending: RoleEndingTable
  role_mail: RoleMailTable
  role_mail_recipient: RoleMailRecipientTable
  role_quality_count: RoleQualityCountTable
  role_quality_day: RoleQualityDayTable
  role_vacancy: RoleVacancyTable
  role_version: RoleVersionTable
  rollout: RolloutTable
  saml_assertion: SamlAssertionTable
  saml_logout: SamlLogoutTable
  saml_metadata: SamlMetadataTable
  saml_request: SamlRequestTable
  server_report: ServerReportTable
  session: SessionTable
  sso_key: SsoKeyTable
  sso_token: SsoTokenTable
  task: TaskTable
  task_answer: TaskAnswerTable
  task_template: TaskTemplateTable
  task_template_appendix: TaskTemplateAppendixTable
  task_template_link: TaskTemplateLinkTable
  task_template_version: TaskTemplateVersionTable
  template_import: TemplateImportTable
  user_account: UserAccountTable
  watched_certificate: WatchedCertificateTable
  watched_place: WatchedPlaceTable
  welcome_place: WelcomePlaceTable
}
