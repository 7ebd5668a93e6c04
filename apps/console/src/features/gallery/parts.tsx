import { Checkbox, DatePicker, Input, InputNumber, Radio, Segmented, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Bar, ChainDots, DataTable, DayText, Figure, figure, FilterBar, Grade, GuardList, KeyValue, LayerTag, LightText, Meter, SearchFilter, Section, SegFilter, SelectFilter, Steps4, SumChip, TabBar, Tag } from '../../ui/index.ts';

const NOTHING = (): void => undefined;

export function Controls() {
  const { t } = useTranslation();
  const [tab, setTab] = useState('all');
  const options = [{ id: 'all', label: t('gallery.all'), count: 46 }, { id: 'vetting', label: t('gallery.vetting'), count: 11 }];
  const choices = [{ value: 1, label: t('ui.grade.hao') }, { value: 2, label: t('ui.grade.jiao') }];
  return (
    <Section title="TabBar, filters, antd controls">
      <TabBar tabs={options} value={tab} onChange={setTab} />
      <FilterBar right={<span className="s13 c2">FilterBar</span>}>
        <SegFilter label={t('gallery.all')} options={options} value={tab} onChange={setTab} />
        <SelectFilter label={t('gallery.field')} value="all" options={options} onChange={NOTHING} />
        <SearchFilter value="" placeholder={t('gallery.name')} onChange={NOTHING} />
      </FilterBar>
      <div className="row" style={{ flexWrap: 'wrap', gap: 16, marginTop: 8 }}>
        <Input style={{ width: 160 }} defaultValue="1" /><InputNumber defaultValue={12} status="error" /><Select style={{ width: 160 }} defaultValue={1} options={choices} /><DatePicker />
        <Checkbox defaultChecked>A</Checkbox><Radio.Group defaultValue={1} options={choices} /><Switch defaultChecked /><Segmented options={['A', 'B']} />
      </div>
    </Section>
  );
}

export function Facts() {
  const { t } = useTranslation();
  return (
    <div className="two">
      <Section title="Grade, LightText, LayerTag, Tag, DayText, Figure" ruled>
        <div className="row" style={{ gap: 24, padding: '12px 0' }}><Grade grade="hao" /><Grade grade="jiao" /><Grade grade="yiban" /><Grade grade="cha" /><Grade grade="none" /><Grade grade="jiao" large /></div>
        <div className="row" style={{ gap: 24 }}><LightText light="late">{t('gallery.lateDays')}</LightText><LightText light="soon">{t('gallery.soon')}</LightText><LightText light="normal">{t('gallery.fine')}</LightText><LightText light="closed">{t('gallery.closed')}</LightText></div>
        <div className="row" style={{ padding: '12px 0' }}><LayerTag layer="plugin" /><LayerTag layer="province" /><LayerTag layer="city" /><LayerTag layer="county" /><LayerTag layer="host" /><Tag>{t('stage.vetting')}</Tag><Tag tone="red">red</Tag><Tag tone="blue">blue</Tag><Tag tone="green">green</Tag><Tag tone="amber">amber</Tag></div>
        <div className="row" style={{ gap: 24 }}><DayText day="2026-12-18" weekday /><DayText day="2026-12-14" lateDays={2} /><DayText day={null} /></div>
        <div className="figures" style={{ marginTop: 16 }}><Figure large value={41} unit={t('gallery.minutes')} note={t('gallery.median')} /><Figure large value={3296} /><Figure large value={4} late note={t('gallery.lateDays')} /></div>
      </Section>
      <Section title="Meter, Bar, Steps4, ChainDots, SumChip, GuardList, KeyValue" ruled>
        <Meter label={t('gallery.whole')} part={0.94} words={`${figure(3296)} / ${figure(3500)}`} />
        <Meter label={t('gallery.share')} part={0.3} limit={0.333} words="30%" tone="warn" />
        <Bar part={0.75} pale />
        <div className="row" style={{ gap: 24, padding: '12px 0' }}><Steps4 filled={3} /><ChainDots of={4} signed={1} at={1} label={t('gallery.chain')} /><SumChip ok>{t('gallery.sumOk')}</SumChip><SumChip ok={false} fix={<button type="button" className="linkish s12">{t('gallery.fix')}</button>}>{t('gallery.sumBad')}</SumChip></div>
        <GuardList items={[{ key: 'a', done: false, text: t('gallery.guardOpen'), act: <button type="button" className="linkish">{t('gallery.list')}</button> }, { key: 'b', done: true, text: t('gallery.guardDone') }]} />
        <KeyValue items={[{ label: t('gallery.source'), value: t('gallery.sourceText') }, { label: t('gallery.col.unit'), value: t('gallery.long') }]} />
      </Section>
    </div>
  );
}

type Sample = { readonly id: string; readonly unit: string; readonly person: string; readonly chars: number; readonly due: string; readonly late: number };

export function Rows() {
  const { t } = useTranslation();
  const [ids, set] = useState<ReadonlySet<string>>(new Set(['2']));
  const [current, setCurrent] = useState('3');
  const rows: readonly Sample[] = [
    { id: '1', unit: t('gallery.long'), person: t('gallery.person'), chars: 3410, due: '2026-12-15', late: 1 },
    { id: '2', unit: t('gallery.unit'), person: t('gallery.person'), chars: 3120, due: '2026-12-17', late: 0 },
    { id: '3', unit: t('gallery.unit'), person: t('gallery.person'), chars: 882, due: '2026-12-18', late: 0 },
  ];
  return (
    <Section title="DataTable">
      <DataTable
        label="DataTable" rows={rows} rowKey={(r) => r.id} selection={{ ids, set }} current={current} onOpen={(r) => setCurrent(r.id)} sort={{ by: '-chars', set: NOTHING }}
        columns={[
          { key: 'unit', title: t('gallery.col.unit'), render: (r) => r.unit },
          { key: 'person', title: t('gallery.col.person'), width: 168, render: (r) => r.person },
          { key: 'chars', title: t('gallery.col.chars'), width: 96, num: true, sort: 'chars', render: (r) => figure(r.chars) },
          { key: 'due', title: t('gallery.col.due'), width: 120, num: true, quiet: true, render: (r) => <DayText day={r.due} lateDays={r.late} /> },
        ]}
      />
    </Section>
  );
}
