import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { currentRequest } from '../http/request-context.ts';
import { CHANNEL, notesOf, payloadsOf } from '../live/notes.ts';
import type { Actor } from '../persistence/actor.ts';
import { AuditWriter, type AuditInput } from '../persistence/ports.ts';
import type { Tx } from '../persistence/unit-of-work.ts';
import { contentOf, sealed, type AuditActor } from './entry.ts';

/** Writes entries in the acting transaction, where the sequencer chains them within a second, and has open pages told. */
@Injectable()
export class PgAuditWriter extends AuditWriter {
  async write(tx: Tx, entries: readonly AuditInput[]): Promise<void> {
    const request = currentRequest();
    const actor = actorOf(tx.actor);
    for (const input of entries) {
      const id = randomUUID();
      const { bytes, hash } = sealed(contentOf(input, { id, at: tx.now.toISOString(), actor, traceId: request?.traceId ?? null, ip: request?.ip ?? null }));
      await tx.sql(
        'insert into audit_entry (id, org_path, at, action, subject_type, subject_id, actor, bytes, hash) values (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [id, input.orgPath, tx.now, input.action, input.subject.type, input.subject.id, actor.id, bytes, hash],
      );
      await tx.sql('insert into audit_pending (entry_id, at) values (?, ?)', [id, tx.now]);
    }
    // sent on by the database when the transaction commits, and only then
    for (const payload of payloadsOf(notesOf(entries))) await tx.sql('select pg_notify(?, ?)', [CHANNEL, payload]);
    if (request?.actKey !== undefined) {
      await tx.sql('insert into idempotent_act (id) values (?)', [request.actKey]);
      // an act that has to run again is marked again
      tx.afterCommit(() => void delete request.actKey);
    }
  }
}

function actorOf(actor: Actor): AuditActor {
  return actor.kind === 'person'
    ? { kind: 'person', id: actor.accountId, name: actor.name, personId: actor.personId }
    : { kind: 'system', id: actor.name, name: actor.name, personId: null };
}
