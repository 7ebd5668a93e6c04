import type { ProblemOut } from '@shuping/contracts';
import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../client/index.ts';
import { DayText, KeyValue, Loaded, Tag } from '../../ui/index.ts';
import { ActBox } from './act-box.tsx';
import { HistoryList } from './history-list.tsx';
import { ItemLight } from './ledger-table.tsx';

type Props = { readonly id: string; readonly onClose: () => void; readonly onOpen: (id: string) => void };

/** One item: source, cause, measure, proof, verification and what happened so far. */
export function DetailPane({ id, onClose, onOpen }: Props) {
  const query = useApiQuery<ProblemOut>(`/problems/${id}`);
  return <Loaded query={query} rows={8}>{(item) => <Detail item={item} onClose={onClose} onOpen={onOpen} />}</Loaded>;
}

function Detail({ item, onClose, onOpen }: { readonly item: ProblemOut; readonly onClose: () => void; readonly onOpen: (id: string) => void }) {
  const { t, i18n } = useTranslation();
  return (
    <div className="ledger-detail">
      <div className="row s12 c3">
        <span>{t('ledger.number', { unit: item.orgName, number: item.number })}</span><span className="sp" /><ItemLight row={item} />
        <button type="button" className="linkish s13 ledger-close no-print" onClick={onClose}>{t('ui.close')}</button>
      </div>
      <h2>{item.title}</h2>
      <KeyValue labelWidth={i18n.language === 'en' ? 80 : 56} items={useFacts(item, onOpen)} />
      <h3>{t('ledger.history')}</h3>
      <HistoryList item={item} />
      <ActBox key={`${item.id}:${item.version}`} item={item} />
    </div>
  );
}

function useFacts(item: ProblemOut, onOpen: (id: string) => void) {
  const { t } = useTranslation();
  const linked = (link: ProblemOut['repeats']) => link && <button type="button" className="linkish" onClick={() => onOpen(link.id)}>{link.title}</button>;
  const none = <span className="c3">{t('ledger.notYet')}</span>;
  const facts = [
    { key: 'source', label: t('ledger.fact.source'), value: <>{t(`ledger.source.${item.source}`)} <span className="c3"><DayText day={item.foundOn} /></span></> },
    { key: 'detail', label: t('ledger.fact.detail'), value: item.detail },
    { key: 'person', label: t('ledger.fact.person'), value: `${item.personName} ${item.orgName}` },
    { key: 'cause', label: t('ledger.fact.cause'), value: item.cause || none },
    { key: 'measure', label: t('ledger.fact.measure'), value: item.measure || none },
    { key: 'owner', label: t('ledger.fact.owner'), value: item.owner || none },
    { key: 'answerable', label: t('ledger.fact.answerable'), value: item.answerable || none },
    { key: 'deadline', label: t('ledger.fact.deadline'), value: item.deadline ? <><DayText day={item.deadline} /> {item.level ? <Tag>{t(`ledger.level.${item.level}`)}</Tag> : null}</> : none },
    { key: 'repeats', label: t('ledger.repeat'), value: item.repeats && <>{linked(item.repeats)}{item.source === 'carried' || item.source === 'common' || item.history.some((entry) => entry.kind === 'asked') ? null : <p className="c3 s12">{t('ledger.repeat.asks')}</p>}</> },
    { key: 'common', label: t('ledger.common.part'), value: linked(item.common) },
    { key: 'joined', label: t('ledger.common.members'), value: item.members.length === 0 ? null : <span className="ledger-joined">{item.members.map((one) => <button key={one.id} type="button" className="linkish" onClick={() => onOpen(one.id)}>{one.orgName} · {one.title} <span className="c3">{t(`ledger.state.${one.state}`)}</span></button>)}</span> },
    { key: 'from', label: t('ledger.fact.from'), value: linked(item.carriedFrom) },
    { key: 'to', label: t('ledger.fact.to'), value: linked(item.carriedTo) },
    { key: 'members', label: t('ledger.fact.members'), value: item.satisfaction ? t('ledger.members.said', item.satisfaction) : null },
    { key: 'spot', label: t('ledger.spot.title'), value: item.spot ? t(`ledger.spotState.${item.spot}`) : null },
    { key: 'closed', label: t('ledger.fact.closed'), value: item.closedOn ? <><DayText day={item.closedOn} /> {item.closedBy}</> : null },
  ];
  return facts.filter(({ value }) => value !== null && value !== '');
}
