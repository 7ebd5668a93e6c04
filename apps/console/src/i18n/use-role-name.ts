import { useTranslation } from 'react-i18next';

/** Name of a role with its qualifier; a plugin's role by the plugin's own words. */
export function useRoleName(): (role: string, plugin: string, qualifierTitle?: string) => string {
  const { t, i18n } = useTranslation();
  const worded = (keys: readonly string[], fallback: string): string => {
    const key = keys.find((one) => i18n.exists(one));
    return key === undefined ? fallback : t(key);
  };
  // duties are worded by the plugin that brings them, whichever that is
  const dutyKeys = (duty: string): string[] => Object.keys((i18n.getResourceBundle(i18n.language, 'translation') ?? {}) as Record<string, string>).filter((key) => key.endsWith(`.role.${duty}`));
  return (role, plugin, qualifierTitle) => {
    const [base = '', qualifier] = role.split(':');
    const name = worded(plugin === '' ? [`admin.role.${base}`] : [`${plugin}.role.${base}`], base);
    return qualifier === undefined ? name : t('admin.role.qualified', { role: name, qualifier: qualifierTitle ?? worded(dutyKeys(qualifier), qualifier) });
  };
}
