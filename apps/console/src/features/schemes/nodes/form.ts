import type { NodeKind, NodeOf, Scheme } from '@shuping/scheme';
import type { TextRef } from '@shuping/kernel';
import type { Field, Words } from '../model/rows.ts';

/** A node under another one: its weight there, when it has one, and what takes it away. */
export type Child = { readonly id: string; readonly weight: { readonly path: string; readonly value: number; readonly absent: boolean } | null; readonly member: string | null };

/** One value of a node, edited in place. Paths are below the node. */
export type Line = { readonly at: string; readonly title: TextRef | string; readonly titleAt?: string; readonly note?: string; readonly field: Field; readonly member?: string };

/** How a node kind looks in the designer. */
export type NodeForm<K extends NodeKind> = {
  note(node: NodeOf<K>, words: Words): string;
  children?(node: NodeOf<K>): Child[];
  lines?(node: NodeOf<K>, words: Words, scheme: Scheme): Line[];
};

export function bare(id: string, member: string | null = null): Child {
  return { id, weight: null, member };
}

/** A number of the node. */
export function number(path: string, at: string, value: number | undefined, more: { readonly unit?: string; readonly percent?: boolean } = {}): Field {
  return { kind: 'number', path: `${path}/${at}`, value: value ?? null, ...more };
}

/** A choice among ids whose words are in the catalogue under `schemes.<kind>.`. */
export function choice(path: string, at: string, value: string, options: readonly string[], kind: string, words: Words): Field {
  return { kind: 'choice', path: `${path}/${at}`, value, options: options.map((id) => ({ id, words: words.id(kind, id), value: id })) };
}

export function pathOf(node: { readonly id: string }): string {
  return `score/nodes/${node.id}`;
}
