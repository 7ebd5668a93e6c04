import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/persistence/index.ts';
import { MeetingsApi } from '../meetings/index.ts';
import { RectificationApi } from '../rectification/index.ts';
import { RoutineApi } from '../routine/index.ts';
import { ScoreSources, type RoutineInputs, type SealedTallies, type SpokenComment, type UnitRate } from './sources.ts';

/** The sources behind the ports of the other modules. */
@Injectable()
export class PortSources extends ScoreSources {
  constructor(private readonly routines: RoutineApi, private readonly meetings: MeetingsApi, private readonly rectification: RectificationApi) {
    super();
  }

  routine(tx: Tx, cycleId: string): Promise<ReadonlyMap<string, RoutineInputs>> {
    return this.routines.inputsOfCycle(tx, cycleId);
  }

  async tallies(tx: Tx, cycleId: string): Promise<Readonly<Record<string, SealedTallies>>> {
    const sealed = await this.meetings.tallies(tx, cycleId);
    return Object.fromEntries(Object.entries(sealed).map(([assesseeId, { tallies, merged }]) => [assesseeId, { tallies: { ...tallies }, merged: { ...merged } }]));
  }

  comments(tx: Tx, cycleId: string): Promise<readonly SpokenComment[]> {
    return this.meetings.comments(tx, cycleId);
  }

  async rates(tx: Tx, cycleId: string): Promise<readonly UnitRate[]> {
    const { units } = await this.rectification.rates(tx, cycleId);
    return units.map(({ orgId, orgName, opened, closed, overdue }) => ({ orgId, orgName, total: opened, closed, overdue }));
  }
}
