import type { PluginsOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import type { z } from 'zod';
import { useApiQuery } from '../../client/index.ts';
import { useText, type Worded } from '../../i18n/index.ts';
import { DataTable, EmptyPanel, Loaded, type Column } from '../../ui/index.ts';
import { AdminFrame } from './admin-frame.tsx';

type Plugin = z.infer<typeof PluginsOut>['items'][number];

/** 系统管理 · 领域插件: what this installation carries. */
export function Page() {
  return <AdminFrame tab="plugins"><Plugins /></AdminFrame>;
}

function Plugins() {
  const { t } = useTranslation();
  const text = useText();
  const query = useApiQuery<z.infer<typeof PluginsOut>>('/plugins');
  const columns: readonly Column<Plugin>[] = [
    { key: 'title', title: t('admin.plugin.title'), render: (one) => <>{text(one.title as Worded)} <span className="c3 s12">{one.id}</span></> },
    { key: 'version', title: t('admin.plugin.version'), width: 96, render: (one) => one.version },
    { key: 'questions', title: t('admin.plugin.questions'), width: 96, num: true, render: (one) => one.questions },
    { key: 'roles', title: t('admin.plugin.roles'), width: 96, num: true, render: (one) => one.roles },
    { key: 'enabled', title: t('admin.plugin.enabled'), width: 128, num: true, render: (one) => one.enabledAt },
    { key: 'hash', title: t('admin.plugin.hash'), width: 176, quiet: true, hint: (one) => one.hash, render: (one) => <code className="s12">{one.hash.slice(0, 16)}</code> },
  ];
  return (
    <Loaded query={query} isEmpty={(data) => data.items.length === 0} empty={<EmptyPanel what={t('admin.plugin.empty')} why={t('admin.plugin.empty.why')} />}>
      {(data) => <DataTable tall rows={data.items} columns={columns} rowKey={(one) => one.id} label={t('admin.tab.plugins')} />}
    </Loaded>
  );
}
