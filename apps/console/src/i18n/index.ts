import type { Catalogue, Locale } from '@shuping/kernel';
import type { Locale as AntdLocale } from 'antd/es/locale/index.js';
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { api } from '../client/api.ts';

export { useText, type TextParams, type Worded } from './use-text.ts';

const KEY = 'shuping.lang';
const loaders: Record<Locale, () => Promise<{ readonly catalogue: Catalogue; readonly antdLocale: AntdLocale }>> = {
  'zh-CN': () => import('./catalogue.zh-CN.ts'),
  en: () => import('./catalogue.en.ts'),
};
const antdLocales = new Map<string, AntdLocale>();

/** Language kept on this device; Chinese unless the reader chose otherwise. */
export function storedLocale(): Locale {
  return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN';
}

async function load(locale: Locale): Promise<void> {
  if (antdLocales.has(locale)) return;
  const loaded = await loaders[locale]();
  i18next.addResources(locale, 'translation', { ...loaded.catalogue });
  antdLocales.set(locale, loaded.antdLocale);
}

/** Wordings that sector plugins bring; they arrive after the first paint and never overwrite the product's own. */
async function loadPluginWords(locale: Locale): Promise<void> {
  try {
    const words = await api.get<Catalogue>(`/locales/${locale}`);
    i18next.addResourceBundle(locale, 'translation', words, false, false);
    i18next.emit('languageChanged', locale);
  } catch {
    // the page stays usable with its own words; keys of plugins show themselves
  }
}

/** Starts i18next with flat keys (`home.title`) and `{{places}}`. */
export async function startI18n(locale: Locale): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: locale, fallbackLng: 'zh-CN', keySeparator: false, nsSeparator: false, resources: {},
    interpolation: { escapeValue: false }, react: { bindI18n: 'languageChanged', useSuspense: false }, showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  await load(locale);
  document.documentElement.lang = locale;
}

/** Plugin wordings need a session; call once it is there. */
export function loadWordsOfPlugins(): Promise<void> {
  return loadPluginWords(storedLocale());
}

/** Switches language without a reload. */
export async function setLocale(locale: Locale): Promise<void> {
  await load(locale);
  localStorage.setItem(KEY, locale);
  document.documentElement.lang = locale;
  await i18next.changeLanguage(locale);
  void loadPluginWords(locale);
}

/** antd's own wordings in the current language. */
export function antdLocale(): AntdLocale {
  const found = antdLocales.get(i18next.language) ?? antdLocales.get('zh-CN');
  if (!found) throw new Error('startI18n has not run');
  return found;
}
