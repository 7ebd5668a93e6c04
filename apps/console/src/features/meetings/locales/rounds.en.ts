import type { Catalogue } from '@shuping/kernel';

/** Rounds of the voting and waves of late-comers. */
export const rounds: Catalogue = {
  'issue.meeting.wave-open': 'Late-comers are still being checked in',
  'errors.meeting.round-needed': 'This meeting votes in several rounds: say which one',
  'errors.meeting.round-unknown': 'There is no such round',
  'errors.meeting.round-open': 'Another round is still open; one is open at a time',
  'errors.meeting.wave-too-small': 'Late-comers are checked in {{needed}} or more at a time; these would be {{heads}}. A ticket given to one person alone is a name: wait until more have come',
  'errors.meeting.wave-open': 'Late-comers are being checked in already; end that first',
  'errors.meeting.wave-round-open': 'A round is open; let late-comers in after it has closed',
  'errors.meeting.no-wave': 'No late-comers are being checked in',
};
