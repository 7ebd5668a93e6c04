import { describe, expect, test } from '@jest/globals';
import { abilityFor, CORE_ROLES, type Grant } from '@shuping/permissions';
import { notesOf, payloadsOf, readNotes, toldOf, type Note } from './notes.ts';

const act = (action: string, type: string, orgPath = '/p/a/', id = 'x1') => ({ action, subject: { type, id }, orgPath });
const holder = (path: string, sectors: Grant['sectors'] = '*', role = 'host_officer') => ({ scope: [{ path, sectors }], ability: abilityFor({ roles: CORE_ROLES, grants: [{ role, path, sectors }], personId: 'n', circles: [], today: '2026-11-20' }) });

describe('live notes', () => {
  test('only which thing of which organisation changed, each once', () => {
    expect(notesOf([act('report.sign', 'Report'), act('report.accept', 'Report'), act('session.open', 'Account')])).toEqual([{ topic: 'reports', id: 'x1', path: '/p/a/' }]);
  });

  test('F4 nothing of check-in, attendance, tickets, slips or paper is told', () => {
    for (const action of ['attendance', 'take-entry', 'replace-ticket', 'named-slips', 'print-slips', 'roll-add', 'login-entry', 'void-slips', 'anything-new']) expect(notesOf([act(`meeting.${action}`, 'Meeting')])).toEqual([]);
    expect(notesOf([act('paper.counted', 'Meeting')])).toEqual([]);
    expect(notesOf([act('meeting.phase', 'Meeting')])).toHaveLength(1);
  });

  test('payloads stay below what the database takes, and nothing is lost', () => {
    const notes = Array.from({ length: 400 }, (_, at): Note => ({ topic: 'ledger', id: `id-${at}`.padEnd(36, '0'), path: `/p/${at}/` }));
    const payloads = payloadsOf(notes);
    expect(payloads.length).toBeGreaterThan(1);
    expect(Math.max(...payloads.map((one) => Buffer.byteLength(one)))).toBeLessThanOrEqual(7_500);
    expect(payloads.flatMap(readNotes)).toEqual(notes);
  });

  test('very many are told by organisation alone', () => {
    const notes = Array.from({ length: 900 }, (_, at): Note => ({ topic: 'ledger', id: String(at), path: '/p/' }));
    expect(payloadsOf(notes).flatMap(readNotes)).toEqual([{ topic: 'ledger', id: '', path: '/p/' }]);
  });

  test('what is no note is left out', () => {
    expect([readNotes('nonsense'), readNotes('[{"topic":"votes","id":"a","path":"/"}]'), readNotes('{}')]).toEqual([[], [], []]);
  });

  test('SEC-P a foreign scope is told nothing; who sees one sector is told the topic alone', () => {
    const note: Note = { topic: 'reports', id: 'r', path: '/p/a/' };
    expect(toldOf(holder('/p/'), note)).toEqual({ topic: 'reports', id: 'r' });
    expect(toldOf(holder('/p/b/'), note)).toBeNull();
    expect(toldOf(holder('/p/a/x/'), note)).toBeNull();
    expect(toldOf(holder('/p/', ['school']), note)).toEqual({ topic: 'reports' });
  });

  test('a role without the topic is told nothing of it', () => {
    expect(toldOf(holder('/p/', '*', 'audit_admin'), { topic: 'ledger', id: 'x', path: '/p/' })).toBeNull();
  });
});
