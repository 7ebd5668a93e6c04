import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bootApp, signedIn, type BootedApp } from '../../testing/index.ts';
import { withClient } from '../persistence/connections.ts';
import { systemActor } from '../persistence/index.ts';
import { AuditSequencer, AuditVerifier } from './index.ts';

const ACTOR = systemActor('spec');
let booted: BootedApp;
beforeAll(async () => {
  booted = await bootApp();
});
afterAll(() => booted.close());

const act = (id: string, orgPath = '/a1/') => booted.uow.run(ACTOR, (tx) => {
  tx.audit({ action: 'spec.act', subject: { type: 'Spec', id }, orgPath, before: { n: 1, at: new Date(0) }, after: { n: 2 }, reason: '更正' });
  return Promise.resolve(null);
});
const flush = () => booted.app.get(AuditSequencer).flush();
const verify = () => booted.app.get(AuditVerifier).verify();
const behind = <T>(sql: string, params: unknown[] = []): Promise<T[]> => withClient(booted.database.adminUrl, async (client) => (await client.query(sql, params)).rows as T[]);

describe('R-K3 audit', () => {
  test('SEC-T2 concurrent writers and two sequencers give one chain without a fork', async () => {
    const second = new AuditSequencer(booted.uow);
    await Promise.all([...Array.from({ length: 60 }, (_, i) => act(`w${i}`)), flush(), second.flush(), flush()]);
    await Promise.all([flush(), second.flush()]);
    await flush();
    const verdict = await verify();
    expect(verdict).toMatchObject({ verified: true, unchained: 0, oldestUnchained: null, broken: null });
    expect(verdict.chained).toBe(verdict.entries);
    expect(verdict.entries).toBeGreaterThanOrEqual(60);
  });

  test('an act that rolls back leaves no entry', async () => {
    await expect(booted.uow.run(ACTOR, (tx) => {
      tx.audit({ action: 'spec.rolled-back', subject: { type: 'Spec', id: 'x' }, orgPath: '/a1/' });
      throw new Error('no');
    })).rejects.toThrow('no');
    expect(await behind(`select 1 from audit_entry where action = 'spec.rolled-back'`)).toEqual([]);
  });

  test('entries not chained yet are named as the tail', async () => {
    await flush();
    await withClient(booted.database.adminUrl, async (client) => {
      // the sequencer waits for its lock as long as this session holds it
      await client.query('select pg_advisory_lock(7410001)');
      await act('tail');
      const verdict = await verify();
      expect(verdict).toMatchObject({ verified: true, unchained: 1 });
      expect(verdict.oldestUnchained).toMatch(/^\d{4}-/);
    });
    await flush();
    expect((await verify()).unchained).toBe(0);
  });

  test('the login of the server can neither change nor remove an entry or a link', async () => {
    const counts = await booted.uow.run(ACTOR, async (tx) => [
      await tx.sql(`update audit_entry set action = 'x' returning id`), await tx.sql('delete from audit_entry returning id'),
      await tx.sql(`update audit_chain set hash = 'x' returning seq`), await tx.sql('delete from audit_chain returning seq'),
    ]);
    expect(counts).toEqual([[], [], [], []]);
  });

  test('whoever sees is bound to scope', async () => {
    await act('deep', '/a1/b2/');
    await act('elsewhere', '/a10/');
    const auditor = await signedIn(booted, { grants: [{ role: 'audit_admin', path: '/a1/' }] });
    const ids: string[] = [];
    let after = '';
    do {
      const answer = await booted.inject({ method: 'GET', url: `/api/audit?limit=20&subjectType=Spec${after}`, headers: auditor.headers });
      expect(answer.statusCode).toBe(200);
      const body = answer.json();
      ids.push(...body.items.map((one: { subjectId: string }) => one.subjectId));
      after = body.next === undefined ? '' : `&after=${body.next}`;
    } while (after !== '');
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('deep');
    expect(ids).not.toContain('elsewhere');
    expect(ids.length).toBe(62);
  });

  test('SEC-P12 the chain is verified over HTTP by the audit administrator and by nobody else', async () => {
    const ask = async (role: string, path = '/a1/') => {
      const { headers } = await signedIn(booted, { path: '/a1/', grants: [{ role, path }] });
      await flush();
      return booted.inject({ method: 'GET', url: '/api/audit/verify', headers });
    };
    const before = (await ask('audit_admin')).json();
    await act('one-more');
    await act('foreign', '/a10/');
    const answer = await ask('audit_admin');
    expect(answer.json()).toEqual({ verified: true, entries: expect.any(Number), complete: true, head: expect.stringMatching(/^[0-9a-f]{64}$/), broken: null });
    // signing in and the grant of the asker leave entries as well; what happened elsewhere is not counted
    const [mine] = await behind<{ count: number }>(`select count(*)::int as count from audit_entry where org_path >= '/a1/' and org_path < '/a1/~'`);
    expect(answer.json().entries).toBe(mine!.count);
    expect(answer.json().entries).toBeGreaterThan(before.entries);
    for (const role of ['system_admin', 'org_admin', 'host_officer', 'host_leader', 'committee', 'observer', 'secretary']) expect([role, (await ask(role)).statusCode]).toEqual([role, 403]);
    await behind(`update audit_entry set bytes = replace(bytes, '更正', '更改') where subject_id = 'foreign'`);
    expect((await ask('audit_admin')).json()).toMatchObject({ verified: false, broken: { entryId: null, why: 'entry-altered' } });
    expect((await ask('audit_admin', '/a10/')).json()).toMatchObject({ verified: false, broken: { entryId: expect.any(String) } });
    await behind(`update audit_entry set bytes = replace(bytes, '更改', '更正') where subject_id = 'foreign'`);
    expect((await ask('audit_admin')).json().verified).toBe(true);
  });

  test.each([
    ['the text of an entry', `update audit_entry set bytes = replace(bytes, '更正', '更改') where id = $1`, 'entry-altered'],
    ['text and hash of an entry', `update audit_entry set bytes = bytes || ' ', hash = encode(sha256(convert_to(bytes || ' ', 'UTF8')), 'hex') where id = $1`, 'link-altered'],
    ['a column beside the text', `update audit_entry set org_path = '/z/' where id = $1`, 'columns-altered'],
    ['a link', `update audit_chain set hash = repeat('0', 64) where entry_id = $1`, 'link-altered'],
    ['a removed entry', 'delete from audit_entry where id = $1', 'entry-missing'],
    ['a removed link', 'delete from audit_chain where entry_id = $1', 'gap'],
  ])('tampering is found and named: %s', async (_name, sql, why) => {
    await flush();
    const [target] = await behind<{ entry_id: string; seq: string }>(`select c.entry_id, c.seq from audit_chain c join audit_entry e on e.id = c.entry_id where e.action = 'spec.act' order by c.seq offset 20 limit 1`);
    const copy = await behind<Record<string, unknown>>('select to_jsonb(e) as entry, to_jsonb(c) as link from audit_chain c join audit_entry e on e.id = c.entry_id where c.entry_id = $1', [target!.entry_id]);
    await behind(sql, [target!.entry_id]);
    const verdict = await verify();
    const seq = why === 'gap' ? String(BigInt(target!.seq) + 1n) : String(target!.seq);
    expect(verdict).toMatchObject({ verified: false, broken: { seq, why } });
    await behind('delete from audit_entry where id = $1', [target!.entry_id]);
    await behind('delete from audit_chain where entry_id = $1', [target!.entry_id]);
    await behind('insert into audit_entry select * from jsonb_populate_record(null::audit_entry, $1::jsonb)', [JSON.stringify(copy[0]!['entry'])]);
    await behind('insert into audit_chain select * from jsonb_populate_record(null::audit_chain, $1::jsonb)', [JSON.stringify(copy[0]!['link'])]);
    expect((await verify()).verified).toBe(true);
  });
});
