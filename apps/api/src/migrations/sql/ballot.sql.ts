/**
 * The ballot side: a schema of its own that the login `app` cannot enter. No time stamp, no sequence, no network address, no trace id
 * and no reference to a person or an account may stand in it (a test reads the catalogue). Tokens are kept as hashes, issued in shuffled order.
 */
export const BALLOT_SCHEMA = `
create schema ballot;
revoke all on schema ballot from public;
grant usage on schema ballot to shuping_ballot, shuping_seal;

create table ballot.round (
  meeting uuid not null,
  round text not null,
  phase text not null check (phase in ('waiting', 'voting', 'closed', 'sealed')),
  form jsonb not null,
  receipt_key text not null,
  primary key (meeting, round)
);

create table ballot.issued (
  meeting uuid not null,
  round text not null,
  class text not null,
  token_hash text collate "C" not null,
  primary key (meeting, round, token_hash)
);

create table ballot.intake (
  meeting uuid not null,
  round text not null,
  class text not null,
  token_hash text collate "C" not null,
  body_hash text not null,
  choices jsonb not null,
  primary key (meeting, round, token_hash)
);

create table ballot.sealed (
  meeting uuid not null,
  class text not null,
  subject uuid not null,
  marks jsonb not null
);
create index sealed_meeting on ballot.sealed (meeting, subject);

create table ballot.seal_file (
  meeting uuid primary key,
  file jsonb not null
);

grant select (meeting, round, phase, form, receipt_key) on ballot.round to shuping_ballot;
grant select on ballot.issued to shuping_ballot;
grant insert on ballot.intake to shuping_ballot;
grant select (meeting, round, token_hash, body_hash) on ballot.intake to shuping_ballot;

grant select, insert, update on ballot.round to shuping_seal;
grant select, insert, delete on ballot.issued to shuping_seal;
grant select, delete on ballot.intake to shuping_seal;
grant select, insert on ballot.sealed to shuping_seal;
grant select, insert on ballot.seal_file to shuping_seal;
`;
