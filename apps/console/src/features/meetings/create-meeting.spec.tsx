import { describe, expect, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderAt, serve } from '../../testing/render.tsx';
import { CreateMeeting, heardBy, nextSector, scopeChoices } from './create-meeting.tsx';
import { catalogue } from './locales/zh-CN.ts';

const words = { ...catalogue, 'school.sector': '学校', 'hospital.sector': '医院' };
const SECTORS = [{ sector: 'hospital', debriefs: 3, meetings: 1 }, { sector: 'school', debriefs: 12, meetings: 0 }];

const person = (assesseeId: string, sector: string, area: string) => ({ assesseeId, personName: assesseeId, orgName: '支部', sector, area });
const EVERYBODY = { coverage: { debriefs: 15, twice: 0, without: Array.from({ length: 15 }, (_, at) => person(`p${at}`, at < 12 ? 'school' : 'hospital', '/t/')) }, areas: [] };
const NOBODY = { coverage: { debriefs: 15, without: [], twice: 0 }, areas: [] };

describe('R-C4 R-F9 who debriefs in a meeting', () => {
  test('the sector without a meeting is suggested, named in the title and sent', async () => {
    const seen = serve({ 'POST /api/meetings': { id: 'm1' } });
    await renderAt(<CreateMeeting cycleId="c1" sectors={SECTORS} {...EVERYBODY} suggested="2026 年度述职评议会" onClose={() => undefined} />, { words });
    expect(screen.getByDisplayValue('2026 年度述职评议会（学校）')).toBeTruthy();
    expect(screen.getByText(catalogue['meetings.sector.why'] ?? '')).toBeTruthy();
    fireEvent.change(document.querySelector('input[type="datetime-local"]')!, { target: { value: '2026-12-18T09:00' } });
    fireEvent.click(screen.getByText(/^建\s*会$/));
    await waitFor(() => expect(seen).toHaveLength(1));
    expect(await seen[0]!.json()).toMatchObject({ sector: 'school', title: '2026 年度述职评议会（学校）' });
  });

  test('a cycle of one sector asks nothing', async () => {
    await renderAt(<CreateMeeting cycleId="c1" sectors={[SECTORS[1]!]} {...EVERYBODY} suggested="述职评议会" onClose={() => undefined} />, { words });
    expect(screen.queryByText(catalogue['meetings.sector.why'] ?? '')).toBeNull();
    expect(screen.getByDisplayValue('述职评议会')).toBeTruthy();
  });

  test('where nobody is left, nothing is offered and no meeting is made', async () => {
    expect(nextSector(SECTORS, [])).toBe('');
    expect(nextSector(SECTORS, [{ sector: 'hospital' }])).toBe('hospital');
    expect(nextSector([], [])).toBe('');
    await renderAt(<CreateMeeting cycleId="c1" sectors={SECTORS} {...NOBODY} suggested="述职评议会" onClose={() => undefined} />, { words });
    fireEvent.change(document.querySelector('input[type="datetime-local"]')!, { target: { value: '2026-12-18T09:00' } });
    expect(screen.getByText(catalogue['meetings.create.nobody']!)).toBeTruthy();
    expect(screen.getByText(/^建\s*会$/).closest('button')!.disabled).toBe(true);
  });

  test('all sectors in one meeting, an area, people one by one: who is on an agenda already is left out', () => {
    const cycle = { sectors: SECTORS.map((one) => ({ ...one, debriefs: 2 })), coverage: { debriefs: 4, twice: 0, without: [person('a', 'school', '/t1/'), person('b', 'school', '/t2/'), person('c', 'hospital', '/t2/')] }, areas: [{ area: '/t1/', title: '青溪镇', debriefs: 1, sectors: ['school'] }, { area: '/t2/', title: '石桥镇', debriefs: 2, sectors: ['school', 'hospital'] }] };
    expect(scopeChoices(cycle)).toEqual(['sector:hospital', 'sector:school', 'all', 'area:/t1/', 'area:/t2/', 'hand']);
    expect(heardBy('all', cycle, [])).toEqual({ assessees: ['a', 'b', 'c'] });
    expect(heardBy('area:/t2/', cycle, [])).toEqual({ assessees: ['b', 'c'] });
    expect(heardBy('sector:school', cycle, [])).toEqual({ sector: 'school' });
    expect(scopeChoices({ ...cycle, coverage: { ...cycle.coverage, without: [person('c', 'hospital', '/t2/')] } })).not.toContain('sector:school');
    expect(heardBy('sector:hospital', cycle, [])).toEqual({ assessees: ['c'] });
    expect(heardBy('hand', cycle, ['b'])).toEqual({ assessees: ['b'] });
    const fresh = { ...cycle, coverage: { ...cycle.coverage, debriefs: 3 } };
    expect(heardBy('all', fresh, [])).toEqual({ sectors: ['hospital', 'school'] });
  });
});
