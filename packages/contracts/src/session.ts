import { z } from 'zod';
import { DayText, Id, Instant, OrgPathText } from './common.ts';

export const LoginBody = z.strictObject({ login: z.string().min(1).max(100), password: z.string().min(1).max(200), /** second factor, or a recovery code */ code: z.string().trim().min(6).max(40).optional() }).meta({ id: 'LoginBody' });
export type LoginBody = z.infer<typeof LoginBody>;

export const PasswordBody = z.strictObject({ current: z.string().min(1).max(200), next: z.string().min(1).max(200) }).meta({ id: 'PasswordBody' });
export type PasswordBody = z.infer<typeof PasswordBody>;

const Secret = z.string().min(1).max(200);
const Code = z.string().trim().min(6).max(40);
export const SecondFactorOut = z.object({ enabled: z.boolean(), since: Instant.nullable(), recoveryLeft: z.number().int(), required: z.boolean() }).meta({ id: 'SecondFactor' });
export type SecondFactorOut = z.infer<typeof SecondFactorOut>;
export const SecondFactorEnrolIn = z.strictObject({ password: Secret }).meta({ id: 'SecondFactorEnrolIn' });
/** Shown once: the secret in base 32, and the address for the QR code. */
export const SecondFactorEnrolled = z.object({ secret: z.string(), uri: z.string() }).meta({ id: 'SecondFactorEnrolled' });
export type SecondFactorEnrolled = z.infer<typeof SecondFactorEnrolled>;
export const SecondFactorConfirmIn = z.strictObject({ code: Code }).meta({ id: 'SecondFactorConfirmIn' });
export const SecondFactorConfirmed = z.object({ recoveryCodes: z.array(z.string()) }).meta({ id: 'SecondFactorConfirmed' });
export type SecondFactorConfirmed = z.infer<typeof SecondFactorConfirmed>;
export const SecondFactorRemoveIn = z.strictObject({ password: Secret, code: Code }).meta({ id: 'SecondFactorRemoveIn' });

export const Me = z.object({
  account: z.object({ id: Id, login: z.string(), name: z.string(), mustChangePassword: z.boolean(), secondFactor: z.enum(['on', 'off', 'required']) }),
  personId: Id.nullable(),
  /** unit shown beside the name */
  homeOrg: z.object({ id: Id, name: z.string() }).nullable(),
  grants: z.array(z.object({ id: Id, role: z.string(), plugin: z.string().nullable(), path: OrgPathText, sectors: z.union([z.literal('*'), z.array(z.string())]), from: DayText.nullable(), to: DayText.nullable() })),
  /** what some row could allow, for menus; a row's own `may` decides */
  can: z.array(z.object({ subject: z.string(), actions: z.array(z.string()) })),
  today: DayText,
  now: Instant,
  demo: z.boolean(),
}).meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

export const DemoLogin = z.object({ login: z.string(), name: z.string(), password: z.string(), role: z.string(), note: z.string() }).meta({ id: 'DemoLogin' });
export type DemoLogin = z.infer<typeof DemoLogin>;
export const DemoLogins = z.object({ items: z.array(DemoLogin) }).meta({ id: 'DemoLogins' });

export const ClockBody = z.strictObject({ to: Instant, frozen: z.boolean().optional() }).meta({ id: 'ClockBody' });
export const ClockState = z.object({ now: Instant, today: DayText }).meta({ id: 'ClockState' });
