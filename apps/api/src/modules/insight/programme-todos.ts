import type { TodoKind, TodoOut } from '@shuping/contracts';
import { isProgrammeInForce, isProgrammeWithdrawn, type ProgrammeState } from '@shuping/domain';
import type { Day } from '@shuping/kernel';
import { can } from '@shuping/permissions';
import type { Stage } from '@shuping/scheme';
import type { Reminded, TodoContext } from './todo-context.ts';

/** A programme that is addressed to an organisation at which the asker works, with its cycle of that year. */
export type OrderedRow = {
  readonly programmeId: string; readonly title: string; readonly ownerName: string; readonly state: ProgrammeState; readonly due: Day | null; readonly hostId: string; readonly hostName: string; readonly orgPath: string; readonly noted: boolean; /** changes of days of which the host took no note */ readonly unseen: number;
  readonly cycleId: string | null; readonly cycleTitle: string | null; readonly stage: Stage | null; readonly joined: boolean; readonly reminded: Reminded;
};

export const ORDERED = `select p.id as "programmeId", p.title, p.owner_name as "ownerName", p.state, p.calendar -> 'planning' ->> 'latest' as due, h.host_id as "hostId", h.host_name as "hostName", h.org_path as "orgPath", h.noted_at is not null as noted, jsonb_array_length(p.changes) - h.seen_changes as unseen,
    c.id as "cycleId", c.title as "cycleTitle", c.stage, coalesce(c.programme_id = p.id, false) as joined,
    (select jsonb_build_object('on', m.day, 'by', m.by, 'note', m.note) from v_programme_reminder m where m.programme_id = p.id and m.host_id = h.host_id and m.stage = coalesce(c.stage, 'none') order by m.at desc limit 1) as reminded
  from v_programme_host h join v_programme p on p.id = h.programme_id
  left join lateral (select k.id, k.title, k.stage, k.programme_id from v_cycle k where k.host_id = h.host_id and k.period = p.year::text order by (k.programme_id = p.id) desc nulls last, k.period_end desc limit 1) c on true
  where h.org_path in (select value from jsonb_array_elements_text(?::jsonb)) order by p.issued_at, p.id limit 100`;

/** 下级进度滞后: per order of the asker's own office, its hosts that opened no cycle by the day or are behind in something (R-C3); the page lists the same. */
export function hostsLate(ctx: TodoContext): TodoOut[] {
  return ctx.rows.standing.flatMap((row): TodoOut[] => {
    const late = row.stages.filter((one) => one.late > 0).sort((a, b) => b.late - a.late);
    const count = late.reduce((sum, one) => sum + one.late, 0);
    const [most] = late;
    if (!most) return [];
    const unopened = late.find((one) => one.stage === 'none')?.late ?? 0;
    return [{
      id: `hosts_late:${row.programmeId}`, kind: 'hosts_late', due: row.since, lateDays: ctx.lateDays(row.since), title: { key: 'todo.hosts_late', params: { title: row.title, count } }, waiting: null,
      what: { key: unopened === 0 ? 'todo.hosts_late.behind' : unopened === count ? 'todo.hosts_late.unopened' : 'todo.hosts_late.both', params: { unopened, behind: count - unopened } },
      stage: most.stage === 'none' ? 'planning' : most.stage, href: `/programmes/${row.programmeId}/progress?late=1`, count, reminded: null,
    }];
  });
}

/** 年度部署: cycles to open, cycles that the superior urged, and orders withdrawn under a running cycle. */
export function programmesToFollow(ctx: TodoContext): TodoOut[] {
  return ctx.rows.ordered.flatMap((row): TodoOut[] => {
    const place = { orgPath: row.orgPath, publishedTo: '' };
    const params = { owner: row.ownerName, title: row.title, host: row.hostName };
    const made = (kind: TodoKind, href: string, due: Day | null, more: Record<string, string> = {}): TodoOut => ({
      id: `${kind}:${row.programmeId}:${row.hostId}`, kind, due, lateDays: ctx.lateDays(due), title: { key: `todo.${kind}`, params: { ...params, ...more } }, waiting: null, what: null, stage: row.stage ?? 'planning', href, count: 1, reminded: row.reminded,
    });
    const page = `/programmes/${row.programmeId}`;
    if (isProgrammeWithdrawn(row.state)) return row.joined && !row.noted && can(ctx.who.ability, 'update', 'Cycle', place) ? [made('programme_withdrawn', page, null)] : [];
    if (!isProgrammeInForce(row.state)) return [];
    const moved = row.unseen > 0 && can(ctx.who.ability, 'update', 'Cycle', place) ? [made('programme_moved', page, null)] : [];
    if (row.cycleId === null) return [...(can(ctx.who.ability, 'create', 'Cycle', place) ? [made('programme', page, row.due)] : []), ...moved];
    return [...moved, ...(row.reminded && can(ctx.who.ability, 'update', 'Cycle', place) ? [made('urged', `/cycles/${row.cycleId}`, null, { cycle: row.cycleTitle ?? '' })] : [])];
  });
}
