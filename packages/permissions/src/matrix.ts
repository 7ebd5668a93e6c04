import { ACTIONS, SUBJECTS, type Action, type Subject } from './catalogue.ts';
import { actionsOf, subjectsOf, type RoleDefinition, type When } from './roles.ts';

export type MatrixCell = { readonly role: string; readonly subject: Subject; readonly action: Action; readonly when: When; readonly fields?: readonly string[] | undefined };

/** Every cell that the roles hold; a cell not listed is a refusal. */
export function matrixOf(roles: readonly RoleDefinition[]): MatrixCell[] {
  return roles.flatMap((role) =>
    role.cells.flatMap((cell) =>
      subjectsOf(cell).flatMap((subject) =>
        actionsOf(cell).map((action) => ({ role: role.plugin ? `${role.plugin}/${role.id}` : role.id, subject, action, when: cell.when ?? 'scope', ...(cell.fields ? { fields: cell.fields } : {}) })))));
}

const LETTER: Readonly<Record<When, string>> = { scope: 'S', mine: 'M', published: 'P' };

/** Role × subject × action as Markdown: one table per role, subjects down, actions across; S scope, M mine, P published, empty = refused. */
export function matrixMarkdown(roles: readonly RoleDefinition[]): string {
  const cells = matrixOf(roles);
  const lines = ['# Permission matrix', '', 'Generated from the roles (`npm run matrix`). S: rows in the granted scope. M: rows about the person. P: rows published to a circle the person is in. Empty: refused.'];
  for (const role of [...new Set(cells.map((cell) => cell.role))]) {
    const own = cells.filter((cell) => cell.role === role);
    const actions = ACTIONS.filter((action) => own.some((cell) => cell.action === action));
    lines.push('', `## ${role}`, '', `| | ${actions.join(' | ')} |`, `| --- |${actions.map(() => ' --- |').join('')}`);
    for (const subject of SUBJECTS.filter((name) => own.some((cell) => cell.subject === name))) {
      const row = actions.map((action) => [...new Set(own.filter((cell) => cell.subject === subject && cell.action === action).map((cell) => LETTER[cell.when]))].join(' '));
      lines.push(`| ${subject} | ${row.join(' | ')} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}
