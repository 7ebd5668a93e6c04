import { canonicalJson, sha256Hex } from '@shuping/kernel';
import type { AuditInput } from '../persistence/ports.ts';

/** Who acted: an account, or the server itself under the name of its job. */
export type AuditActor = { readonly kind: 'person' | 'system'; readonly id: string; readonly name: string; readonly personId: string | null };

/** Everything that is hashed of one act. */
export type AuditContent = {
  readonly v: 1;
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly subject: { readonly type: string; readonly id: string };
  readonly orgPath: string;
  readonly actor: AuditActor;
  readonly before: unknown;
  readonly after: unknown;
  readonly reason: string | null;
  readonly traceId: string | null;
  readonly ip: string | null;
};

export function contentOf(input: AuditInput, facts: Pick<AuditContent, 'id' | 'at' | 'actor' | 'traceId' | 'ip'>): AuditContent {
  return {
    v: 1, ...facts, action: input.action, subject: input.subject, orgPath: input.orgPath, reason: input.reason ?? null, before: plain(input.before), after: plain(input.after),
  };
}

/** Canonical bytes of an entry and their hash. */
export function sealed(content: AuditContent): { readonly bytes: string; readonly hash: string } {
  const bytes = canonicalJson(content);
  return { bytes, hash: sha256Hex(bytes) };
}

export const CHAIN_START = '0'.repeat(64);

/** Hash of a link: binds an entry to everything before it. */
export function linkHash(previous: string, entryHash: string): string {
  return sha256Hex(`${previous}|${entryHash}`);
}

function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
