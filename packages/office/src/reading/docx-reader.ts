import mammoth from 'mammoth';
import type { Problem } from '@shuping/kernel';
import { levelOfNumbering, levelOfStyle } from '../report/heading-level.ts';
import type { Part } from '../zip/unpack-zip.ts';
import { storeZip } from '../zip/store-zip.ts';
import type { DocxContent, DocxParagraph } from './docx-content.ts';

/** What mammoth's document tree holds, as far as text needs it. */
type Node = {
  readonly type: string;
  readonly value?: string;
  readonly children?: readonly Node[];
  readonly styleId?: string | null;
  readonly styleName?: string | null;
};

type Seen = { paragraphs: DocxParagraph[]; pictures: number; notes: number };

/** Paragraphs of a checked package. mammoth gets no file access, and its tree is taken before any picture is opened. */
export async function readDocxParts(parts: readonly Part[], warnings: readonly Problem[]): Promise<DocxContent> {
  const seen: Seen = { paragraphs: [], pictures: 0, notes: 0 };
  await mammoth.convertToHtml(
    { buffer: storeZip(parts) },
    {
      externalFileAccess: false,
      includeEmbeddedStyleMap: false,
      transformDocument: (document: Node) => {
        for (const node of document.children ?? []) block(node, seen);
        return { ...document, children: [] };
      },
    },
  );
  const extra: Problem[] = [];
  if (seen.pictures > 0) extra.push({ code: 'file.pictures-left-out', params: { count: seen.pictures } });
  if (seen.notes > 0) extra.push({ code: 'file.notes-left-out', params: { count: seen.notes } });
  return { paragraphs: seen.paragraphs, warnings: [...warnings, ...extra] };
}

function block(node: Node, seen: Seen): void {
  if (node.type === 'table') {
    for (const row of node.children ?? []) {
      const text = (row.children ?? []).map((cell) => inline(cell, seen).trim()).join('\t');
      if (text.trim() !== '') seen.paragraphs.push({ text, level: 0 });
    }
    return;
  }
  const text = inline(node, seen);
  if (text.trim() === '') return;
  const styleId = node.styleId ?? undefined;
  const level = levelOfStyle(styleId, node.styleName ?? undefined) ?? levelOfNumbering(text);
  seen.paragraphs.push({ text, level, ...(styleId === undefined ? {} : { style: styleId }) });
}

function inline(node: Node, seen: Seen): string {
  if (node.type === 'text') return node.value ?? '';
  if (node.type === 'tab') return '\t';
  if (node.type === 'break') return '\n';
  if (node.type === 'image') seen.pictures += 1;
  if (node.type === 'noteReference') seen.notes += 1;
  const inner = (node.children ?? []).map((child) => inline(child, seen));
  return inner.join(node.type === 'tableCell' ? '\n' : '');
}
