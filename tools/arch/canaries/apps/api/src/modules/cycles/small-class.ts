import { TallyRecord } from '../meetings/meeting.entity.ts';
export const marks = 'select marks from ballot.sealed where meeting = $1';
export const counts = 'select tally from tally where meeting_id = ?';
export const shown = (own: { valid: number }) => own as Published<{ valid: number }>;
export const again = (list: never[]) => countMarks(list);
