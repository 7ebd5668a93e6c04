/**
 * The ballot side: a schema of its own that the login `app` cannot enter. Tables and their grants are added here by the ballots module;
 * no time stamp, no sequence, no reference to a person or an account may stand in it.
 */
export const BALLOT_SCHEMA = `
create schema ballot;
revoke all on schema ballot from public;
grant usage on schema ballot to shuping_ballot, shuping_seal;
`;
