import { defineEntity, p } from '@mikro-orm/core';
import { orgPath, version } from '../persistence/columns.ts';
import { scopedOrMine, systemOnly } from '../persistence/policies.ts';

const AccountSchema = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: p.uuid().primary(),
    /** organisation whose administrator keeps the account */
    orgPath: orgPath(),
    /** lower case, unique in the installation */
    login: p.string().length(100).collation('C'),
    name: p.string().length(60),
    personId: p.uuid().nullable(),
    mustChangePassword: p.boolean().default(true),
    disabled: p.boolean().default(false),
    createdAt: p.datetime(),
    version: version(),
  },
  uniques: [{ name: 'account_login', properties: ['login'] }],
  indexes: [{ name: 'account_path', properties: ['orgPath'] }, { name: 'account_person', properties: ['personId'] }],
  ...scopedOrMine({ personColumn: 'person_id', anySector: true }),
});

/** Someone who can sign in (R-K2). */
export class AccountRecord extends AccountSchema.class {}
AccountSchema.setClass(AccountRecord);

const CredentialSchema = defineEntity({
  name: 'Credential',
  tableName: 'credential',
  properties: {
    accountId: p.uuid().primary(),
    /** `argon2id$memory$passes$salt$tag` */
    passwordHash: p.string().length(200),
    changedAt: p.datetime(),
  },
  ...systemOnly(),
});

/** Password of an account; no permission reads it. */
export class CredentialRecord extends CredentialSchema.class {}
CredentialSchema.setClass(CredentialRecord);

const SessionSchema = defineEntity({
  name: 'Session',
  tableName: 'session',
  properties: {
    id: p.uuid().primary(),
    /** sha256 of the cookie's secret */
    tokenHash: p.string().length(64),
    accountId: p.uuid(),
    createdAt: p.datetime(),
    seenAt: p.datetime(),
  },
  uniques: [{ name: 'session_token', properties: ['tokenHash'] }],
  indexes: [{ name: 'session_account', properties: ['accountId'] }, { name: 'session_seen', properties: ['seenAt'] }],
  ...systemOnly(),
});

export class SessionRecord extends SessionSchema.class {}
SessionSchema.setClass(SessionRecord);

const LoginFailureSchema = defineEntity({
  name: 'LoginFailure',
  tableName: 'login_failure',
  properties: {
    /** sha256 of the login as typed, whether it exists or not */
    id: p.string().length(64).primary(),
    failures: p.integer(),
    since: p.datetime(),
  },
  indexes: [{ name: 'login_failure_since', properties: ['since'] }],
  ...systemOnly(),
});

/** Wrong tries for a login in the running window. */
export class LoginFailureRecord extends LoginFailureSchema.class {}
LoginFailureSchema.setClass(LoginFailureRecord);

const TotpSchema = defineEntity({
  name: 'Totp',
  tableName: 'totp',
  properties: {
    accountId: p.uuid().primary(),
    /** the shared secret, locked (`SecretBox`), base64 */
    secret: p.string().length(200),
    /** absent while the first code has not been given */
    confirmedAt: p.datetime().nullable(),
    /** time step of the last code taken: an earlier or equal one is a replay */
    lastStep: p.integer().default(0),
    /** hashes of the recovery codes not yet used */
    recovery: p.json<string[]>(),
    /** first of the two administrators who take the second factor away */
    resetBy: p.uuid().nullable(),
    resetAt: p.datetime().nullable(),
  },
  ...systemOnly(),
});

/** Second factor of an account (R-K2, RFC 6238); no permission reads it. */
export class TotpRecord extends TotpSchema.class {}
TotpSchema.setClass(TotpRecord);
