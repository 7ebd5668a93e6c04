import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
export const CANARIES = fileURLToPath(new URL('../canaries/', import.meta.url));

const NOT_OURS = new Set(['node_modules', 'coverage', '.git', '.turbo', '.cache', '.data', '.shuping']);
const PLANTED = /^tools\/arch\/canaries\//;

/** Paths of every file below `base`, relative to it with `/`; without dependencies, builds and planted violations. */
export function filesOf(base: string = ROOT, folder = ''): string[] {
  return readdirSync(base + folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder + entry.name;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) || entry.name.startsWith('dist') || PLANTED.test(`${path}/`) ? [] : filesOf(base, `${path}/`);
    return entry.isFile() && !/\.(log|tsbuildinfo)$/.test(path) ? [path] : [];
  });
}

export const read = (path: string, base: string = ROOT): string => readFileSync(base + path, 'utf8');

/** Files whose content is not text. */
export const isBinary = (path: string): boolean => /\.(png|jpe?g|ico|woff2?|docx?|xlsx?|zip|pdf|ttf|gz)$/.test(path);
export const isCode = (path: string): boolean => /\.(ts|tsx|js|mjs|cjs)$/.test(path);
/** Specs, their worlds and fixtures, and the tools of the house. */
export const isTest = (path: string): boolean => /\.(spec|fixture)\.tsx?$|(^|\/)(test|tests|testing|e2e|fixtures)\/|^(tools|bench)\//.test(path);

export type Finding = { readonly path: string; readonly line: number; readonly text: string };

/** Visits every node of a file's syntax; comments are no nodes. */
export function findIn(path: string, base: string, wanted: (node: ts.Node) => string | null): Finding[] {
  const source = ts.createSourceFile(path, read(path, base), ts.ScriptTarget.Latest, true, path.endsWith('x') ? ts.ScriptKind.TSX : undefined);
  const found: Finding[] = [];
  const visit = (node: ts.Node): void => {
    const text = wanted(node);
    if (text !== null) found.push({ path, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1, text });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Text of a literal as written in code: strings, templates, JSX text, regular expressions. */
export function literalOf(node: ts.Node): string | null {
  if (ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isRegularExpressionLiteral(node)) return node.text;
  return ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node) ? node.text : null;
}

export const show = (one: Finding): string => `${one.path}:${one.line} ${one.text}`;
