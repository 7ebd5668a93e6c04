import type { RosterNote } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';

/** Words of what is wrong in a row, with the cell. */
export function useNoteText(): (note: RosterNote) => string {
  const { t, i18n } = useTranslation();
  return (note) => {
    const key = `rosters.problem.${note.code}`;
    const words = i18n.exists(key) ? t(key, { ...note.params }) : note.code;
    return note.at ? `${note.at} ${words}` : words;
  };
}
