import { Migration } from '@mikro-orm/migrations';
import { BALLOT_SCHEMA } from './sql/ballot.sql.ts';
import { GRANTS } from './sql/grants.sql.ts';
import { POLICY_FUNCTIONS } from './sql/policy-functions.sql.ts';
import { SEARCH } from './sql/search.sql.ts';
import { VIEWS } from './sql/views.sql.ts';

/** Generated from the entities. */
export class Migration0001Initial extends Migration {
  override up(): void {
    this.addSql(POLICY_FUNCTIONS);
    this.addSql(`create table "account" ("id" uuid not null, "org_path" text collate "C" not null, "login" varchar(100) collate "C" not null, "name" varchar(60) not null, "person_id" uuid null, "must_change_password" boolean not null default true, "disabled" boolean not null default false, "created_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "account_path" on "account" ("org_path");
create index "account_person" on "account" ("person_id");
alter table "account" add constraint "account_login" unique ("login");

create table "action_item" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "grade" varchar(64) not null, "rule" varchar(64) not null, "action" varchar(20) not null, "role" varchar(64) null, "due" varchar(10) null, "state" varchar(8) not null, "done_on" varchar(10) null, "record" text not null default '', "amount" varchar(400) null, "partners" jsonb null, "undecided" boolean not null default false, "talk" jsonb null, "problem_id" uuid null, "version" int not null default 1, primary key ("host_id", "id"));
create index "action_item_cycle" on "action_item" ("cycle_id", "state");
alter table "action_item" add constraint "action_item_once" unique ("host_id", "assessee_id", "rule");

create table "agenda_item" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "meeting_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "position" int not null, "mode" varchar(10) not null, "spoken_seconds" int null, "done" boolean not null default false, "questions" jsonb not null default '[]', "version" int not null default 1, primary key ("host_id", "id"));
alter table "agenda_item" add constraint "agenda_item_once" unique ("host_id", "meeting_id", "assessee_id");

create table "appointment" ("id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "org_id" uuid not null, "person_id" uuid not null, "post" varchar(40) not null, "from_day" varchar(10) not null, "to_day" varchar(10) null, "version" int not null default 1, primary key ("id"));
create index "appointment_path" on "appointment" ("org_path");
create index "appointment_person" on "appointment" ("person_id");
create index "appointment_org" on "appointment" ("org_id");

create table "assessee" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "org_id" uuid not null, "person_id" uuid not null, "appointment_id" uuid null, "org_name" varchar(120) not null, "org_kind" varchar(40) not null default '', "person_name" varchar(60) not null, "post" varchar(40) not null, "path_then" text not null, "included" boolean not null, "reason_code" varchar(60) not null default '', "reason" text not null default '', "position" int not null default 0, "facts" jsonb not null, "listed_to" text collate "C" not null default '', "version" int not null default 1, primary key ("host_id", "id"));
create index "assessee_cycle" on "assessee" ("cycle_id", "position");
create index "assessee_person" on "assessee" ("person_id");
create index "assessee_path" on "assessee" ("org_path");
create index "assessee_id" on "assessee" ("id");
alter table "assessee" add constraint "assessee_once" unique ("host_id", "cycle_id", "org_id", "person_id");

create table "audit_entry" ("id" uuid not null, "org_path" text collate "C" not null, "at" timestamptz(6) not null, "action" varchar(100) not null, "subject_type" varchar(60) not null, "subject_id" varchar(100) not null, "actor" varchar(100) not null, "bytes" text not null, "hash" varchar(64) not null, primary key ("id"));
create index "audit_entry_path" on "audit_entry" ("org_path", "at");
create index "audit_entry_at" on "audit_entry" ("at", "id");
create index "audit_entry_subject" on "audit_entry" ("subject_type", "subject_id");

create table "audit_chain" ("seq" bigint not null, "entry_id" uuid not null, "hash" varchar(64) not null, primary key ("seq"));
alter table "audit_chain" add constraint "audit_chain_entry" unique ("entry_id");

create table "audit_pending" ("entry_id" uuid not null, "at" timestamptz(6) not null, primary key ("entry_id"));

create table "commitment" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "org_id" uuid not null, "org_name" varchar(120) not null, "person_name" varchar(60) not null, "number" int not null, "kind" varchar(14) not null default 'promise', "text" text not null, "state" varchar(12) not null, "note" text not null default '', "version" int not null default 1, primary key ("host_id", "id"));
create index "commitment_cycle" on "commitment" ("cycle_id");
alter table "commitment" add constraint "commitment_number" unique ("host_id", "assessee_id", "number");

create table "credential" ("account_id" uuid not null, "password_hash" varchar(200) not null, "changed_at" timestamptz not null, primary key ("account_id"));

create table "cycle" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "published_to" text collate "C" not null default '', "period" varchar(16) not null, "year" int not null, "title" varchar(120) not null, "host_name" varchar(120) not null, "period_start" varchar(10) not null, "period_end" varchar(10) not null, "stage" varchar(20) not null, "calendar" jsonb not null, "schemes" jsonb not null, "previous_cycle_id" uuid null, "programme_id" uuid null, "own_days" jsonb null, "publicity_from" varchar(10) null, "publicity_ends" varchar(10) null, "confirmed_at" timestamptz null, "version" int not null default 1, primary key ("host_id", "id"));
create index "cycle_path" on "cycle" ("org_path", "year");
create index "cycle_id" on "cycle" ("id");
create index "cycle_programme" on "cycle" ("programme_id");
alter table "cycle" add constraint "cycle_once" unique ("host_id", "period");

create table "demo_clock" ("id" int not null, "shown_at" timestamptz not null, "set_at" timestamptz not null, "frozen" boolean not null default false, primary key ("id"));
alter table "demo_clock" add constraint "demo_clock_one_row" check (id = 1);

create table "effective_scheme" ("hash" varchar(64) not null, "sector" varchar(40) collate "C" not null, "engine" varchar(20) not null, "scheme" jsonb not null, "provenance" jsonb not null, "layers" jsonb not null, primary key ("hash"));

create table "elector" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "meeting_id" uuid not null, "person_id" uuid null, "name" varchar(60) not null, "unit" varchar(120) not null default '', "groups" jsonb not null, "subject" uuid null, "related" jsonb not null, "tickets" jsonb not null, "entry" varchar(10) not null default 'none', "version" int not null default 1, primary key ("host_id", "id"));
create index "elector_meeting" on "elector" ("meeting_id", "name");
create index "elector_person" on "elector" ("person_id");

create table "event_record" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "question" varchar(64) not null, "owner_role" varchar(64) not null, "matter" varchar(200) not null, "day" varchar(10) not null, "points" varchar(40) not null, "level" varchar(64) null, "actor" varchar(64) null, "note" text not null default '', "files" jsonb not null, "entered_name" varchar(60) not null default '', "withdrawn" boolean not null default false, "withdrawn_reason" text not null default '', "version" int not null default 1, primary key ("host_id", "id"));
create index "event_record_assessee" on "event_record" ("assessee_id");
create index "event_record_cycle" on "event_record" ("cycle_id");
create index "event_record_id" on "event_record" ("id");

create table "idempotency_key" ("id" varchar(64) not null, "request_hash" varchar(64) not null, "status" int null, "body" jsonb null, "created_at" timestamptz not null, primary key ("id"));
create index "idempotency_key_created_at_index" on "idempotency_key" ("created_at");

create table "idempotent_act" ("id" varchar(64) not null, primary key ("id"));

create table "installation" ("id" uuid not null, "is_demo" boolean not null default false, "created_at" timestamptz not null, primary key ("id"));

create table "job" ("id" uuid not null, "org_path" text collate "C" not null, "kind" varchar(60) not null, "payload" jsonb not null, "account_id" uuid null, "person_id" uuid null, "state" varchar(20) not null, "done" int not null default 0, "total" int null, "code" varchar(100) null, "params" jsonb null, "result_file_id" uuid null, "attempts" int not null default 0, "cancel_asked" boolean not null default false, "leased_by" uuid null, "leased_until" timestamptz null, "created_at" timestamptz not null, "started_at" timestamptz null, "ended_at" timestamptz null, primary key ("id"));
create index "job_queue" on "job" ("state", "created_at");
create index "job_path" on "job" ("org_path", "created_at");
create index "job_person" on "job" ("person_id", "created_at");

create table "leader_comment" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "meeting_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "speaker" varchar(60) not null, "text" text not null, "problems" jsonb not null, "version" int not null default 1, primary key ("host_id", "id"));
alter table "leader_comment" add constraint "leader_comment_once" unique ("host_id", "meeting_id", "assessee_id");

create table "letter" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid null, "person_id" uuid null, "kind" varchar(12) not null, "number" varchar(60) not null, "file_id" uuid not null, "pdf_id" uuid null, "issued_on" varchar(10) not null, "received_on" varchar(10) null, "version" int not null default 1, primary key ("host_id", "id"));
create index "letter_cycle" on "letter" ("cycle_id", "kind");

create table "login_failure" ("id" varchar(64) not null, "failures" int not null, "since" timestamptz not null, primary key ("id"));
create index "login_failure_since" on "login_failure" ("since");

create table "meeting" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "published_to" text collate "C" not null default '', "cycle_id" uuid not null, "sectors" jsonb not null, "title" varchar(120) not null, "place" varchar(120) not null default '', "starts_at" timestamptz not null, "phase" varchar(20) not null, "draw_seed" varchar(40) not null default '', "groups" jsonb not null, "confirmations" jsonb not null, "grouping" jsonb not null, "round_phases" jsonb not null, "waves" jsonb not null, "seal_root" varchar(64) not null default '', "counts" jsonb null, "plan" jsonb null, "login" boolean not null default false, "observers" jsonb not null default '[]', "paper" jsonb not null, "version" int not null default 1, primary key ("host_id", "id"));
create index "meeting_cycle" on "meeting" ("cycle_id");
create index "meeting_path" on "meeting" ("org_path");

create table "named_ballot" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "meeting_id" uuid not null, "voter_id" uuid not null, "round" varchar(40) not null, "choices" jsonb not null, "cast_at" timestamptz not null, "replaced" int not null default 0, "version" int not null default 1, primary key ("host_id", "id"));
create index "named_ballot_meeting" on "named_ballot" ("meeting_id");
alter table "named_ballot" add constraint "named_ballot_once" unique ("host_id", "voter_id", "round");

create table "named_voter" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "meeting_id" uuid not null, "group_id" varchar(64) not null, "name" varchar(60) not null, "elector_id" uuid null, "present" boolean not null default false, "slip_hash" varchar(64) not null, "version" int not null default 1, primary key ("host_id", "id"));
alter table "named_voter" add constraint "named_voter_slip" unique ("host_id", "meeting_id", "slip_hash");

create table "objection" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "raised_name" varchar(60) not null, "text" text not null, "raised_at" timestamptz not null, "state" varchar(12) not null, "decision" text not null default '', "decided_by" varchar(60) not null default '', "version" int not null default 1, primary key ("host_id", "id"));
create index "objection_cycle" on "objection" ("cycle_id", "state");

create table "officer_score" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "node" varchar(64) not null, "owner_role" varchar(64) not null, "item" varchar(64) not null default '', "value" varchar(64) not null, "note" text not null default '', "files" jsonb not null, "taken_from" uuid null, "entered_by" uuid null, "entered_name" varchar(60) not null default '', "version" int not null default 1, primary key ("host_id", "id"));
create index "officer_score_cycle" on "officer_score" ("cycle_id", "node");
create index "officer_score_assessee" on "officer_score" ("assessee_id");
alter table "officer_score" add constraint "officer_score_once" unique ("host_id", "assessee_id", "node", "item");

create table "opinion" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "achievements" text not null, "problems" text not null, "demands" text not null default '', "state" varchar(12) not null, "approved_by" varchar(60) not null default '', "version" int not null default 1, primary key ("host_id", "id"));
create index "opinion_cycle" on "opinion" ("cycle_id");
alter table "opinion" add constraint "opinion_once" unique ("host_id", "assessee_id");

create table "organisation" ("id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "published_to" text collate "C" not null default '', "parent_id" uuid null, "code" varchar(40) collate "C" not null default '', "name" varchar(120) collate "C" not null, "short_name" varchar(40) collate "C" not null, "pinyin" varchar(240) not null default '', "short_pinyin" varchar(240) collate "C" not null default '', "short_initials" varchar(120) collate "C" not null default '', "kind" varchar(40) not null, "position" int not null default 0, "opens_on" varchar(10) not null, "closed_on" varchar(10) null, "version" int not null default 1, primary key ("id"));
create index "organisation_parent" on "organisation" ("parent_id", "position");
alter table "organisation" add constraint "organisation_path_key" unique ("org_path");

create table "organisation_change" ("id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "published_to" text collate "C" not null default '', "org_id" uuid not null, "reorganisation_id" uuid not null, "kind" varchar(20) not null, "on_day" varchar(10) not null, "at" timestamptz(6) not null, "reason" text not null default '', "by_name" varchar(60) not null, "name_before" varchar(120) not null, "short_before" varchar(40) not null, "name_after" varchar(120) not null, "other_id" uuid null, "other_name" varchar(120) not null default '', "before_name" varchar(120) not null default '', "path_then" text collate "C" not null default '', primary key ("id"));
create index "organisation_change_org" on "organisation_change" ("org_id", "on_day");
create index "organisation_change_path" on "organisation_change" ("org_path");
create index "organisation_change_then" on "organisation_change" ("path_then");

create table "organisation_edge" ("id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "org_id" uuid not null, "superior_id" uuid not null, "line" varchar(10) not null, "from_day" varchar(10) not null, "to_day" varchar(10) null, primary key ("id"));
create index "organisation_edge_org" on "organisation_edge" ("org_id", "line");
create index "organisation_edge_superior" on "organisation_edge" ("superior_id", "line");

create table "org_import" ("id" uuid not null, "org_path" text collate "C" not null, "org_id" uuid not null, "account_id" uuid null, "file_name" varchar(200) not null, "sheet" varchar(100) not null, "header_row" int not null, "columns" jsonb not null, "extra" jsonb not null, "skipped" jsonb not null, "counts" jsonb not null, "state" varchar(10) not null, "job_id" uuid null, "created_at" timestamptz not null, "imported_at" timestamptz null, "undo_until" timestamptz null, "version" int not null default 1, primary key ("id"));
create index "org_import_path" on "org_import" ("org_path", "created_at");

create table "org_import_part" ("id" uuid not null, "org_path" text collate "C" not null, "import_id" uuid not null, "kind" varchar(10) not null, "position" int not null, "counts" jsonb not null, "last_row" int not null, "rows" json not null, "acts" json not null, primary key ("id"));
alter table "org_import_part" add constraint "org_import_part_key" unique ("import_id", "kind", "position");

create table "outbox" ("id" uuid not null, "org_path" text collate "C" not null, "host_id" uuid null, "type" varchar(100) not null, "key" varchar(200) not null, "payload" jsonb not null, "at" timestamptz(6) not null, primary key ("id"));
create index "outbox_at" on "outbox" ("at");

create table "outbox_seen" ("consumer" varchar(100) not null, "key" varchar(300) not null, "at" timestamptz not null, primary key ("consumer", "key"));

create table "paper_batch" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "meeting_id" uuid not null, "round" varchar(64) not null, "voter_class" varchar(64) not null, "number" int not null, "size" int not null, "first" jsonb null, "second" jsonb null, "look" jsonb null, "settled_by" jsonb not null, "scan" uuid null, "counted" boolean not null default false, "version" int not null default 1, primary key ("host_id", "id"));
create index "paper_batch_path" on "paper_batch" ("org_path");
alter table "paper_batch" add constraint "paper_batch_number" unique ("host_id", "meeting_id", "round", "voter_class", "number");

create table "person" ("id" uuid not null, "org_path" text collate "C" not null, "name" varchar(60) not null, "pinyin" varchar(200) not null default '', "initials" varchar(60) not null default '', "staff_number" varchar(40) not null default '', "sex" varchar(10) not null default '', "version" int not null default 1, primary key ("id"));
create index "person_path" on "person" ("org_path", "pinyin");

create table "plain_http_word" ("id" uuid not null, "sentence" varchar(300) not null, "given_by" varchar(60) not null, "given_at" timestamptz not null, "taken_back_by" varchar(60) null, "taken_back_at" timestamptz null, primary key ("id"));

create table "problem" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "org_id" uuid not null, "org_name" varchar(120) not null, "person_name" varchar(60) not null, "number" int not null, "source" varchar(12) not null, "source_key" varchar(120) not null, "title" varchar(200) not null, "detail" text not null default '', "state" varchar(12) not null, "cause" text not null default '', "measure" text not null default '', "owner" varchar(60) not null default '', "answerable" varchar(60) not null default '', "level" varchar(10) null, "deadline" varchar(10) null, "found_on" varchar(10) not null, "closed_on" varchar(10) null, "closed_by" varchar(60) not null default '', "carried_from" uuid null, "repeat_of" uuid null, "reopened" int not null default 0, "common_id" uuid null, "spot_draw" uuid null, "spot" varchar(6) null, "asked" int null, "satisfied" int null, "proofs" int not null default 0, "entries" int not null default 0, "place" varchar(11) collate "C" not null, "version" int not null default 1, primary key ("host_id", "id"));
create index "problem_cycle" on "problem" ("cycle_id", "place", "id");
create index "problem_org" on "problem" ("org_id", "cycle_id");
create index "problem_carried" on "problem" ("carried_from");
create index "problem_common" on "problem" ("common_id");
create index "problem_assessee" on "problem" ("assessee_id");
create index "problem_path" on "problem" ("org_path");
alter table "problem" add constraint "problem_source" unique ("host_id", "cycle_id", "source_key");

create table "problem_entry" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "problem_id" uuid not null, "person_id" uuid not null, "number" int not null, "kind" varchar(12) not null, "text" text not null default '', "files" jsonb not null, "by_name" varchar(60) not null, "by_account" uuid null, "at" timestamptz not null, primary key ("host_id", "id"));
alter table "problem_entry" add constraint "problem_entry_number" unique ("host_id", "problem_id", "number");

create table "programme" ("id" uuid not null, "org_path" text collate "C" not null, "published_to" text collate "C" not null default '', "org_id" uuid not null, "owner_name" varchar(120) not null, "year" int not null, "title" varchar(120) not null, "number" varchar(60) not null default '', "tag" varchar(20) not null, "state" varchar(12) not null, "sectors" jsonb not null, "period_start" varchar(10) not null, "period_end" varchar(10) not null, "note" text not null default '', "questions" jsonb not null, "calendar" jsonb not null, "host_ids" jsonb not null, "changes" jsonb not null default '[]', "issued_at" timestamptz null, "withdrawn_at" timestamptz null, "withdraw_reason" text not null default '', "version" int not null default 1, primary key ("id"));
create index "programme_owner" on "programme" ("org_id", "year");
create index "programme_path" on "programme" ("org_path");

create table "programme_host" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "programme_id" uuid not null, "host_name" varchar(120) not null, "noted_at" timestamptz null, "noted_by" varchar(60) not null default '', "seen_changes" int not null default 0, "version" int not null default 1, primary key ("host_id", "id"));
create index "programme_host_path" on "programme_host" ("org_path");
alter table "programme_host" add constraint "programme_host_once" unique ("programme_id", "host_id");

create table "programme_reminder" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "programme_id" uuid not null, "stage" varchar(20) not null, "day" varchar(10) not null, "at" timestamptz not null, "by" varchar(60) not null, "note" varchar(200) not null default '', "version" int not null default 1, primary key ("host_id", "id"));
alter table "programme_reminder" add constraint "programme_reminder_daily" unique ("programme_id", "host_id", "day");

create table "rehearsal" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "meeting_id" uuid not null, "phase" varchar(20) not null, "started_at" timestamptz not null, "started_by" varchar(60) not null, "walk_in" varchar(64) not null default '', "fingerprint" varchar(20) not null default '', "certificate" jsonb null, "version" int not null default 1, primary key ("host_id", "id"));
create index "rehearsal_meeting" on "rehearsal" ("meeting_id");

create table "reminder" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "subject_id" uuid not null default '00000000-0000-0000-0000-000000000000', "state" varchar(20) not null, "step_index" int not null, "role" varchar(60) not null default '', "due" varchar(10) not null, "day" varchar(10) not null, "at" timestamptz not null, "by" varchar(60) not null, "note" varchar(200) not null default '', primary key ("host_id", "id"));
create index "reminder_cycle" on "reminder" ("cycle_id", "day");
create index "reminder_assessee" on "reminder" ("assessee_id", "at");
create index "reminder_subject" on "reminder" ("subject_id", "at");
alter table "reminder" add constraint "reminder_daily" unique ("host_id", "assessee_id", "subject_id", "day");

create table "reorganisation" ("id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "org_id" uuid not null, "act" jsonb not null, "asked_name" varchar(60) not null, "asked_at" timestamptz not null, "done_at" timestamptz null, primary key ("id"));
create index "reorganisation_path" on "reorganisation" ("org_path");

create table "report" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "published_to" text collate "C" not null default '', "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "person_name" varchar(60) not null, "org_name" varchar(120) not null, "position" int not null default 0, "state" varchar(12) not null, "step_index" int not null default 0, "round" int not null default 0, "sections" jsonb not null, "asked" jsonb not null, "words" int not null default 0, "current_version" int not null default 0, "submitted_at" timestamptz null, "step_since" timestamptz null, "handed_at" timestamptz null, "published_until" varchar(10) null, "blocking" int not null default 0, "advising" int not null default 0, "version" int not null default 1, primary key ("host_id", "id"));
create index "report_cycle" on "report" ("cycle_id", "state");
create index "report_path" on "report" ("org_path");
alter table "report" add constraint "report_once" unique ("host_id", "assessee_id");

create table "report_comment" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "report_id" uuid not null, "person_id" uuid not null, "section_id" varchar(64) not null, "anchor" jsonb not null, "text" text not null, "author_id" uuid null, "author_name" varchar(60) not null, "at" timestamptz not null, "resolved" boolean not null default false, "reply" text not null default '', "version" int not null default 1, primary key ("host_id", "id"));
create index "report_comment_report" on "report_comment" ("report_id");

create table "report_print" ("host_id" uuid not null, "report_id" uuid not null, "prints" int[] not null, primary key ("host_id", "report_id"));
create index "report_print_keys" on "report_print" using gin ("prints");

create table "report_proposal" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "report_id" uuid not null, "person_id" uuid not null, "section_id" varchar(64) not null, "start" int not null, "end" int not null, "old_text" text not null, "new_text" text not null, "reason" text not null default '', "version_number" int not null, "accepted_in" int null, "step_index" int not null, "state" varchar(10) not null default 'open', "author_id" uuid null, "author_name" varchar(60) not null, "at" timestamptz not null, "answer" text not null default '', "answered_at" timestamptz null, "version" int not null default 1, primary key ("host_id", "id"));
create index "report_proposal_report" on "report_proposal" ("report_id", "state");

create table "report_version" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "report_id" uuid not null, "person_id" uuid not null, "number" int not null, "kind" varchar(12) not null, "sections" jsonb not null, "unmatched" jsonb not null, "words" int not null, "measures" jsonb null, "hash" varchar(64) not null, "made_at" timestamptz not null, "made_by" varchar(60) not null, primary key ("host_id", "id"));
alter table "report_version" add constraint "report_version_number" unique ("host_id", "report_id", "number");

create table "result" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "published_to" text collate "C" not null default '', "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "org_id" uuid not null, "year" int not null, "period" varchar(16) not null, "number" int not null, "current" boolean not null, "state" varchar(12) not null, "scheme_hash" varchar(64) not null, "engine" varchar(40) not null, "computed_at" timestamptz not null, "inputs_hash" varchar(64) not null, "inputs" jsonb not null, "figures" jsonb not null, "score" varchar(400) null, "computed_grade" varchar(64) null, "grade" varchar(64) null, "reason" text not null default '', "decided_by" varchar(60) not null default '', "moves" jsonb not null, "quota_reasons" jsonb not null, "version_reason" text not null default '', "chain" jsonb null, "stars" int null, "marks" jsonb null, "final_on" varchar(10) null, "version" int not null default 1, primary key ("host_id", "id"));
create index "result_cycle" on "result" ("cycle_id", "current");
create index "result_person" on "result" ("person_id");
alter table "result" add constraint "result_number" unique ("host_id", "assessee_id", "number");

create table "role_grant" ("id" uuid not null, "account_id" uuid not null, "person_id" uuid null, "role" varchar(100) not null, "plugin" varchar(40) not null default '', "org_path" text collate "C" not null, "sectors" jsonb not null, "from_day" varchar(10) null, "to_day" varchar(10) null, "granted_by" uuid null, "created_at" timestamptz not null, "version" int not null default 1, primary key ("id"));
create index "role_grant_account" on "role_grant" ("account_id");
create index "role_grant_path" on "role_grant" ("org_path");

create table "roster" ("id" uuid not null, "org_path" text collate "C" not null, "org_id" uuid not null, "account_id" uuid null, "file_name" varchar(200) not null, "sheet" varchar(100) not null, "header_row" int not null, "columns" jsonb not null, "extra" jsonb not null, "not_stored" jsonb not null, "skipped" jsonb not null, "rows" jsonb not null, "counts" jsonb not null, "state" varchar(10) not null, "job_id" uuid null, "created_at" timestamptz not null, "imported_at" timestamptz null, "version" int not null default 1, primary key ("id"));
create index "roster_path" on "roster" ("org_path", "created_at");

create table "scheme_layer" ("id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "published_to" text collate "C" not null default '', "org_id" uuid not null, "year" int not null, "number" int not null, "state" varchar(12) not null, "tag" varchar(20) not null, "edits" jsonb not null, "constraints" jsonb not null, "lean" boolean not null default false, "upstream" jsonb not null, "published_at" timestamptz null, "note" text not null default '', "version" int not null default 1, primary key ("id"));
create index "scheme_layer_owner" on "scheme_layer" ("org_id", "sector", "year", "number");
create index "scheme_layer_path" on "scheme_layer" ("org_path");

create table "sector_enablement" ("id" uuid not null, "org_path" text collate "C" not null, "published_to" text collate "C" not null default '', "org_id" uuid not null, "sector" varchar(40) collate "C" not null, "plugin_version" varchar(40) not null, "from_day" varchar(10) not null, "to_day" varchar(10) null, "version" int not null default 1, primary key ("id"));
create index "sector_enablement_path" on "sector_enablement" ("org_path", "sector");

create table "session" ("id" uuid not null, "token_hash" varchar(64) not null, "account_id" uuid not null, "created_at" timestamptz not null, "seen_at" timestamptz not null, primary key ("id"));
create index "session_account" on "session" ("account_id");
create index "session_seen" on "session" ("seen_at");
alter table "session" add constraint "session_token" unique ("token_hash");

create table "sheet_columns" ("id" uuid not null, "org_path" text collate "C" not null, "org_id" uuid not null, "sheet" varchar(40) not null, "headers" jsonb not null, "version" int not null default 1, primary key ("id"));
alter table "sheet_columns" add constraint "sheet_columns_key" unique ("org_id", "sheet");

create table "spot_draw" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "number" int not null, "seed" varchar(10) not null, "share" double precision not null, "pool" jsonb not null, "drawn" jsonb not null, "held" int not null default 0, "failed" int not null default 0, "by_name" varchar(60) not null, "at" timestamptz not null, "version" int not null default 1, primary key ("host_id", "id"));
create index "spot_draw_cycle" on "spot_draw" ("cycle_id");
alter table "spot_draw" add constraint "spot_draw_number" unique ("host_id", "cycle_id", "sector", "number");

create table "stage_entry" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "cycle_id" uuid not null, "stage" varchar(20) not null, "number" int not null, "opened_at" timestamptz not null, "opened_by" varchar(60) not null, "reason" text not null default '', primary key ("host_id", "id"));
create index "stage_entry_cycle" on "stage_entry" ("cycle_id", "number");

create table "file" ("id" uuid not null, "org_path" text collate "C" not null, "person_id" uuid null, "name" varchar(200) not null, "size" int not null, "sha256" varchar(64) not null, "content_type" varchar(120) not null, "purpose" varchar(40) not null, "created_at" timestamptz not null, primary key ("id"));
create index "file_path" on "file" ("org_path", "created_at");
create index "file_person" on "file" ("person_id");

create table "tally" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "meeting_id" uuid not null, "assessee_id" uuid not null, "group_id" varchar(64) not null, "tally" jsonb not null, primary key ("host_id", "id"));
create index "tally_cycle" on "tally" ("cycle_id");
alter table "tally" add constraint "tally_once" unique ("host_id", "meeting_id", "assessee_id", "group_id");

create table "tolerance" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "cycle_id" uuid not null, "assessee_id" uuid not null, "person_id" uuid not null, "kind" varchar(8) not null, "event_id" uuid null, "place" varchar(64) not null, "item" varchar(64) not null default '', "matter" varchar(200) not null default '', "day" varchar(10) null, "points" varchar(64) not null, "ground" varchar(64) not null, "reason" text not null, "files" jsonb not null, "state" varchar(12) not null, "filed_by" varchar(60) not null, "filed_on" varchar(10) not null, "supports" boolean null, "opinion" text not null default '', "opinion_by" varchar(60) not null default '', "opinion_on" varchar(10) null, "opinion_due" varchar(10) null, "decision_due" varchar(10) null, "decision" text not null default '', "decided_by" varchar(60) not null default '', "decided_on" varchar(10) null, "result" int null, "version" int not null default 1, primary key ("host_id", "id"));
create index "tolerance_cycle" on "tolerance" ("cycle_id", "state");
create index "tolerance_assessee" on "tolerance" ("assessee_id");

create table "totp" ("account_id" uuid not null, "secret" varchar(200) not null, "confirmed_at" timestamptz null, "last_step" int not null default 0, "recovery" jsonb not null, "reset_by" uuid null, "reset_at" timestamptz null, primary key ("account_id"));

create table "vetting_act" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "sector" varchar(40) collate "C" not null, "report_id" uuid not null, "person_id" uuid not null, "round" int not null, "step_index" int not null, "act" varchar(10) not null, "version_number" int not null, "actor_id" uuid null, "actor_name" varchar(60) not null, "note" text not null default '', "at" timestamptz not null, primary key ("host_id", "id"));
create index "vetting_act_report" on "vetting_act" ("report_id", "round");

create table "vetting_deputy" ("host_id" uuid not null, "id" uuid not null, "org_path" text collate "C" not null, "cycle_id" uuid not null, "sector" varchar(40) collate "C" not null, "step_id" varchar(64) not null, "role" varchar(80) null, "person_id" uuid null, "person_name" varchar(60) not null default '', "version" int not null default 1, primary key ("host_id", "id"));
alter table "vetting_deputy" add constraint "vetting_deputy_once" unique ("host_id", "cycle_id", "sector", "step_id");

alter table "account" enable row level security;
alter table "account" force row level security;
create policy "scope" on "account" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "mine" on "account" for select using (person_id = (select app_person()));
alter table "action_item" enable row level security;
alter table "action_item" force row level security;
create policy "scope" on "action_item" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "action_item" for select using (person_id = (select app_person()));
alter table "agenda_item" enable row level security;
alter table "agenda_item" force row level security;
create policy "scope" on "agenda_item" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "mine" on "agenda_item" for select using (person_id = (select app_person()));
alter table "appointment" enable row level security;
alter table "appointment" force row level security;
create policy "scope" on "appointment" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "appointment" for select using (person_id = (select app_person()));
alter table "assessee" enable row level security;
alter table "assessee" force row level security;
create policy "scope" on "assessee" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "assessee" for select using (person_id = (select app_person()));
create policy "published" on "assessee" for select using (listed_to = any ((select app_circles())::text[]));
alter table "audit_entry" enable row level security;
alter table "audit_entry" force row level security;
create policy "add" on "audit_entry" for insert with check (true);
create policy "read" on "audit_entry" for select using ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "audit_chain" enable row level security;
alter table "audit_chain" force row level security;
create policy "add" on "audit_chain" for insert with check ((select app_system()));
create policy "read" on "audit_chain" for select using (true);
alter table "audit_pending" enable row level security;
alter table "audit_pending" force row level security;
create policy "add" on "audit_pending" for insert with check (true);
create policy "read" on "audit_pending" for select using ((select app_system()));
create policy "remove" on "audit_pending" for delete using ((select app_system()));
alter table "commitment" enable row level security;
alter table "commitment" force row level security;
create policy "scope_read" on "commitment" for select using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "scope_add" on "commitment" for insert with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "scope_change" on "commitment" for update using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine_read" on "commitment" for select using (person_id = (select app_person()));
create policy "mine_add" on "commitment" for insert with check (person_id = (select app_person()));
create policy "mine_change" on "commitment" for update using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "credential" enable row level security;
alter table "credential" force row level security;
create policy "system" on "credential" using ((select app_system())) with check ((select app_system()));
alter table "cycle" enable row level security;
alter table "cycle" force row level security;
create policy "scope" on "cycle" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "published" on "cycle" for select using (published_to = any ((select app_circles())::text[]));
alter table "demo_clock" enable row level security;
alter table "demo_clock" force row level security;
create policy "read" on "demo_clock" for select using (true);
create policy "write" on "demo_clock" using ((select app_system())) with check ((select app_system()));
alter table "effective_scheme" enable row level security;
alter table "effective_scheme" force row level security;
create policy "read" on "effective_scheme" for select using (true);
create policy "write" on "effective_scheme" using (true) with check (true);
alter table "elector" enable row level security;
alter table "elector" force row level security;
create policy "scope" on "elector" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "mine" on "elector" using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "event_record" enable row level security;
alter table "event_record" force row level security;
create policy "scope" on "event_record" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "event_record" for select using (person_id = (select app_person()));
alter table "idempotency_key" enable row level security;
alter table "idempotency_key" force row level security;
create policy "system" on "idempotency_key" using ((select app_system())) with check ((select app_system()));
alter table "idempotent_act" enable row level security;
alter table "idempotent_act" force row level security;
create policy "add" on "idempotent_act" for insert with check (true);
create policy "read" on "idempotent_act" for select using ((select app_system()));
create policy "remove" on "idempotent_act" for delete using ((select app_system()));
alter table "installation" enable row level security;
alter table "installation" force row level security;
create policy "read" on "installation" for select using (true);
create policy "write" on "installation" using ((select app_system())) with check ((select app_system()));
alter table "job" enable row level security;
alter table "job" force row level security;
create policy "scope" on "job" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "mine" on "job" using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "leader_comment" enable row level security;
alter table "leader_comment" force row level security;
create policy "scope" on "leader_comment" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "leader_comment" for select using (person_id = (select app_person()));
alter table "letter" enable row level security;
alter table "letter" force row level security;
create policy "scope" on "letter" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "letter" using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "login_failure" enable row level security;
alter table "login_failure" force row level security;
create policy "system" on "login_failure" using ((select app_system())) with check ((select app_system()));
alter table "meeting" enable row level security;
alter table "meeting" force row level security;
create policy "scope" on "meeting" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "published" on "meeting" for select using (published_to = any ((select app_circles())::text[]));
alter table "named_ballot" enable row level security;
alter table "named_ballot" force row level security;
create policy "scope" on "named_ballot" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "named_voter" enable row level security;
alter table "named_voter" force row level security;
create policy "scope" on "named_voter" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "objection" enable row level security;
alter table "objection" force row level security;
create policy "scope" on "objection" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "objection" using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "officer_score" enable row level security;
alter table "officer_score" force row level security;
create policy "scope" on "officer_score" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "officer_score" for select using (person_id = (select app_person()));
alter table "opinion" enable row level security;
alter table "opinion" force row level security;
create policy "scope" on "opinion" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "opinion" for select using (person_id = (select app_person()));
alter table "organisation" enable row level security;
alter table "organisation" force row level security;
create policy "scope" on "organisation" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "published" on "organisation" for select using (published_to = any ((select app_circles())::text[]));
alter table "organisation_change" enable row level security;
alter table "organisation_change" force row level security;
create policy "scope" on "organisation_change" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "published" on "organisation_change" for select using (published_to = any ((select app_circles())::text[]));
alter table "organisation_edge" enable row level security;
alter table "organisation_edge" force row level security;
create policy "scope" on "organisation_edge" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
alter table "org_import" enable row level security;
alter table "org_import" force row level security;
create policy "scope" on "org_import" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "org_import_part" enable row level security;
alter table "org_import_part" force row level security;
create policy "scope" on "org_import_part" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "outbox" enable row level security;
alter table "outbox" force row level security;
create policy "add" on "outbox" for insert with check (true);
create policy "system" on "outbox" using ((select app_system())) with check ((select app_system()));
alter table "outbox_seen" enable row level security;
alter table "outbox_seen" force row level security;
create policy "system" on "outbox_seen" using ((select app_system())) with check ((select app_system()));
alter table "paper_batch" enable row level security;
alter table "paper_batch" force row level security;
create policy "scope" on "paper_batch" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "person" enable row level security;
alter table "person" force row level security;
create policy "scope" on "person" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "mine" on "person" for select using (id = (select app_person()));
alter table "plain_http_word" enable row level security;
alter table "plain_http_word" force row level security;
create policy "read" on "plain_http_word" for select using (true);
create policy "write" on "plain_http_word" using (true) with check (true);
alter table "problem" enable row level security;
alter table "problem" force row level security;
create policy "scope_read" on "problem" for select using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "scope_add" on "problem" for insert with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "scope_change" on "problem" for update using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine_read" on "problem" for select using (person_id = (select app_person()));
create policy "mine_add" on "problem" for insert with check (person_id = (select app_person()));
create policy "mine_change" on "problem" for update using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "problem_entry" enable row level security;
alter table "problem_entry" force row level security;
create policy "scope_read" on "problem_entry" for select using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "scope_add" on "problem_entry" for insert with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine_read" on "problem_entry" for select using (person_id = (select app_person()));
create policy "mine_add" on "problem_entry" for insert with check (person_id = (select app_person()));
create policy "follow" on "problem_entry" for update using ((select app_system())) with check ((select app_system()));
alter table "programme" enable row level security;
alter table "programme" force row level security;
create policy "scope" on "programme" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "published" on "programme" for select using (published_to = any ((select app_circles())::text[]));
create policy "addressed" on "programme" for select using (published_to <> '' and exists (select 1 from programme_host h where h.programme_id = programme.id));
alter table "programme_host" enable row level security;
alter table "programme_host" force row level security;
create policy "scope" on "programme_host" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "programme_reminder" enable row level security;
alter table "programme_reminder" force row level security;
create policy "scope" on "programme_reminder" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "rehearsal" enable row level security;
alter table "rehearsal" force row level security;
create policy "scope" on "rehearsal" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "reminder" enable row level security;
alter table "reminder" force row level security;
create policy "scope" on "reminder" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "reminder" for select using (person_id = (select app_person()));
alter table "reorganisation" enable row level security;
alter table "reorganisation" force row level security;
create policy "scope" on "reorganisation" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
alter table "report" enable row level security;
alter table "report" force row level security;
create policy "scope" on "report" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "report" using (person_id = (select app_person())) with check (person_id = (select app_person()));
create policy "published" on "report" for select using (published_to = any ((select app_circles())::text[]));
alter table "report_comment" enable row level security;
alter table "report_comment" force row level security;
create policy "scope" on "report_comment" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "report_comment" using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "report_print" enable row level security;
alter table "report_print" force row level security;
create policy "system" on "report_print" using ((select app_system())) with check ((select app_system()));
alter table "report_proposal" enable row level security;
alter table "report_proposal" force row level security;
create policy "scope" on "report_proposal" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "report_proposal" using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "report_version" enable row level security;
alter table "report_version" force row level security;
create policy "scope" on "report_version" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "report_version" using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "result" enable row level security;
alter table "result" force row level security;
create policy "scope" on "result" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "result" for select using (person_id = (select app_person()));
create policy "published" on "result" for select using (published_to = any ((select app_circles())::text[]));
alter table "role_grant" enable row level security;
alter table "role_grant" force row level security;
create policy "scope" on "role_grant" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "mine" on "role_grant" for select using (person_id = (select app_person()));
alter table "roster" enable row level security;
alter table "roster" force row level security;
create policy "scope" on "roster" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "scheme_layer" enable row level security;
alter table "scheme_layer" force row level security;
create policy "scope" on "scheme_layer" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "published" on "scheme_layer" for select using (published_to = any ((select app_circles())::text[]));
alter table "sector_enablement" enable row level security;
alter table "sector_enablement" force row level security;
create policy "scope" on "sector_enablement" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "published" on "sector_enablement" for select using (published_to = any ((select app_circles())::text[]));
alter table "session" enable row level security;
alter table "session" force row level security;
create policy "system" on "session" using ((select app_system())) with check ((select app_system()));
alter table "sheet_columns" enable row level security;
alter table "sheet_columns" force row level security;
create policy "scope" on "sheet_columns" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "spot_draw" enable row level security;
alter table "spot_draw" force row level security;
create policy "scope_read" on "spot_draw" for select using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "scope_add" on "spot_draw" for insert with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "scope_change" on "spot_draw" for update using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
alter table "stage_entry" enable row level security;
alter table "stage_entry" force row level security;
create policy "scope" on "stage_entry" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
alter table "file" enable row level security;
alter table "file" force row level security;
create policy "scope" on "file" using ((select app_system()) or org_path ^@ any ((select app_paths())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_paths())::text[]));
create policy "mine" on "file" using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "tally" enable row level security;
alter table "tally" force row level security;
create policy "scope" on "tally" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
alter table "tolerance" enable row level security;
alter table "tolerance" force row level security;
create policy "scope_read" on "tolerance" for select using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "scope_add" on "tolerance" for insert with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "scope_change" on "tolerance" for update using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine_read" on "tolerance" for select using (person_id = (select app_person()));
create policy "mine_add" on "tolerance" for insert with check (person_id = (select app_person()));
create policy "mine_change" on "tolerance" for update using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "totp" enable row level security;
alter table "totp" force row level security;
create policy "system" on "totp" using ((select app_system())) with check ((select app_system()));
alter table "vetting_act" enable row level security;
alter table "vetting_act" force row level security;
create policy "scope" on "vetting_act" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));
create policy "mine" on "vetting_act" using (person_id = (select app_person())) with check (person_id = (select app_person()));
alter table "vetting_deputy" enable row level security;
alter table "vetting_deputy" force row level security;
create policy "scope" on "vetting_deputy" using ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[])) with check ((select app_system()) or org_path ^@ any ((select app_scope_all())::text[]) or ((sector || ':') || org_path) ^@ any ((select app_scope_sector())::text[]));`);
    this.addSql(GRANTS);
    this.addSql(VIEWS);
    this.addSql(BALLOT_SCHEMA);
    this.addSql(SEARCH);
  }
}
