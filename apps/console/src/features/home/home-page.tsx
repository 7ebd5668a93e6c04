import { useTranslation } from 'react-i18next';
import { useApiQuery } from '../../client/index.ts';
import { dayWords, EmptyPanel, Loaded, PageBody, PageHeader, TabBar, useToday, useUrlState, weekdayWords } from '../../ui/index.ts';
import './home.css';
import { BurdenBlock } from './burden-block.tsx';
import { ProgressBlock } from './progress-block.tsx';
import { TodoTable } from './todo-table.tsx';
import { TODO_TABS, type Todos, type TodoTab } from './todos.ts';
import { WaitingBlock, WaitingTable } from './waiting-block.tsx';

/** 工作台: what waits for me, who waits, how late. */
export function Page() {
  const { t } = useTranslation();
  const [search, setSearch] = useUrlState();
  const tab: TodoTab = TODO_TABS.find((id) => id === search['tab']) ?? 'open';
  const todos = useApiQuery<Todos>('/todos');
  const counts = { open: todos.data?.items.length, waiting: todos.data?.waitingForOthers.length };
  const tabs = TODO_TABS.map((id) => ({ id, label: t(`home.tab.${id}`), count: counts[id] }));
  return (
    <>
      <PageHeader title={t('home.title')} sub={<Facts todos={todos.data} />} />
      <PageBody>
        <TabBar tabs={tabs} value={tab} onChange={(id) => setSearch({ tab: id === 'open' ? null : id })} label={t('home.title')} />
        <Loaded query={todos} rows={8}>
          {(data) => (tab === 'waiting' ? <WaitingTab data={data} /> : <OpenTab data={data} />)}
        </Loaded>
      </PageBody>
    </>
  );
}

function OpenTab({ data }: { readonly data: Todos }) {
  return (
    <>
      <TodoTable items={data.items} />
      {data.progress ? <ProgressBlock progress={data.progress} /> : null}
      <div className="two">
        {data.burden ? <BurdenBlock burden={data.burden} /> : null}
        {data.waitingForOthers.length > 0 ? <WaitingBlock items={data.waitingForOthers} /> : null}
      </div>
    </>
  );
}

function WaitingTab({ data }: { readonly data: Todos }) {
  const { t } = useTranslation();
  if (data.waitingForOthers.length === 0) return <EmptyPanel what={t('home.empty.waiting')} why={t('home.empty.waitingWhy')} />;
  return <WaitingTable items={data.waitingForOthers} />;
}

function Facts({ todos }: { readonly todos: Todos | undefined }) {
  const { t, i18n } = useTranslation();
  const today = useToday();
  const late = todos?.items.filter((item) => item.lateDays > 0).length ?? 0;
  const now = todos?.items.filter((item) => item.lateDays <= 0 && item.due === today).length ?? 0;
  return (
    <>
      {dayWords(today, i18n.language)} {weekdayWords(today, i18n.language)}
      {todos ? <> · {t('home.open', { count: todos.items.length })}</> : null}
      {late > 0 ? <>{t('home.comma')}<span className="late b">{t('home.late', { count: late })}</span></> : null}
      {now > 0 ? <>{t('home.comma')}{t('home.today', { count: now })}</> : null}
    </>
  );
}
