import type { DisksOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { usePoll } from '../../client/index.ts';
import { DataTable, Section, Tag, type Column } from '../../ui/index.ts';
import { AdminFrame } from './admin-frame.tsx';

type Disk = DisksOut['disks'][number];

/** 系统管理 · 磁盘空间: how full the disks are that the server writes to. */
export function Page() {
  return <AdminFrame tab="disks"><Disks /></AdminFrame>;
}

function Disks() {
  const { t } = useTranslation();
  const { data } = usePoll<DisksOut>('/installation/disks', 10_000);
  if (!data) return null;
  const columns: readonly Column<Disk>[] = [
    { key: 'place', title: t('admin.disks.place'), render: (one) => t(`admin.disks.place.${one.place}`) },
    { key: 'used', title: t('admin.disks.used'), width: 112, num: true, render: (one) => `${one.usedPercent}%` },
    { key: 'free', title: t('admin.disks.free'), width: 128, num: true, render: (one) => one.free },
    { key: 'state', title: t('admin.disks.state'), width: 128, render: (one) => <Tag tone={one.low ? 'red' : 'green'}>{t(one.low ? 'admin.disks.low' : 'admin.disks.good')}</Tag> },
  ];
  const low = data.disks.some((one) => one.low);
  return (
    <Section title={t(low ? 'admin.disks.low.what' : 'admin.tab.disks')} ruled>
      {low ? <p className="c2">{t('admin.disks.low.why')}</p> : null}
      <DataTable rows={data.disks} columns={columns} rowKey={(one) => one.place} label={t('admin.tab.disks')} />
      <p className="c2 s13">{t('admin.disks.note', { watermark: data.watermark })}{data.disks.some((one) => one.place === 'database') ? '' : t('admin.disks.elsewhere')}</p>
    </Section>
  );
}
