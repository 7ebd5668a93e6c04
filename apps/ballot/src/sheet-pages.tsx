import { useEffect, useRef, useState } from 'preact/hooks';
import { Fields } from './fields.tsx';
import { ListPage, type Props } from './list-page.tsx';
import { PromiseText, Signed } from './notice.tsx';
import { isList, mainItem, partsOf } from './page.ts';

/** One person a page, or many people in one list; then everybody at a glance, then one button. */
export function SheetPages({ page, session, say, tools }: Props) {
  const people = partsOf(page).flatMap((part) => part.people);
  const first = session.missing(page)[0];
  const [at, setAt] = useState(first === undefined ? people.length : people.findIndex((s) => s.id === first));
  const [, redraw] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  const person = people[at];
  const list = person !== undefined && isList(page);
  useEffect(() => {
    if (list) return;
    scrollTo(0, 0);
    heading.current?.focus();
  }, [at]);
  if (!person) return <Overview page={page} session={session} say={say} tools={tools} open={setAt} heading={heading} />;
  if (list) return <ListPage page={page} session={session} say={say} tools={tools} at={at} review={() => setAt(people.length)} />;
  const { form } = person;
  const chosen = session.marks[person.id] ?? {};
  const open = form.items.filter((item) => chosen[item.id] === undefined).length;
  return (
    <>
      <header>
        <div class="row"><span>{page.title}</span>{tools}</div>
        <div class="row c2"><span>{say('sheet.for', { class: form.title })}</span><span>{say('position', { at: at + 1, of: people.length })}</span></div>
        <div class="bar"><i style={{ width: `${((at + 1) / people.length) * 100}%` }} /></div>
        {page.named && <Signed say={say} />}
      </header>
      <section class="who"><h1 tabIndex={-1} ref={heading}>{person.name}</h1><p>{person.unit}</p></section>
      <Fields key={person.id} person={person} chosen={chosen} mark={(item, option) => { session.mark(person.id, item, option); redraw((n) => n + 1); }} say={say} />
      {open > 0 && open < form.items.length && <p class="left" role="status">{say('sheet.left', { count: open })}</p>}
      <PromiseText say={say} />
      <nav class="ft">
        <button type="button" class="btn" disabled={at === 0} onClick={() => setAt(at - 1)}>{say('nav.previous')}</button>
        <button type="button" class="btn p" onClick={() => setAt(at + 1)}>{say(at + 1 === people.length ? 'nav.overview' : 'nav.next')}</button>
      </nav>
    </>
  );
}

function Overview({ page, session, say, tools, open, heading }: Props & { open: (at: number) => void; heading: { current: HTMLHeadingElement | null } }) {
  const missing = session.missing(page);
  const parts = partsOf(page);
  const people = parts.flatMap((part) => part.people);
  const lacking = people.findIndex((one) => one.id === missing[0]);
  return (
    <>
      <header><div class="row"><h1 class="small" tabIndex={-1} ref={heading}>{say('overview.title')}</h1>{tools}</div></header>
      {parts.map(({ form, people: own }) => {
        const main = mainItem(form);
        const marks = own.map((one) => session.marks[one.id]?.[main.id]);
        const before = people.indexOf(own[0]!);
        return (
          <>
            {parts.length > 1 && <h2 class="pt">{main.title}</h2>}
            <p class="cnt">{main.options.map((o, i) => <span key={o.id} class={`g g${i}`}>{o.title}<b>{marks.filter((mark) => mark === o.id).length}</b></span>)}</p>
            <ol class="ls">
              {own.map((s, i) => {
                const index = main.options.findIndex((o) => o.id === marks[i]);
                return (
                  <li key={s.id}>
                    <button type="button" onClick={() => open(before + i)}>
                      <span class="k">{before + i + 1}</span><span class="nm">{s.name}</span><span class="u">{s.unit}</span>
                      {missing.includes(s.id) ? <span class="todo">{say('overview.open')}</span> : main.range && marks[i] ? <b>{marks[i]}</b> : <span class={`g g${index < 0 ? 'n' : index}`}>{index < 0 ? say('blank') : main.options[index]!.title}</span>}
                      <span class="go" aria-hidden="true">›</span>
                    </button>
                  </li>
                );
              })}
            </ol>
          </>
        );
      })}
      <nav class="ft one">
        <p>{missing.length > 0 ? <button type="button" class="link" onClick={() => open(lacking)}>{say('overview.missing', { count: missing.length })}</button> : say('overview.note')}</p>
        <button type="button" class="btn p" disabled={missing.length > 0} onClick={() => void session.submit(page)}>{say('overview.submit', { count: people.length })}</button>
      </nav>
    </>
  );
}
