import { advance, beginCycle, type Assessee, type Cycle } from '../before.ts';
import type { Stage } from '../stage.ts';

/** 上级找、群众提: what superiors and the public find before the debriefing; what secretaries find themselves (自己查) comes from their reports. */
export async function findProblems(stage: Stage, cycle: Cycle, assessees: readonly Assessee[]): Promise<void> {
  const officer = await stage.officer;
  const found = [['superior', '“三会一课”记录补记较多，台账与实际不符'], ['public', '群众反映便民服务大厅午间没有人值守']] as const;
  for (const [at, [source, title]] of found.entries()) {
    for (const assessee of assessees.filter((_, index) => index % 8 === at * 3 + 1)) await officer.post('/api/problems', { assesseeId: assessee.id, source, title, detail: '述职前调研时发现，已当面反馈本人。' });
  }
  stage.say(`${cycle.year} problems found by superiors and the public are in the ledger`);
}

/** Next year's cycle is begun and takes over whatever is open; then the year is archived. */
export async function carryOn(stage: Stage, cycle: Cycle): Promise<void> {
  const officer = await stage.officer;
  await stage.day(`${cycle.year + 1}-11-01`);
  const next = await beginCycle(stage, cycle.year + 1);
  await officer.post(`/api/cycles/${cycle.id}/carry`, { toCycleId: next.id });
  await advance(stage, cycle, 'archive');
}
