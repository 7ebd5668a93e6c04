import { sendBack, signOn, type Cycle, type ReportRow } from '../before.ts';
import { all, type Stage } from '../stage.ts';

/** Four steps in several rounds: of every ten reports one is sent back at each of the first three steps, the last of them twice. Gives how often something came back. */
export async function vetInRounds(stage: Stage, cycle: Cycle): Promise<{ returned: number }> {
  const rows = await all<ReportRow>(await stage.officer, `/api/reports?cycleId=${cycle.id}`);
  let returned = 0;
  for (const [index, row] of rows.entries()) {
    const back = new Set(index % 10 === 4 ? [0] : index % 10 === 7 ? [1, 2] : []);
    const asItIs = async (): Promise<ReportRow> => (await stage.officer).get<ReportRow>(`/api/reports/${row.id}`);
    let now = await asItIs();
    for (let guard = 0; guard < 20 && now.state !== 'accepted'; guard += 1) {
      if (back.delete(now.stepIndex)) {
        await sendBack(stage, row, now.stepIndex);
        returned += 1;
        now = await asItIs();
      } else now = await signOn(stage, now, 1);
    }
  }
  stage.say(`${cycle.year} reports went through four steps, ${returned} times one came back`);
  return { returned };
}
