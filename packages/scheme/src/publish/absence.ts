import type { Scheme } from '../model/scheme.ts';
import type { Absence } from '../nodes/index.ts';
import { type Finding, finding } from './context.ts';

/** Every input says what happens when it has no figure (R34): scheme.absence-missing; a merge into itself or along a chain: scheme.absence-merge-self, scheme.absence-merge-chain; a fallback to the node that is absent: scheme.absence-fallback-self. */
export function absenceFindings(scheme: Scheme): Finding[] {
  return scheme.score.nodes.flatMap((node) => (node.kind === 'weighted_sum' || node.kind === 'points_sum' ? inputFindings(node.id, node.inputs) : []));
}

function inputFindings(node: string, inputs: readonly { readonly id: string; readonly absence?: Absence | undefined }[]): Finding[] {
  return inputs.flatMap(({ id, absence }) => {
    const path = `score/nodes/${node}/inputs/${id}`;
    if (!absence) return [finding('scheme.absence-missing', path)];
    if (absence.rule === 'fallback') return absence.node === id ? [finding('scheme.absence-fallback-self', path)] : [];
    if (absence.rule !== 'merge') return [];
    if (absence.into === id) return [finding('scheme.absence-merge-self', path)];
    const target = inputs.find((input) => input.id === absence.into);
    return target?.absence?.rule === 'merge' ? [finding('scheme.absence-merge-chain', path, { into: absence.into })] : [];
  });
}
