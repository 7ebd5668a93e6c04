import { resolve } from 'node:path';
import { err, ok, type Problem, type Result } from '@shuping/kernel';
import { z } from 'zod';

const flag = z.enum(['0', '1', 'false', 'true']).transform((text) => text === '1' || text === 'true');
const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ }).optional();

const Environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  DATABASE_URL: databaseUrl,
  DATABASE_OWNER_URL: databaseUrl,
  DATABASE_BALLOT_URL: databaseUrl,
  DATABASE_SEAL_URL: databaseUrl,
  SHUPING_DATA: z.string().min(1).default('.data'),
  SHUPING_CLOCK: z.enum(['system', 'manual']).default('system'),
  SHUPING_MAKING_KEY: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  SHUPING_BALLOT_HOST: z.string().min(1).optional(),
  SHUPING_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  SHUPING_TRUST_PROXY: flag.default(false),
  SHUPING_SECRET_KEY: z.string().regex(/^[0-9a-f]{64}$/).optional(),
  SHUPING_ADMIN_SECOND_FACTOR: flag.default(true),
  SHUPING_POOL_SIZE: z.coerce.number().int().min(1).max(500).default(20),
});

/** Settings of one server process. Also the injection token under which they are provided. */
export class AppConfig {
  readonly host!: string;
  readonly port!: number;
  /** Absolute folder for everything the installation keeps outside the database. */
  readonly dataDir!: string;
  /** Absent: the embedded PostgreSQL in `dataDir` is used. */
  readonly databaseUrl?: string | undefined;
  readonly databaseOwnerUrl?: string | undefined;
  readonly databaseBallotUrl?: string | undefined;
  readonly databaseSealUrl?: string | undefined;
  readonly clock!: 'system' | 'manual';
  /** 64 hex digits known to the play that makes a demonstration while it is served: whoever has them says at which instant a request acts. Nothing to a clock that is not `manual`. */
  readonly makingKey?: string | undefined;
  /** Set by the command that makes an empty database a demonstration: its clock is movable before the mark is there. */
  readonly becomesDemo?: boolean;
  /** Host name of the evaluators' page; requests to it neither set nor read a cookie. */
  readonly ballotHost?: string | undefined;
  readonly publicUrl?: string | undefined;
  readonly trustProxy!: boolean;
  /** 64 hex digits with which keys are locked in the database; several nodes need the same. Absent: `secret.key` in `dataDir`. */
  readonly secretKey?: string | undefined;
  /** Administrators must set up a second factor (R-K2); never asked of a demonstration. */
  readonly adminSecondFactor!: boolean;
  /** Upper bound of connections of the login `app` in this process. */
  readonly poolSize!: number;

  constructor(values: AppConfigValues) {
    Object.assign(this, values);
  }
}

/** The plain values of an `AppConfig`. */
export type AppConfigValues = { readonly [K in keyof AppConfig]: AppConfig[K] };

/** Reads the environment; `config.invalid` names every variable that is missing or wrong. Empty values count as absent. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Result<AppConfig, Problem> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    const issues = parsed.error.issues.map((issue) => ({ code: 'config.invalid-variable', at: String(issue.path[0]), params: { reason: issue.code } }));
    return err({ code: 'config.invalid', params: { variables: issues.map((issue) => issue.at).join(' ') }, issues });
  }
  const values = parsed.data;
  return ok(
    new AppConfig({
      host: values.HOST,
      port: values.PORT,
      dataDir: resolve(values.SHUPING_DATA),
      databaseUrl: values.DATABASE_URL,
      databaseOwnerUrl: values.DATABASE_OWNER_URL,
      databaseBallotUrl: values.DATABASE_BALLOT_URL,
      databaseSealUrl: values.DATABASE_SEAL_URL,
      clock: values.SHUPING_CLOCK,
      makingKey: values.SHUPING_CLOCK === 'manual' ? values.SHUPING_MAKING_KEY : undefined,
      ballotHost: values.SHUPING_BALLOT_HOST,
      publicUrl: values.SHUPING_PUBLIC_URL,
      trustProxy: values.SHUPING_TRUST_PROXY,
      secretKey: values.SHUPING_SECRET_KEY,
      adminSecondFactor: values.SHUPING_ADMIN_SECOND_FACTOR,
      poolSize: values.SHUPING_POOL_SIZE,
    }),
  );
}
