import type { VersionsOut } from '@shuping/contracts';
import { dayOf } from '@shuping/kernel';
import { Modal } from 'antd';
import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../client/index.ts';
import { DayText, EmptyPanel, figure, Loaded } from '../../ui/index.ts';

/** 历史稿: every frozen draft, with what an import could not place. */
export function VersionsDialog({ reportId, onClose }: { readonly reportId: string; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const query = useApiQuery<VersionsOut>(`/reports/${reportId}/versions`);
  return (
    <Modal open title={t('report.versions.title')} footer={null} width={640} onCancel={onClose}>
      <Loaded query={query} rows={4} isEmpty={(data) => data.items.length === 0} empty={<EmptyPanel what={t('report.versions.none')} why={t('report.versions.noneWhy')} />}>
        {(data) => (
          <ol className="report-versions">
            {[...data.items].reverse().map((version) => (
              <li key={version.number}>
                <div className="row"><b>{t('report.versions.number', { number: version.number })}</b><span className="c2 s13">{t(`report.versions.kind.${version.kind}`)}</span><span className="sp" /><span className="num s13">{t('report.versions.words', { words: figure(version.words) })}</span></div>
                <p className="s12 c3">{version.madeBy} · <DayText day={dayOf(new Date(version.madeAt))} />{version.cut !== null && version.cut > 0 ? ` · ${t('report.versions.cut', { cut: figure(version.cut) })}` : ''}</p>
                {version.unmatched.map((part, index) => <details key={index} className="s13"><summary>{t('report.versions.unmatched', { title: part.title || t('report.versions.untitled') })}</summary><p className="wrap">{part.text}</p></details>)}
              </li>
            ))}
          </ol>
        )}
      </Loaded>
    </Modal>
  );
}
