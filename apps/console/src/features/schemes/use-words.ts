import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import type { Words } from './model/rows.ts';

/** Words of a sector's scheme in the reader's language: the console's own, then the plugin's, then the id itself. */
export function useWords(sector: string): Words {
  const { t, i18n } = useTranslation();
  const text = useText();
  const language = i18n.language;
  return useMemo<Words>(() => ({
    t: (key, params) => t(key, { ...params }),
    text: (ref) => text(ref),
    id: (kind, id) => {
      const [owner = '', ...rest] = id.split('.');
      const keys = [`schemes.${kind}.${id}`, `${sector}.${kind}.${id}`, `${owner}.${kind}.${rest.join('.')}`];
      const found = keys.find((key) => i18n.exists(key));
      return found ? t(found) : id;
    },
  }), [t, text, i18n, sector, language]);
}
