import { seededRandom } from '@shuping/kernel';
import { advance, DEPARTMENT, enterScores, holdMeeting, HOSPITAL, openCycle, playYear, publishSchemes, Stage, startServer, vetReports, writeReports, type OwnServer } from '@shuping/year';

/** Ids of what the pages show, found by asking the server, so that pictures can be taken again of a server that already runs. */
export type Subjects = {
  /** department: a finished year, a year in vetting, a year just opened; hospital: a year whose meeting is voting */
  readonly finished: string;
  readonly running: string;
  readonly fresh: string;
  readonly voting: string;
  readonly sealedMeeting: string;
  readonly votingMeeting: string;
  readonly draftReport: string;
  readonly vettedReport: string;
  readonly assessee: string;
  readonly underWay: string;
  readonly layer: string;
  /** a draft without a change */
  readonly emptyLayer: string;
  readonly acceptedReport: string;
  readonly orgId: string;
};

const EMPTY_YEAR = 2028;

type Named = { readonly id: string };
type List<T> = { readonly items: readonly T[] };

/** The meeting is left while the vote runs. */
class Halt extends Error {}

/** Plays one host through a year and a half and the other up to a running vote; opens one year more that holds nothing. */
export async function prepare(say: (line: string) => void): Promise<OwnServer> {
  const server = await startServer({ startAt: '2025-10-31T09:00:00+08:00' });
  try {
    const finished = await playYear(server.url, DEPARTMENT, 2025, { seed: 7, say, first: true });
    const running = await playYear(server.url, DEPARTMENT, 2026, { seed: 7, say, first: false, previous: finished.played, until: 'vetting' });
    await runningVote(server.url, say);
    await (await running.stage.officer).post('/api/cycles', { hostId: running.played.cycle.hostId, year: 2027 });
    const org = await running.stage.organisation(DEPARTMENT.orgName);
    await (await running.stage.officer).post('/api/layers', { orgId: org.id, sector: 'school', year: EMPTY_YEAR, from: 'empty' });
  } catch (error) {
    await server.stop();
    throw error;
  }
  return server;
}

async function runningVote(url: string, say: (line: string) => void): Promise<void> {
  const stage = new Stage(url, HOSPITAL, seededRandom(7), (line) => say(`[hospital] ${line}`));
  await publishSchemes(stage, 2026, true);
  const { cycle, assessees } = await openCycle(stage, 2026);
  await advance(stage, cycle, 'reporting');
  await enterScores(stage, cycle, assessees);
  await writeReports(stage, cycle, assessees);
  await advance(stage, cycle, 'vetting');
  await vetReports(stage, cycle);
  const halt = { arrive: () => Promise.resolve(), vote: () => Promise.reject(new Halt()) };
  await holdMeeting(stage, cycle, assessees, halt).catch((error: unknown) => {
    if (!(error instanceof Halt)) throw error;
  });
}

/** Looks up what the table of pages needs. */
export async function subjects(url: string): Promise<Subjects> {
  const stage = new Stage(url, DEPARTMENT, seededRandom(1), () => undefined);
  const officer = await stage.officer;
  const hospital = await stage.as(HOSPITAL.officer);
  const cycles = (await officer.get<List<Named & { year: number }>>('/api/cycles?limit=50')).items;
  const of = (year: number): string => cycles.find((one) => one.year === year)?.id ?? '';
  const voting = (await hospital.get<List<Named>>('/api/cycles?limit=50')).items[0]?.id ?? '';
  const first = async (who: typeof officer, path: string): Promise<string> => (await who.get<List<Named>>(path)).items[0]?.id ?? '';
  const org = await stage.organisation(DEPARTMENT.orgName);
  const secretary = await stage.as(DEPARTMENT.secretaries[0]!);
  const layerOf = async (year: number): Promise<string> => (await officer.get<List<{ layers: readonly Named[] }>>(`/api/schemes?orgId=${org.id}&year=${year}`)).items[0]?.layers[0]?.id ?? '';
  return {
    finished: of(2025), running: of(2026), fresh: of(2027), voting,
    sealedMeeting: await first(officer, `/api/meetings?cycleId=${of(2025)}`),
    votingMeeting: await first(hospital, `/api/meetings?cycleId=${voting}`),
    draftReport: (await secretary.get<Named | null>(`/api/cycles/${of(2026)}/my-report`))?.id ?? '',
    vettedReport: await first(officer, `/api/reports?cycleId=${of(2026)}`),
    assessee: await first(officer, `/api/cycles/${of(2025)}/assessees?limit=50`),
    underWay: await first(officer, `/api/cycles/${of(2026)}/assessees?limit=50`),
    emptyLayer: await layerOf(EMPTY_YEAR),
    acceptedReport: await first(officer, `/api/reports?cycleId=${of(2025)}`),
    layer: await layerOf(2026),
    orgId: org.id,
  };
}
