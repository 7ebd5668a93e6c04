import { isRecord, valueAt, type Scheme, type ScoreNode } from '@shuping/scheme';
import { Modal } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/index.ts';
import { freshId, withAdd, withRemove, type Draft } from '../model/draft.ts';
import { withChanged } from '../model/edits-between.ts';
import { blank, schemaAt, shapeAt, shapeName, shapesOf, type Schema } from '../model/form-schema.ts';
import { linkUnder, orderOf, placeOfMember } from '../model/moves.ts';
import type { Words } from '../model/rows.ts';
import { SchemaField } from './schema-form.tsx';

/** What is open: a value at its path, or a new member of a list. */
export type Opened = { readonly path: string; readonly add: boolean; readonly parent?: string | null };
type Props = { readonly opened: Opened; readonly scheme: Scheme; readonly draft: Draft; readonly words: Words; readonly inherited: (path: string) => unknown; readonly onDone: (draft: Draft) => void; readonly onClose: () => void };

/** Structured form of anything that the scheme holds; what was changed becomes edits with a reason. */
export function MemberDialog({ opened, scheme, draft, words, inherited, onDone, onClose }: Props) {
  const { t } = useTranslation();
  const { path, add } = opened;
  const before = valueAt(scheme, path);
  const whole = schemaAt(path, scheme) ?? {};
  const items = add ? (whole.items ?? {}) : whole;
  const shapes = shapesOf(items);
  const [value, setValue] = useState<unknown>(() => (add ? newMember(items, path, scheme) : before ?? blank(items)));
  const [parent, setParent] = useState(opened.parent ?? '');
  const [why, setWhy] = useState('');
  const isNode = path === 'score/nodes' || /^score\/nodes\/[^/]+$/.test(path);
  const schema: Schema = shapes && isNode ? (shapes[Math.max(0, shapeAt(shapes, value))] ?? items) : items;
  const titled = words.id('label', path.split('/').pop() ?? '');
  const setting = useMemo(() => ({ scheme, words }), [scheme, words]);
  const done = (): void => {
    const given = value;
    if (!add) return onDone({ ...draft, changes: withChanged(draft.changes, path, before, given, inherited, why) });
    const list = valueAt(scheme, path);
    const added = Array.isArray(list) ? withAdd(draft.changes, path, given) : [...draft.changes, { op: 'set' as const, path, value: [given] }];
    const reasoned = why === '' ? added : added.map((edit, n) => (n === added.length - 1 && edit.op !== 'reorder' ? { ...edit, why } : edit));
    onDone({ ...draft, changes: (isNode && parent !== '' ? linkUnder(reasoned, scheme, parent, String((given as ScoreNode).id), inherited) : null) ?? reasoned });
  };
  const loose = !add && /^(ballots|scales)\/[^/]+$/.test(path) && (orderOf(scheme, placeOfMember(path).list) ?? []).length > 1;
  const optional = loose || (!add && path.startsWith('grading/') && path.split('/').length === 2 && before !== undefined && !['grades', 'bands', 'pool', 'tieBreak'].includes(placeOfMember(path).id));
  return (
    <Modal
      open title={t(add ? 'schemes.form.newOf' : 'schemes.form.editOf', { what: nameOf(before, words) || (path === 'title' ? t('schemes.form.schemeTitle') : titled) })} okText={t('schemes.form.ok')} onOk={done} onCancel={onClose} destroyOnHidden width={720}
      footer={(_, { OkBtn, CancelBtn }) => <>{optional ? <Button onClick={() => onDone({ ...draft, changes: withRemove(draft.changes, path) })}>{t('schemes.form.dropAll')}</Button> : null}<CancelBtn /><OkBtn /></>}
    >
      <div className="schemes-form schemes-memberform">
        {isNode && add && shapes ? <NodeHead scheme={scheme} words={words} shapes={shapes} value={value} onKind={(next) => setValue(next)} parent={parent} onParent={setParent} /> : null}
        <SchemaField setting={setting} schema={schema} name={nameOfForm(path, add || schema.type === 'array' || !isMember(before, path))} label="" holder="" owner={undefined} value={value} onChange={setValue} />
        <label className="schemes-f"><span>{t('schemes.why')}</span><input className="schemes-input" value={why} maxLength={500} placeholder={t('schemes.why.hint')} onChange={(e) => setWhy(e.target.value)} /></label>
      </div>
    </Modal>
  );
}

/** Name of the list that a member stands in, else of the value itself. */
function nameOfForm(path: string, itself: boolean): string {
  return (itself ? path : placeOfMember(path).list).split('/').pop() ?? '';
}

function isMember(value: unknown, path: string): boolean {
  return isRecord(value) && value['id'] === placeOfMember(path).id;
}

const PARENTS: readonly string[] = ['weighted_sum', 'points_sum', 'product', 'statistic', 'adjusted'];

function NodeHead({ scheme, words, shapes, value, onKind, parent, onParent }: { readonly scheme: Scheme; readonly words: Words; readonly shapes: readonly Schema[]; readonly value: unknown; readonly onKind: (value: unknown) => void; readonly parent: string; readonly onParent: (id: string) => void }) {
  const { t } = useTranslation();
  const choose = (n: number): void => onKind({ ...(blank(shapes[n]!) as object), id: (value as ScoreNode).id, title: (value as ScoreNode).title });
  return (
    <div className="schemes-fields">
      <label className="schemes-f"><span>{t('schemes.form.nodeKind')}</span><select className="schemes-input" value={shapeAt(shapes, value)} onChange={(e) => choose(Number(e.target.value))}>{shapes.map((one, n) => <option key={n} value={n}>{words.id('word', shapeName(one))}</option>)}</select></label>
      <label className="schemes-f"><span>{t('schemes.form.under')}</span><select className="schemes-input" value={parent} onChange={(e) => onParent(e.target.value)}><option value="">{t('schemes.form.nowhere')}</option>{scheme.score.nodes.filter((node) => PARENTS.includes(node.kind)).map((node) => <option key={node.id} value={node.id}>{words.text(node.title)}</option>)}</select></label>
    </div>
  );
}

function newMember(items: Schema, path: string, scheme: Scheme): unknown {
  const made = blank(items);
  if (!isRecord(made) || !('id' in made)) return made;
  const list = valueAt(scheme, path);
  const id = made['id'] === '' ? freshId(path.split('/').pop()?.replace(/(es|s)$/, '').toLowerCase() ?? 'm', Array.isArray(list) ? list.map((one: { id?: string }) => one.id ?? '') : [], Math.random) : made['id'];
  return { ...made, id };
}

function nameOf(value: unknown, words: Words): string {
  return isRecord(value) && isRecord(value['title']) ? words.text(value['title'] as { text: string }) : '';
}

