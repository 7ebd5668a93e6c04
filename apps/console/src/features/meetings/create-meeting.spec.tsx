import { describe, expect, jest, test } from '@jest/globals';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { renderAt, serve } from '../../testing/render.tsx';
import { CreateMeeting, nextSector } from './create-meeting.tsx';
import { catalogue } from './locales/zh-CN.ts';

jest.setTimeout(30_000);

const words = { ...catalogue, 'school.sector': '学校', 'hospital.sector': '医院' };
const SECTORS = [{ sector: 'hospital', debriefs: 3, meetings: 1 }, { sector: 'school', debriefs: 12, meetings: 0 }];

describe('R-C4 a meeting hears one sector', () => {
  test('the sector without a meeting is suggested, named in the title and sent', async () => {
    const seen = serve({ 'POST /api/meetings': { id: 'm1' } });
    await renderAt(<CreateMeeting cycleId="c1" sectors={SECTORS} suggested="2026 年度述职评议会" onClose={() => undefined} />, { words });
    expect(screen.getByDisplayValue('2026 年度述职评议会（学校）')).toBeTruthy();
    expect(screen.getByText(catalogue['meetings.sector.why'] ?? '')).toBeTruthy();
    fireEvent.change(document.querySelector('input[type="datetime-local"]')!, { target: { value: '2026-12-18T09:00' } });
    fireEvent.click(screen.getByText(/^建\s*会$/));
    await waitFor(() => expect(seen).toHaveLength(1));
    expect(await seen[0]!.json()).toMatchObject({ sector: 'school', title: '2026 年度述职评议会（学校）' });
  });

  test('a cycle of one sector asks nothing', async () => {
    await renderAt(<CreateMeeting cycleId="c1" sectors={[SECTORS[1]!]} suggested="述职评议会" onClose={() => undefined} />, { words });
    expect(screen.queryByText(catalogue['meetings.sector.why'] ?? '')).toBeNull();
    expect(screen.getByDisplayValue('述职评议会')).toBeTruthy();
  });

  test('after the last one the first is suggested again', () => {
    expect(nextSector([SECTORS[0]!])).toBe('hospital');
    expect(nextSector([])).toBe('');
  });
});
