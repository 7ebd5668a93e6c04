import { Component, type JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Say } from './app.tsx';
import { Fields } from './fields.tsx';
import { PromiseText, Signed } from './notice.tsx';
import { partsOf, type Marks, type Page, type Person } from './page.ts';
import type { BallotSession } from './session.ts';

export type Props = { page: Page; session: Pick<BallotSession, 'marks' | 'mark' | 'missing' | 'submit'>; say: Say; tools: JSX.Element };

type RowProps = { person: Person; at: number; chosen: Marks[string] | undefined; lacks: boolean; mark: (subject: string, item: string, option: string | null | undefined) => void; say: Say };

/** Drawn again only when its own marks change: a tap among sixty people stays quick on an old phone. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    return next.chosen !== this.props.chosen || next.lacks !== this.props.lacks || next.say !== this.props.say;
  }

  override render({ person, at, chosen, lacks, mark, say }: RowProps) {
    return (
      <section id={`p${at}`} class={`pr${lacks ? ' miss' : ''}`}>
        <h2 tabIndex={-1}><span class="k">{at + 1}</span>{person.name} <small>{person.unit}</small>{lacks && <b class="todo">{say('overview.open')}</b>}</h2>
        <Fields short person={person} chosen={chosen} mark={(item, option) => mark(person.id, item, option)} say={say} />
      </section>
    );
  }
}

const goTo = (at: number): void => {
  const row = document.getElementById(`p${at}`);
  row?.scrollIntoView();
  row?.querySelector('h2')?.focus({ preventScroll: true });
};

/** Everybody whom a voter rates, one under another; what differs in what is asked stands apart. */
export function ListPage({ page, session, say, tools, at, review }: Props & { at: number; review: () => void }) {
  const [, redraw] = useState(0);
  const [lacking, setLacking] = useState(-1);
  const parts = partsOf(page);
  const people = parts.flatMap((part) => part.people);
  const missing = session.missing(page);
  const mark = useRef<RowProps['mark']>((subject, item, option) => {
    session.mark(subject, item, option);
    redraw((n) => n + 1);
  }).current;
  useEffect(() => (at > 0 ? goTo(at) : scrollTo(0, 0)), []);
  const done = people.length - missing.length;
  const next = (): void => {
    if (missing.length === 0) return review();
    const first = people.findIndex((one) => missing.includes(one.id));
    setLacking(first);
    goTo(first);
  };
  const isOpen = lacking >= 0 && missing.includes(people[lacking]!.id);
  let before = 0;
  return (
    <>
      <header>
        <div class="row"><h1 class="small">{page.title}</h1>{tools}</div>
        <p class="c2">{say('sheet.for', { class: [...new Set(page.sheets.map((one) => one.form.title))].join('、') })}</p>
        {page.named && <Signed say={say} />}
      </header>
      <div class="pg" role="status">{say('list.done', { done, of: people.length })}<div class="bar"><i style={{ width: `${(done / people.length) * 100}%` }} /></div></div>
      {parts.map(({ form, people: own }) => {
        const from = before;
        before += own.length;
        return (
          <>
            {parts.length > 1 && <h2 class="pt">{say('list.part', { items: form.items.map((item) => item.title).join('、'), count: own.length })}</h2>}
            <details class="pv">
              <summary><u>{say('list.scale')}</u></summary>
              {form.items.map((item) => <p key={item.id}><b>{item.title}</b> {item.options.map((o) => (o.anchor ? `${o.title}：${o.anchor}` : o.title)).join('；')}</p>)}
            </details>
            <div class={form.items.length === 1 ? 'sole' : ''}>{own.map((person, n) => <Row key={person.id} person={person} at={from + n} chosen={session.marks[person.id]} lacks={from + n === lacking && isOpen} mark={mark} say={say} />)}</div>
          </>
        );
      })}
      <PromiseText say={say} />
      <nav class="ft one">
        <p role="alert">{isOpen && say('list.lacks', { at: lacking + 1, name: people[lacking]!.name })}</p>
        <button type="button" class="btn p" onClick={next}>{say('nav.overview')}</button>
      </nav>
    </>
  );
}
