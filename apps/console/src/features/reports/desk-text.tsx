import type { ChangesOut, ReportOut } from '@shuping/contracts';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useText } from '../../i18n/index.ts';
import { figure } from '../../ui/index.ts';
import { AgainNote } from './again-note.tsx';
import { KeptAnswers } from './kept-answers.tsx';
import { segments, toneOf, type Mark } from './marks.ts';
import { blocksOf, changedParagraphs, plainParagraphs, type Paragraph } from './paragraphs.ts';

type Props = { readonly report: ReportOut; readonly changes: ChangesOut | null; readonly fold: boolean; readonly marksOf: (sectionId: string) => readonly Mark[] };

/** The report on the desk: whole, or only what changed with the rest folded. */
export function DeskText({ report, changes, fold, marksOf }: Props) {
  const { t } = useTranslation();
  const word = useText();
  return (
    <>
      {report.form.sections.map((section) => {
        const text = report.sections.find((one) => one.id === section.id)?.text ?? '';
        const parts = changes?.sections.find((one) => one.id === section.id)?.parts;
        if (text.trim() === '' && !parts?.length) return null;
        const paragraphs = parts ? changedParagraphs(text, parts) : plainParagraphs(text);
        return (
          <section key={section.id} data-section={section.id} id={`desk-${section.id}`}>
            <h3>{word(section.title)}</h3>
            {section.askedBy ? <p className="s12 c3">{t('report.askedBy', { by: section.askedBy })}</p> : null}
            <AgainNote section={section} />
            {section.questionTitle && word(section.questionTitle) !== word(section.title) ? <p className="report-question">{word(section.questionTitle)}</p> : null}
            {blocksOf(paragraphs).map((block, index) =>
              block.kind === 'changed' ? <DeskParagraph key={index} text={text} paragraph={block.paragraph} marks={marksOf(section.id)} />
              : <SameRun key={`${index} ${String(fold)}`} text={text} paragraphs={block.paragraphs} chars={block.chars} folded={fold} marks={marksOf(section.id)} />,
            )}
          </section>
        );
      })}
      <KeptAnswers kept={report.kept} />
    </>
  );
}

function SameRun({ text, paragraphs, chars, folded, marks }: { readonly text: string; readonly paragraphs: readonly Paragraph[]; readonly chars: number; readonly folded: boolean; readonly marks: readonly Mark[] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(!folded);
  if (!open) return <button type="button" className="report-fold" onClick={() => setOpen(true)}>{t('vetting.folded', { count: paragraphs.length, chars: figure(chars) })}</button>;
  return <>{paragraphs.map((paragraph) => <DeskParagraph key={paragraph.key} text={text} paragraph={paragraph} marks={marks} />)}</>;
}

function DeskParagraph({ text, paragraph, marks }: { readonly text: string; readonly paragraph: Paragraph; readonly marks: readonly Mark[] }) {
  return (
    <p>
      {paragraph.pieces.map((piece, index) => {
        if (piece.kind === 'removed') return <del key={index}>{piece.text}</del>;
        const leaves = segments(text, marks, piece.at, piece.end).map((part) => (
          <Fragment key={part.at}>
            <span data-at={part.at} className={toneOf(part.marks)}>{part.text}</span>
            {part.nos.map((no) => <sup key={no} data-no={no} />)}
          </Fragment>
        ));
        return piece.kind === 'added' ? <ins key={index}>{leaves}</ins> : <Fragment key={index}>{leaves}</Fragment>;
      })}
    </p>
  );
}
