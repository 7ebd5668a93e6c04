import { Injectable } from '@nestjs/common';
import { sha256Hex } from '@shuping/kernel';
import { systemActor } from '../persistence/actor.ts';
import { UnitOfWork, type Tx } from '../persistence/unit-of-work.ts';
import { CHAIN_START, linkHash, type AuditContent } from './entry.ts';

const ACTOR = systemActor('audit-verify');
const BATCH = 5_000;

export type AuditBreak = { readonly seq: string; readonly entryId: string; readonly why: 'gap' | 'entry-missing' | 'entry-altered' | 'columns-altered' | 'link-altered' };
export type AuditVerdict = {
  readonly verified: boolean;
  /** entries stored, and how many of them the chain holds */
  readonly entries: number;
  readonly chained: number;
  /** hash of the last link; to be kept outside the server */
  readonly head: string;
  /** entries not chained yet and the instant of the oldest; normal for about a second */
  readonly unchained: number;
  readonly oldestUnchained: string | null;
  /** first entry that does not hold */
  readonly broken: AuditBreak | null;
};

type Row = { seq: string; entry_id: string; link: string; bytes: string | null; hash: string | null; org_path: string; action: string; subject_type: string; subject_id: string; actor: string };

/** Recomputes every entry and link of the audit log (R-K3). */
@Injectable()
export class AuditVerifier {
  constructor(private readonly uow: UnitOfWork) {}

  verify(): Promise<AuditVerdict> {
    return this.uow.run(ACTOR, (tx) => this.walk(tx), { isolation: 'repeatable read' });
  }

  private async walk(tx: Tx): Promise<AuditVerdict> {
    let seq = 0n;
    let head = CHAIN_START;
    let broken: AuditBreak | null = null;
    for (let more = true; more && !broken; ) {
      const rows = await tx.sql<Row>(
        'select c.seq, c.entry_id, c.hash as link, e.bytes, e.hash, e.org_path, e.action, e.subject_type, e.subject_id, e.actor from audit_chain c left join audit_entry e on e.id = c.entry_id where c.seq > ? order by c.seq limit ?',
        [seq.toString(), BATCH],
      );
      more = rows.length === BATCH;
      for (const row of rows) {
        const why = breakOf(row, seq, head);
        if (why) {
          broken = { seq: String(row.seq), entryId: row.entry_id, why };
          break;
        }
        seq += 1n;
        head = row.link;
      }
    }
    const [counts] = await tx.sql<{ entries: string; chained: string; unchained: string; oldest: Date | string | null }>(
      `select (select count(*) from audit_entry) as entries, (select count(*) from audit_chain) as chained, count(*) as unchained, min(e.at) as oldest
       from audit_entry e where not exists (select 1 from audit_chain c where c.entry_id = e.id)`,
    );
    const oldest = counts?.oldest ?? null;
    return {
      verified: broken === null, entries: Number(counts?.entries), chained: Number(counts?.chained), head, unchained: Number(counts?.unchained),
      oldestUnchained: oldest === null ? null : new Date(oldest).toISOString(), broken,
    };
  }
}

function breakOf(row: Row, before: bigint, head: string): AuditBreak['why'] | null {
  if (BigInt(row.seq) !== before + 1n) return 'gap';
  if (row.bytes === null || row.hash === null) return 'entry-missing';
  if (sha256Hex(row.bytes) !== row.hash) return 'entry-altered';
  if (linkHash(head, row.hash) !== row.link) return 'link-altered';
  const content = JSON.parse(row.bytes) as AuditContent;
  const same = content.id === row.entry_id && content.orgPath === row.org_path && content.action === row.action && content.subject.type === row.subject_type && content.subject.id === row.subject_id && content.actor.id === row.actor;
  return same ? null : 'columns-altered';
}
