// Order of the specs for two workers. On a machine without a memory of earlier runs jest goes by the size of the files: the journeys in a browser, a few lines each and minutes long, would come last,
// two at a time, and one worker would wait for the other. Here one journey follows another beside everything else, and short specs come last.

/** Seconds that long suites take, roughly, by the end of their path. A suite that is not named is short. */
const LONG = [
  ['e2e/journeys.e2e.ts', 250], ['e2e/meeting.e2e.ts', 220], ['e2e/province.e2e.ts', 150], ['e2e/kills.e2e.ts', 90], ['e2e/ballot-host.e2e.ts', 60],
  ['tools/arch/src/types.spec.ts', 45], ['tools/arch/src/lint.spec.ts', 45], ['modules/ballots/ballots.spec.ts', 50], ['testing/foreign-canaries.spec.ts', 50], ['modules/ballots/attack.spec.ts', 45], ['modules/meetings/phases.spec.ts', 40],
];
const secondsOf = (path) => LONG.find(([end]) => path.endsWith(end))?.[1] ?? (path.includes('/apps/api/') ? 10 : 3);
/** Suites with a server, a browser and phones of their own: one at a time. */
const isJourney = (path) => path.includes('/e2e/');

/** What each of two workers would do, one with the journeys first; in the order in which things begin. */
export function ordered(paths) {
  const longestFirst = (list) => [...list].sort((a, b) => secondsOf(b) - secondsOf(a) || (a < b ? -1 : 1));
  const journeys = longestFirst(paths.filter(isJourney));
  const begins = new Map();
  const free = [0, 0];
  for (const path of journeys) {
    begins.set(path, free[0]);
    free[0] += secondsOf(path);
  }
  for (const path of longestFirst(paths.filter((one) => !isJourney(one)))) {
    const at = free[1] <= free[0] ? 1 : 0;
    begins.set(path, free[at]);
    free[at] += secondsOf(path);
  }
  return [...begins].sort((a, b) => a[1] - b[1]).map(([path]) => path);
}

export default class Sequencer {
  sort(tests) {
    const place = new Map(ordered(tests.map((test) => test.path.replaceAll('\\', '/'))).map((path, at) => [path, at]));
    return [...tests].sort((a, b) => place.get(a.path.replaceAll('\\', '/')) - place.get(b.path.replaceAll('\\', '/')));
  }

  shard(tests, { shardIndex, shardCount }) {
    return this.sort(tests).filter((_, at) => at % shardCount === shardIndex - 1);
  }

  allFailedTests(tests) {
    return tests;
  }

  cacheResults() {}
}
