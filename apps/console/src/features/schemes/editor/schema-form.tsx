import { isRecord } from '@shuping/scheme';
import type { TextRef } from '@shuping/kernel';
import type { Scheme } from '@shuping/scheme';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { blank, followed, isId, isText, shapeAt, shapeName, shapesOf, type Schema } from '../model/form-schema.ts';
import { optionsOf } from '../model/refs.ts';
import type { Words } from '../model/rows.ts';
import { numberOf } from './value-cell.tsx';

/** What every field of the form knows: the scheme that ids speak of, and how things are called. */
export type FormSetting = { readonly scheme: Scheme; readonly words: Words };
type Props = { readonly setting: FormSetting; readonly schema: Schema; readonly name: string; readonly label: string; /** name of the list or object it stands in */ readonly holder: string; /** the nearest thing with a kind */ readonly owner: unknown; readonly value: unknown; readonly onChange: (value: unknown) => void };

/** One value of the scheme as its schema describes it: texts, figures, choices, references by name, lists, conditions. */
export function SchemaField(props: Props) {
  const schema = followed(props.schema);
  if (isText(schema)) return <TextField {...props} />;
  const shapes = shapesOf(schema);
  if (shapes) return <ShapeField {...props} shapes={shapes} />;
  if (schema.type === 'array') return isPlain(schema.items) ? <WordsField {...props} schema={schema} /> : <ListField {...props} schema={schema} />;
  if (schema.type === 'object') return schema.properties ? <ObjectField {...props} schema={schema} /> : null;
  return <PlainField {...props} schema={schema} />;
}

function isPlain(items: Schema | undefined): boolean {
  const one = items ? followed(items) : undefined;
  return one !== undefined && one.type === 'string' && !isText(one);
}

function TextField({ setting, label, value, onChange }: Props) {
  return <label className="schemes-f"><span>{label}</span><input className="schemes-input" value={isRecord(value) ? setting.words.text(value as TextRef) : ''} maxLength={4000} onChange={(e) => onChange({ text: e.target.value })} /></label>;
}

function PlainField({ setting, schema, name, label, holder, owner, value, onChange }: Props) {
  const { words } = setting;
  if (schema.const !== undefined) return null;
  if (schema.type === 'boolean') return <label className="schemes-f row"><input type="checkbox" checked={value === true} onChange={(e) => onChange(e.target.checked)} /><span>{label}</span></label>;
  const options = schema.enum ? schema.enum.map((id) => ({ id, words: words.id('word', id) })) : isId(schema) ? optionsOf(setting.scheme, words, name, holder, owner) : null;
  if (options && options.length > 0) {
    const known = options.some((one) => one.id === value);
    return (
      <label className="schemes-f"><span>{label}</span>
        <select className="schemes-input" value={String(value ?? '')} onChange={(e) => onChange(e.target.value)}>
          {known ? null : <option value={String(value ?? '')}>{String(value ?? '') || words.t('schemes.form.choose')}</option>}
          {options.map((one) => <option key={one.id} value={one.id}>{one.words}</option>)}
        </select>
      </label>
    );
  }
  if (schema.type === 'number' || schema.type === 'integer') return <NumberField label={label} value={typeof value === 'number' ? value : null} onChange={onChange} />;
  if (schema.type === 'null') return null;
  return <label className="schemes-f"><span>{label}</span><input className="schemes-input" value={String(value ?? '')} onChange={(e) => onChange(e.target.value === '' && Array.isArray(schema.type) ? null : e.target.value)} /></label>;
}

function NumberField({ label, value, onChange }: { readonly label: string; readonly value: number | null; readonly onChange: (value: number) => void }) {
  const [text, setText] = useState(value === null ? '' : String(value));
  useEffect(() => setText((now) => (numberOf(now, false) === value ? now : value === null ? '' : String(value))), [value]);
  const bad = numberOf(text, false) === null;
  return <label className="schemes-f"><span>{label}</span><input className={bad ? 'schemes-input schemes-number bad' : 'schemes-input schemes-number'} inputMode="decimal" aria-invalid={bad} value={text} onChange={(e) => { setText(e.target.value); const next = numberOf(e.target.value, false); if (next !== null) onChange(next); }} /></label>;
}

/** Several words: ticked where they name something, else typed with commas. */
function WordsField({ setting, schema, name, label, holder, owner, value, onChange }: Props) {
  const list = Array.isArray(value) ? (value as string[]) : [];
  const items = followed(schema.items ?? {});
  const options = items.enum ? items.enum.map((id) => ({ id, words: setting.words.id('word', id) })) : isId(items) ? optionsOf(setting.scheme, setting.words, name, holder, owner) : null;
  if (!options) return <label className="schemes-f"><span>{label}</span><input className="schemes-input" value={list.join(',')} onChange={(e) => onChange(e.target.value.split(/[,\uff0c\u3001]/).map((one) => one.trim()).filter((one) => one !== ''))} /></label>;
  return (
    <fieldset className="schemes-f schemes-ticks"><legend>{label}</legend>
      {options.map((one) => <label key={one.id} className="row"><input type="checkbox" checked={list.includes(one.id)} onChange={(e) => onChange(e.target.checked ? [...list, one.id] : list.filter((id) => id !== one.id))} />{one.words}</label>)}
    </fieldset>
  );
}

