import type { CommentOut } from '@shuping/contracts';
import { dayOf } from '@shuping/kernel';
import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, useApiMutation } from '../../client/index.ts';
import { Button, DayText, MayButton, Tag } from '../../ui/index.ts';

type Props = { readonly reportId: string; readonly comments: readonly CommentOut[]; readonly on: string | null; readonly onPick: (comment: CommentOut) => void };

/** Comments beside the text: the passage as it was, the words, the author's reply, and whether it is settled. */
export function CommentsPanel({ reportId, comments, on, onPick }: Props) {
  const { t } = useTranslation();
  if (comments.length === 0) return <p className="c2 s13 report-none">{t('report.comments.none')}</p>;
  return <ol className="report-list">{comments.map((comment, index) => <CommentItem key={comment.id} reportId={reportId} comment={comment} no={index + 1} on={on === comment.id} onPick={onPick} />)}</ol>;
}

function CommentItem({ reportId, comment, no, on, onPick }: { readonly reportId: string; readonly comment: CommentOut; readonly no: number; readonly on: boolean; readonly onPick: Props['onPick'] }) {
  const { t } = useTranslation();
  const [reply, setReply] = useState<string | null>(null);
  const patch = useApiMutation({
    run: (body: { readonly resolved?: boolean; readonly reply?: string }) => api.patch(`/comments/${comment.id}`, { body, version: comment.version }),
    invalidates: [`/reports/${reportId}/comments`],
    onDone: () => setReply(null),
  });
  return (
    <li className={on ? 'on' : ''}>
      <span className="report-no">{no}</span>
      <div>
        <div className="row">
          <b>{comment.author}</b>{comment.resolved ? <Tag tone="green">{t('report.comments.resolved')}</Tag> : null}<span className="sp" /><span className="s12 c3"><DayText day={dayOf(new Date(comment.at))} /></span>
        </div>
        <p className="s13 c3 report-quote">{comment.quote}</p>
        <p className="s13">{comment.text}</p>
        {comment.reply ? <p className="s13 c2">{t('report.comments.reply', { reply: comment.reply })}</p> : null}
        <div className="row s13 report-acts">
          {comment.place ? <button type="button" className="linkish" onClick={() => onPick(comment)}>{t('report.comments.go')}</button> : <span className="warn">{t('report.comments.lost')}</span>}
          {comment.may['reply'] === true && reply === null ? <button type="button" className="linkish" onClick={() => setReply(comment.reply)}>{t('report.comments.answer')}</button> : null}
          <MayButton may={comment.may['resolve']} type="link" size="small" className="quiet" onClick={() => patch.mutate({ resolved: !comment.resolved })}>{t(comment.resolved ? 'report.comments.reopen' : 'report.comments.resolve')}</MayButton>
        </div>
        {reply === null ? null : (
          <div className="report-composer">
            <Input.TextArea autoFocus rows={2} maxLength={2000} value={reply} aria-label={t('report.comments.answer')} onChange={(event) => setReply(event.target.value)} />
            <div className="row"><Button size="small" loading={patch.isPending} onClick={() => patch.mutate({ reply, resolved: true })}>{t('report.comments.saveReply')}</Button><button type="button" className="linkish s13" onClick={() => setReply(null)}>{t('report.cancel')}</button></div>
          </div>
        )}
      </div>
    </li>
  );
}
