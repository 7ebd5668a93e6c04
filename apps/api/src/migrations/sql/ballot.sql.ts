/**
 * The ballot side: a schema of its own that the login `app` cannot enter. No time stamp, no sequence, no network address, no trace id
 * and no reference to a person or an account may stand in it (a test reads the catalogue). Slips are kept as hashes, in shuffled order;
 * `slip` belongs to the stamping of envelopes and is closed to the login `ballot`, which takes tickets in (security 2.4). A slip's `wave` is 0 at check-in and counts the waves of late-comers;
 * `rounds` is what it is for, all rounds of its class while null, and once it is used the rounds for which it took tickets (ADR 0010).
 * `tickets` is null for a slip drawn from a box, which is for all rounds of its class, and names `round/class` one by one where not everybody of a class rates everybody (ADR 0021).
 * `receipt_key` is the public half of the key to a meeting's receipts, made when voting opens; its private half stands in `receipt_lock` for the scrutineers only. `intake.receipt` is locked with it, by way of a point of `receipt_point` (ADR 0029).
 * A rehearsal has a box of its own kind, and a trigger lets only a box of the kind `real` be sealed (ADR 0011).
 */
export const BALLOT_SCHEMA = `
create schema ballot;
revoke all on schema ballot from public;
grant usage on schema ballot to shuping_ballot, shuping_seal;

create table ballot.box (
  meeting uuid primary key,
  check_in text not null check (check_in in ('waiting', 'open', 'closed')),
  fingerprint text not null,
  receipt_key text not null default '',
  receipt_lock text not null default '',
  kind text not null default 'real' check (kind in ('real', 'rehearsal')),
  wave smallint not null default 0
);

create table ballot.round (
  meeting uuid not null,
  round text not null,
  phase text not null check (phase in ('waiting', 'voting', 'closed', 'sealed')),
  form jsonb not null,
  primary key (meeting, round)
);

create table ballot.key (
  meeting uuid not null,
  round text not null,
  class text not null,
  n text not null,
  locked bytea,
  primary key (meeting, round, class)
);

create table ballot.slip (
  meeting uuid not null,
  class text not null,
  slip_hash bytea not null,
  request_hash bytea,
  replacement boolean not null default false,
  wave smallint not null default 0,
  rounds text[],
  tickets text[],
  primary key (meeting, slip_hash)
);

create table ballot.intake (
  meeting uuid not null,
  round text not null,
  class text not null,
  ticket_hash bytea not null,
  body_hash bytea not null,
  ticket bytea not null,
  signature bytea not null,
  receipt bytea not null,
  choices text not null,
  primary key (meeting, round, ticket_hash)
);

create table ballot.receipt_point (
  meeting uuid not null,
  point bytea not null,
  primary key (meeting, point)
);

create table ballot.paper_entry (
  meeting uuid not null,
  round text not null,
  batch uuid not null,
  entry uuid not null,
  content text not null,
  primary key (meeting, entry)
);

create table ballot.paper_batch (
  meeting uuid not null,
  round text not null,
  batch uuid not null,
  primary key (meeting, batch)
);

create table ballot.paper_sheet (
  meeting uuid not null,
  round text not null,
  class text not null,
  choices text not null
);
create index paper_sheet_meeting on ballot.paper_sheet (meeting, round);

create table ballot.sealed (
  meeting uuid not null,
  class text not null,
  subject uuid not null,
  marks jsonb not null
);
create index sealed_meeting on ballot.sealed (meeting, subject);

create table ballot.seal_file (
  meeting uuid primary key,
  file jsonb not null,
  recount text,
  remarks jsonb not null default '{}'
);

create function ballot.only_real() returns trigger language plpgsql as $$
begin
  if not exists (select 1 from ballot.box b where b.meeting = new.meeting and b.kind = 'real') then
    raise exception using errcode = 'restrict_violation', message = 'only a real box is sealed';
  end if;
  return new;
end $$;
create trigger only_real before insert or update on ballot.seal_file for each row execute function ballot.only_real();

create table ballot.plain_http (
  one boolean primary key default true check (one),
  allowed boolean not null
);

grant select on ballot.box, ballot.round, ballot.plain_http to shuping_ballot;
grant select (meeting, round, class, n) on ballot.key to shuping_ballot;
grant insert on ballot.intake, ballot.receipt_point to shuping_ballot;
grant select (meeting, round, ticket_hash, body_hash) on ballot.intake to shuping_ballot;

grant select, insert, update on ballot.box, ballot.round to shuping_seal;
grant delete on ballot.box, ballot.round to shuping_seal;
grant select, insert, update on ballot.plain_http to shuping_seal;
grant select, insert, update, delete on ballot.key, ballot.slip to shuping_seal;
grant select, delete on ballot.intake, ballot.receipt_point to shuping_seal;
grant select, insert, delete on ballot.paper_entry, ballot.paper_batch, ballot.paper_sheet to shuping_seal;
grant select, insert on ballot.sealed, ballot.seal_file to shuping_seal;
`;