function ShapeField({ shapes, ...props }: Props & { readonly shapes: readonly Schema[] }) {
  const { setting, label, value, onChange, name } = props;
  const at = Math.max(0, shapeAt(shapes, value));
  const shape = shapes[at]!;
  const choose = (n: number): void => onChange(kept(blank(shapes[n]!), value));
  // words of one kind are chosen in one go with the other kinds
  return (
    <fieldset className="schemes-f schemes-shape"><legend>{label}</legend>
      {name === 'node-of-kind' ? null : <select className="schemes-input" aria-label={label} value={at} onChange={(e) => choose(Number(e.target.value))}>{shapes.map((one, n) => <option key={n} value={n}>{setting.words.id('word', shapeName(one))}</option>)}</select>}
      {shape.type === 'object' || shape.type === 'array' ? <SchemaField {...props} schema={shape} label="" /> : shape.type === 'null' ? null : <PlainField {...props} schema={shape} label="" />}
    </fieldset>
  );
}

/** A new shape keeps what it shares with the former one. */
function kept(next: unknown, former: unknown): unknown {
  if (!isRecord(next) || !isRecord(former)) return next;
  return Object.fromEntries(Object.entries(next).map(([key, value]) => [key, !['kind', 'of', 'rule', 'by'].includes(key) && key in former && typeof former[key] === typeof value && Array.isArray(former[key]) === Array.isArray(value) ? former[key] : value]));
}

function ObjectField({ setting, schema, name, label, holder, owner, value, onChange }: Props) {
  const { t } = useTranslation();
  const own = isRecord(value) ? value : {};
  const kind = 'kind' in own ? own : owner;
  const required = schema.required ?? [];
  const at = schema.properties?.['id'] && name !== 'root' ? name : holder;
  const fields = Object.entries(schema.properties ?? {}).filter(([key, one]) => followed(one).const === undefined && !(key === 'id' && optionsOf(setting.scheme, setting.words, 'id', at, owner) === null));
  const put = (key: string, next: unknown): void => onChange({ ...own, [key]: next });
  const drop = (key: string): void => onChange(Object.fromEntries(Object.entries(own).filter(([one]) => one !== key)));
  const body = fields.map(([key, one]) => {
    const words = fieldLabel(setting.words, name, key);
    const field = <SchemaField setting={setting} schema={one} name={key} label={words} holder={key === 'id' ? at : name} owner={kind} value={own[key]} onChange={(next) => put(key, next)} />;
    if (required.includes(key)) return <div key={key}>{field}</div>;
    return key in own ? <div key={key} className="schemes-opt">{field}<button type="button" className="linkish s12" aria-label={t('schemes.form.without', { field: words })} onClick={() => drop(key)}>{t('schemes.form.drop')}</button></div> : <button key={key} type="button" className="linkish s12 schemes-with" onClick={() => put(key, blank(one))}>{t('schemes.form.with', { field: words })}</button>;
  });
  return label === '' ? <div className="schemes-fields">{body}</div> : <fieldset className="schemes-f schemes-shape"><legend>{label}</legend><div className="schemes-fields">{body}</div></fieldset>;
}

/** Word of a field; one that means something else here has a word of its own. */
function fieldLabel(words: Words, name: string, key: string): string {
  const own = words.id('label', `${name}.${key}`);
  return own === `${name}.${key}` ? words.id('label', key) : own;
}

function ListField({ setting, schema, name, label, owner, value, onChange }: Props) {
  const { t } = useTranslation();
  const list = Array.isArray(value) ? (value as unknown[]) : [];
  const items = schema.items ?? {};
  const swap = (n: number, by: number): void => { const next = [...list]; [next[n], next[n + by]] = [next[n + by], next[n]]; onChange(next); };
  return (
    <fieldset className="schemes-f schemes-list"><legend>{label}</legend>
      {list.map((one, n) => (
        <div key={n} className="schemes-item" role="group" aria-label={t('schemes.form.nth', { label, n: n + 1 })}>
          <SchemaField setting={setting} schema={items} name={name} label="" holder={name} owner={owner} value={one} onChange={(next) => onChange(list.map((two, m) => (m === n ? next : two)))} />
          <span className="schemes-itemacts">
            <button type="button" className="linkish s12" disabled={n === 0} onClick={() => swap(n, -1)}>{t('schemes.form.up')}</button>
            <button type="button" className="linkish s12" disabled={n === list.length - 1} onClick={() => swap(n, 1)}>{t('schemes.form.down')}</button>
            <button type="button" className="linkish s12" onClick={() => onChange(list.filter((_, m) => m !== n))}>{t('schemes.form.drop')}</button>
          </span>
        </div>
      ))}
      <button type="button" className="linkish s13" onClick={() => onChange([...list, fresh(blank(items), list)])}>{t('schemes.form.add', { label })}</button>
    </fieldset>
  );
}

/** A new member gets an id of its own; one that names something is chosen. */
export function fresh(member: unknown, list: readonly unknown[]): unknown {
  if (!isRecord(member) || !('id' in member) || member['id'] !== '') return member;
  const taken = list.map((one) => (isRecord(one) ? one['id'] : null));
  let n = list.length + 1;
  while (taken.includes(`m${n}`)) n += 1;
  return { ...member, id: `m${n}` };
}
