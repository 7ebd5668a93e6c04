import { QUESTION_KINDS, type Scheme } from '@shuping/scheme';
import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { freshId, withAdd, type Draft } from '../model/draft.ts';
import type { Words } from '../model/rows.ts';

export type Adding = { readonly what: 'part' | 'question'; readonly node: string | null };

/** Adds a question, with its section of the report when it has to be answered, or a part of the score that its owner enters. */
export function AddDialog({ adding, scheme, draft, words, onAdd, onClose }: { readonly adding: Adding; readonly scheme: Scheme; readonly draft: Draft; readonly words: Words; readonly onAdd: (draft: Draft) => void; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const owners = ownersOf(scheme);
  const kinds = adding.what === 'question' ? QUESTION_KINDS.filter((kind) => ['must_report', 'must_answer', 'shared'].includes(kind)) : owners;
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<string>(kinds[0] ?? '');
  const [weight, setWeight] = useState('10');
  const points = Number(weight);
  const ready = title.trim() !== '' && (adding.what === 'question' || (Number.isFinite(points) && points > 0));
  const add = (): void => onAdd(adding.what === 'question' ? withQuestion(draft, scheme, kind, title.trim()) : withPart(draft, scheme, adding.node ?? '', title.trim(), kind, points));
  return (
    <Modal open title={t(`schemes.add.${adding.what}`)} okText={t('schemes.add.ok')} okButtonProps={{ disabled: !ready }} onOk={add} onCancel={onClose} destroyOnHidden width={480}>
      <div className="schemes-form">
        <label><span>{t('schemes.col.name')}</span><input className="schemes-input" value={title} maxLength={200} autoFocus onChange={(e) => setTitle(e.target.value)} /></label>
        <label><span>{t(adding.what === 'question' ? 'schemes.col.kind' : 'schemes.add.owner')}</span><select className="schemes-input" value={kind} onChange={(e) => setKind(e.target.value)}>{kinds.map((one) => <option key={one} value={one}>{words.id(adding.what === 'question' ? 'kind' : 'role', one)}</option>)}</select></label>
        {adding.what === 'part' ? <label><span>{t('schemes.col.weight')}</span><input className="schemes-input schemes-number" inputMode="decimal" value={weight} onChange={(e) => setWeight(e.target.value)} /></label> : null}
        <p className="s12 c2">{t(adding.what === 'question' ? 'schemes.add.question.note' : 'schemes.add.part.note')}</p>
      </div>
    </Modal>
  );
}

function ownersOf(scheme: Scheme): string[] {
  const owners = scheme.score.nodes.flatMap((node) => ('owner' in node ? [node.owner] : []));
  return [...new Set([...owners, ...scheme.vetting.map((step) => step.role)])];
}

/** A question; one that must be answered brings its section of the report. */
export function withQuestion(draft: Draft, scheme: Scheme, kind: string, title: string, random: () => number = Math.random): Draft {
  const id = freshId('q', scheme.questions.map((one) => one.id), random);
  const asked = withAdd(draft.changes, 'questions', { id, kind, title: { text: title } });
  if (kind !== 'must_answer') return { ...draft, changes: asked };
  return { ...draft, changes: withAdd(asked, 'report/sections', { id: `answer-${id}`, kind: 'answer', title: { text: title }, question: id, required: true, titles: [] }) };
}

/** A part of the score entered by its owner, 0 to 100; without it the result waits. */
export function withPart(draft: Draft, scheme: Scheme, parent: string, title: string, owner: string, weight: number, random: () => number = Math.random): Draft {
  const id = freshId('part', scheme.score.nodes.map((one) => one.id), random);
  const made = withAdd(draft.changes, 'score/nodes', { id, kind: 'officer_input', title: { text: title }, level: 'assessee', min: 0, max: 100, owner, evidence: 'optional' });
  return { ...draft, changes: withAdd(made, `score/nodes/${parent}/inputs`, { id, weight, absence: { rule: 'hold' } }) };
}
