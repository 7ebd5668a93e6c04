import type { AuditEntry } from '@shuping/contracts';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DayInput, EmptyPanel, FilterBar, KeyValue, ListTable, SearchFilter, useList, type Column } from '../../ui/index.ts';
import './admin.css';
import { AdminFrame } from './admin-frame.tsx';

/** 系统管理 · 审计: who did what, when, before and after. */
export function Page() {
  return <AdminFrame tab="audit"><Entries /></AdminFrame>;
}

function Entries() {
  const { t, i18n } = useTranslation();
  const list = useList<AuditEntry>('/audit', ['action', 'subjectType', 'subjectId', 'from', 'to']);
  const [opened, setOpened] = useState<AuditEntry | null>(null);
  const time = (entry: AuditEntry): string => new Date(entry.at).toLocaleString(i18n.language, { timeZone: 'Asia/Shanghai', hour12: false });
  // a code that has no words yet is shown as it is
  const word = (kind: 'act' | 'of' | 'by', code: string): string => (i18n.exists(`admin.audit.${kind}.${code}`) ? t(`admin.audit.${kind}.${code}`) : code);
  const columns: readonly Column<AuditEntry>[] = [
    { key: 'at', title: t('admin.audit.at'), width: 168, render: time },
    { key: 'actor', title: t('admin.audit.actor'), width: 144, render: (entry) => word('by', entry.actorName) },
    { key: 'action', title: t('admin.audit.action'), width: 208, hint: (entry) => entry.action, render: (entry) => word('act', entry.action) },
    { key: 'subject', title: t('admin.audit.subject'), hint: (entry) => entry.subjectId, render: (entry) => <>{word('of', entry.subjectType)} <span className="c3 s12">{entry.subjectId}</span></> },
    { key: 'seq', title: t('admin.audit.seq'), width: 80, num: true, quiet: true, render: (entry) => entry.seq ?? t('ui.none') },
  ];
  return (
    <div className="admin-audit">
      <FilterBar>
        <SearchFilter value={list.filters['action'] ?? ''} placeholder={t('admin.audit.action.hint')} onChange={(action) => list.setFilter({ action })} />
        <SearchFilter value={list.filters['subjectId'] ?? ''} placeholder={t('admin.audit.subject.hint')} onChange={(subjectId) => list.setFilter({ subjectId })} />
        <DayInput label={t('admin.audit.from')} value={list.filters['from'] ?? ''} onChange={(from) => list.setFilter({ from })} />
        <DayInput label={t('admin.audit.to')} value={list.filters['to'] ?? ''} onChange={(to) => list.setFilter({ to })} />
      </FilterBar>
      <ListTable list={list} columns={columns} rowKey={(entry) => entry.id} label={t('admin.tab.audit')} onOpen={setOpened} empty={<EmptyPanel what={t('admin.audit.empty')} why={t('admin.audit.empty.why')} />} />
      {opened ? (
        <Modal open title={word('act', opened.action)} footer={null} onCancel={() => setOpened(null)} width={720}>
          <KeyValue items={[
            { key: 'at', label: t('admin.audit.at'), value: time(opened) }, { key: 'actor', label: t('admin.audit.actor'), value: word('by', opened.actorName) }, { key: 'subject', label: t('admin.audit.subject'), value: `${word('of', opened.subjectType)} ${opened.subjectId}` }, { key: 'code', label: t('admin.audit.code'), value: <code className="s12">{opened.action}</code> },
            { key: 'reason', label: t('admin.audit.reason'), value: opened.reason ?? t('ui.none') }, { key: 'before', label: t('admin.audit.before'), value: <pre className="admin-change">{shown(opened.before)}</pre> }, { key: 'after', label: t('admin.audit.after'), value: <pre className="admin-change">{shown(opened.after)}</pre> },
            { key: 'hash', label: t('admin.audit.hash'), value: <code className="s12">{opened.hash}</code> },
          ]} />
        </Modal>
      ) : null}
    </div>
  );
}

function shown(value: unknown): string {
  return value === null || value === undefined ? '' : JSON.stringify(value, null, 1);
}
