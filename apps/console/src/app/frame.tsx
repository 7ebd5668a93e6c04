import { Dropdown } from 'antd';
import { lazy, Suspense, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../client/index.ts';
import { setLocale } from '../i18n/index.ts';
import { usePreferences } from '../theme/preferences.tsx';
import { TEXT_SIZES } from '../theme/theme.ts';
import { AppShell, clockTime, dayWords, JobTray, LoadingPanel, PageBody, Tag, useGo, useToday } from '../ui/index.ts';
import { mayEver, useMe, useSignOut } from './auth.tsx';
import { CycleProvider, CycleSwitch, useCycle } from './cycle.tsx';
import { isShown, NAV, needsOf } from './nav.ts';
import { SearchTool } from './search-tool.tsx';
import { useTour } from './use-tour.tsx';

// brings the roles' definitions along, which the first page need not wait for
const NoAccess = lazy(async () => ({ default: (await import('./no-access.tsx')).NoAccess }));

/** Rail, top bar and main part around a page, filled with what the reader may see. */
export function Frame({ path, children }: { readonly path: string; readonly children: ReactNode }) {
  const { t } = useTranslation();
  const me = useMe();
  const tour = useTour(path);
  const wanted = needsOf(path);
  const shut = wanted?.needs && !mayEver(me.can, wanted.needs[0], wanted.needs[1]) ? wanted : null;
  const counts = useApiQuery<Readonly<Record<string, number>>>('/todos/counts', { refetchMs: 60_000 });
  const groups = NAV.map((group) => ({
    id: group.id ?? 'home',
    label: group.id ? t(`nav.group.${group.id}`) : null,
    items: group.entries
      .filter((e) => isShown(e, (action, subject) => mayEver(me.can, action, subject)))
      .map((e) => ({ to: e.to, icon: e.icon, label: t(`nav.${e.id}`), count: counts.data?.[e.id], also: e.also })),
  }));
  return (
    <CycleProvider>
      <AppShell
        brand={t('app.name')} mark={t('app.mark')} groups={groups} path={path}
        left={<><CycleSwitch />{me.demo ? <Tag>{t('app.demo')}</Tag> : null}</>}
        right={<><SearchTool />{mayEver(me.can, 'read', 'Job') ? <JobTray /> : null}<TextSizeTool /><LanguageTool />{tour.help}<UserMenu /></>}
      >
        <PrintHead />
        {tour.offer}
        {shut ? <Suspense fallback={<PageBody><LoadingPanel /></PageBody>}><NoAccess entry={shut} /></Suspense> : children}
      </AppShell>
      {tour.running}
    </CycleProvider>
  );
}

export function TextSizeTool() {
  const { t } = useTranslation();
  const { textSize, setTextSize } = usePreferences();
  const next = TEXT_SIZES[(TEXT_SIZES.indexOf(textSize) + 1) % TEXT_SIZES.length] ?? 'normal';
  return <button type="button" className="tool" aria-label={t('app.text.label')} onClick={() => setTextSize(next)}>{t(`app.text.${textSize}`)}</button>;
}

export function LanguageTool() {
  const { t, i18n } = useTranslation();
  return <button type="button" className="tool lang" aria-label={t('app.language.label')} onClick={() => void setLocale(i18n.language === 'en' ? 'zh-CN' : 'en')}>{t('app.language')}</button>;
}

function UserMenu() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const go = useGo();
  const signOut = useSignOut();
  const { contrast, setContrast } = usePreferences();
  const items = [
    { key: 'password', label: t('app.changePassword'), onClick: () => go('/password') },
    { key: 'security', label: t('app.security'), onClick: () => go('/security') },
    { key: 'language', label: t('app.language'), onClick: () => void setLocale(i18n.language === 'en' ? 'zh-CN' : 'en') },
    { key: 'contrast', label: t(contrast ? 'app.contrast.plain' : 'app.contrast.more'), onClick: () => setContrast(!contrast) },
    { key: 'out', label: t('app.signOut'), onClick: () => void signOut() },
  ];
  return (
    <Dropdown menu={{ items }} trigger={['click']} placement="bottomRight">
      <button type="button" className="who"><span>{me.account.name}</span><span className="c3">{me.homeOrg?.name}</span></button>
    </Dropdown>
  );
}

function PrintHead() {
  const { t, i18n } = useTranslation();
  const me = useMe();
  const cycle = useCycle();
  const today = useToday();
  return (
    <div className="print-head">
      <span>{me.homeOrg?.name} {cycle?.title}{me.demo ? ` ${t('app.demo')}` : ''}</span>
      <span>{t('app.printed', { time: `${dayWords(today, i18n.language, undefined)} ${clockTime(new Date(), false)}` })}</span>
    </div>
  );
}
