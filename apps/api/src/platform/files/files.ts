import { createHash, randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { StoredFile } from '@shuping/contracts';
import { err, isUnder, ok, type OrgPath, type Problem, type Result } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { AppPrincipal } from '../authz/principals.ts';
import { systemActor, type Actor } from '../persistence/actor.ts';
import { UnitOfWork, type Tx } from '../persistence/unit-of-work.ts';
import { contentTypeOf, safeName } from './content-type.ts';
import { StoredFileRecord } from './file.entity.ts';
import { FileStore } from './file-store.ts';

export type NewFile = { readonly name: string; readonly bytes: Buffer; readonly orgPath: OrgPath; readonly purpose: string; readonly personId?: string | null };

type Kept = { readonly id: string; readonly name: string; readonly contentType: string };

/** Purpose of a file that a job made of many rows. */
export const JOB_RESULT = 'job-result';

/** Stores and gives files; what a person may do with one is decided here. */
@Injectable()
export class Files {
  constructor(private readonly store: FileStore, private readonly uow: UnitOfWork) {}

  /** A person's upload: permission, size and content are checked. */
  async upload(who: AppPrincipal, input: NewFile): Promise<Result<StoredFile, Problem>> {
    const mine = { ...input, personId: who.personId };
    const inScope = can(who.ability, 'create', 'File', { orgPath: input.orgPath, personId: null });
    const own = who.circles.includes(input.orgPath) && can(who.ability, 'create', 'File', { orgPath: input.orgPath, personId: who.personId });
    return inScope || own ? this.save(who, mine) : err({ code: 'permission.denied', at: '/orgPath' });
  }

  /** Stores bytes and their record; the caller has decided that `actor` may. */
  async save(actor: Actor, input: NewFile): Promise<Result<StoredFile, Problem>> {
    const kept = await this.put(input);
    return kept.ok ? this.uow.run(actor, (tx) => Promise.resolve(ok(record(tx, input, kept.value)))) : kept;
  }

  /** As `save`, in a unit of work that is under way: the file is there if and only if it commits. */
  async saveIn(tx: Tx, input: NewFile): Promise<Result<StoredFile, Problem>> {
    const kept = await this.put(input);
    return kept.ok ? ok(record(tx, input, kept.value)) : kept;
  }

  /** Bytes first: a record never names what is not there, and the sweep removes what no record names. */
  private async put(input: NewFile): Promise<Result<Kept, Problem>> {
    const contentType = contentTypeOf(input.bytes);
    const name = safeName(input.name);
    if (input.bytes.length === 0) return err({ code: 'file.empty' });
    if (name === null) return err({ code: 'file.bad-name' });
    if (contentType === null) return err({ code: 'file.type-refused', params: { name } });
    const id = randomUUID();
    await this.store.put(id, input.bytes);
    return ok({ id, name, contentType });
  }

  /** A file that the asker may read, with its bytes; a foreign one is not there. */
  async open(who: AppPrincipal, id: string): Promise<Result<{ file: StoredFile; bytes: Readable }, Problem>> {
    const row = await this.uow.run(who, (tx) => tx.em.findOne(StoredFileRecord, { id }));
    if (!row || !can(who.ability, 'read', 'File', row) || beyond(who, row)) return err({ code: 'file.not-found' });
    const bytes = await this.store.get(id);
    return bytes ? ok({ file: toDto(row), bytes }) : err({ code: 'file.not-found' });
  }

  /** Bytes of a stored file for the server's own work; null when it is gone. */
  async read(tx: Tx, id: string): Promise<{ file: StoredFile; bytes: Buffer } | null> {
    const row = await tx.em.findOne(StoredFileRecord, { id });
    const stream = row && (await this.store.get(id));
    if (!row || !stream) return null;
    const parts: Buffer[] = [];
    for await (const part of stream) parts.push(part as Buffer);
    return { file: toDto(row), bytes: Buffer.concat(parts) };
  }

  /** Removes bytes older than `before` that no record names; gives how many. */
  async sweep(before: Date): Promise<number> {
    const ids = await this.store.olderThan(before);
    if (ids.length === 0) return 0;
    const known = await this.uow.run(systemActor('file-sweep'), (tx) => tx.em.find(StoredFileRecord, { id: { $in: ids } }, { fields: ['id'] }));
    const kept = new Set(known.map((row) => row.id));
    const orphans = ids.filter((id) => !kept.has(id));
    for (const id of orphans) await this.store.remove(id);
    return orphans.length;
  }
}

function record(tx: Tx, input: NewFile, { id, name, contentType }: Kept): StoredFile {
  const row = tx.em.create(StoredFileRecord, {
    id, orgPath: input.orgPath, personId: input.personId ?? null, name, size: input.bytes.length, sha256: createHash('sha256').update(input.bytes).digest('hex'), contentType, purpose: input.purpose, createdAt: tx.now,
  });
  tx.em.persist(row);
  tx.audit({ action: 'file.store', subject: { type: 'File', id }, orgPath: input.orgPath, after: { name, size: row.size, sha256: row.sha256, contentType, purpose: input.purpose } });
  return toDto(row);
}

/** What a job gathered is read by who reaches its organisation now, not by who once asked for it (SEC-P10). */
function beyond(who: AppPrincipal, row: StoredFileRecord): boolean {
  return row.purpose === JOB_RESULT && !who.scope.some((entry) => isUnder(row.orgPath, entry.path));
}

function toDto(row: StoredFileRecord): StoredFile {
  return { id: row.id, name: row.name, size: row.size, sha256: row.sha256, contentType: row.contentType, purpose: row.purpose, orgPath: row.orgPath, createdAt: row.createdAt.toISOString() };
}
