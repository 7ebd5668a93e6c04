import { Injectable } from '@nestjs/common';
import type { ScoreInputs } from '@shuping/scheme';
import type { Tx } from '../../platform/persistence/index.ts';
import { MeetingsApi } from '../meetings/index.ts';
import { RectificationApi } from '../rectification/index.ts';
import { ScoreSources, type RoutineInputs, type SealedTallies, type SpokenComment, type UnitRate } from './sources.ts';

type Figure = { readonly node: string; readonly item: string; readonly value: string };
type Event = { readonly question: string; readonly matter: string; readonly day: string; readonly points: string };

/** The sources behind the ports of the other modules. */
@Injectable()
export class PortSources extends ScoreSources {
  constructor(private readonly meetings: MeetingsApi, private readonly rectification: RectificationApi) {
    super();
  }

  async routine(tx: Tx, assesseeId: string): Promise<RoutineInputs> {
    const figures = await tx.sql<Figure>('select node, item, value from officer_score where assessee_id = ?', [assesseeId]);
    const events = await tx.sql<Event>('select question, matter, day, points from event_record where assessee_id = ? and not withdrawn order by day, id', [assesseeId]);
    const [assessee] = await tx.sql<{ facts: ScoreInputs['facts'] }>('select facts from assessee where id = ?', [assesseeId]);
    const officer: Record<string, number> = {};
    const sheets: Record<string, Record<string, number>> = {};
    for (const { node, item, value } of figures) {
      if (item === '') officer[node] = Number(value);
      else (sheets[node] ??= {})[item] = Number(value);
    }
    return { officer, sheets, events: events.map((event) => ({ ...event, points: Number(event.points) })), external: {}, facts: assessee?.facts ?? {} };
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
