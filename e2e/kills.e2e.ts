import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DEMO_ROSTER, rosterWorkbook, type RosterPerson } from '@shuping/fixtures/rosters';
import { openRunningVote, runCrashDrill, startServer, type OwnServer, type Stage } from '@shuping/year';

// a slow machine shares its cores with the other projects
jest.setTimeout(300_000);

const SEED = Number(process.env['KILL_SEED'] ?? 2026);
const NEW_PEOPLE = 600;

let server: OwnServer;
beforeAll(async () => {
  server = await startServer({ startAt: '2026-10-31T09:00:00+08:00' });
});
afterAll(() => server?.stop());

const unit = DEMO_ROSTER[0]!.unit;
const newcomers = Array.from({ length: NEW_PEOPLE }, (_, at): RosterPerson => ({ unit, name: `来${String.fromCharCode(0x4e00 + at)}`, post: '青年委员', from: '2025-03-01', number: String(30_250_000 + at) }));

/** People of the newcomers' list that are there now. */
async function arrived(stage: Stage): Promise<number> {
  const admin = await stage.as('xiaozuzhi');
  const org = await stage.organisation(unit);
  let count = 0;
  for (let after = ''; ; ) {
    const page = await admin.get<{ items: { posts: { post: string }[] }[]; next?: string }>(`/api/people?orgId=${org.id}&limit=200${after}`);
    count += page.items.filter((person) => person.posts.some((post) => post.post === '青年委员')).length;
    if (!page.next) return count;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}

describe('SEC-D1 SEC-G3 the server process is killed by SIGKILL', () => {
  test('during voting and during a roster import: what was acknowledged is counted, once; the import comes whole or not at all, and goes on after the restart', async () => {
    const vote = await openRunningVote(server, { people: 120, seed: SEED });
    const office = await vote.stage.as('xiaozuzhi');
    const { id: orgId } = await vote.stage.organisation(vote.stage.host.orgName);
    const roster = await office.upload<{ id: string; counts: { new: number } }>(`/api/rosters?orgId=${orgId}`, await rosterWorkbook({ people: newcomers, faults: false }), '花名册.xlsx', 'application/octet-stream');
    expect(roster.counts.new).toBe(NEW_PEOPLE);
    const { jobId } = await office.post<{ jobId: string }>(`/api/rosters/${roster.id}/commit`);
    const seen: number[] = [];
    const result = await runCrashDrill(server, vote, { kills: ['api', 'api'], seed: SEED, afterKill: async () => void seen.push(await arrived(vote.stage)) });
    expect(result).toMatchObject({ acked: 120, counted: 120, lost: 0, doubled: 0, refused: {}, sealHolds: true });
    for (const count of seen) expect([0, NEW_PEOPLE]).toContain(count);
    const job = await vote.stage.until('import after the restart', () => office.get<{ state: string; code: string | null }>(`/api/jobs/${jobId}`), (now) => !['queued', 'running'].includes(now.state), 90);
    expect(job).toMatchObject({ state: 'done', code: null });
    expect(await arrived(vote.stage)).toBe(NEW_PEOPLE);
    const again = await office.upload<{ counts: object }>(`/api/rosters?orgId=${orgId}`, await rosterWorkbook({ people: newcomers, faults: false }), '花名册.xlsx', 'application/octet-stream');
    expect(again.counts).toMatchObject({ new: 0, changed: 0, same: NEW_PEOPLE });
  });
});
