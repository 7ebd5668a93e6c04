import { Input, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LeaderCommentOut, LeaderCommentsOut } from '@shuping/contracts';
import type { z } from 'zod';
import { useMe } from '../../app/auth.tsx';
import { api, showDone, useApiMutation, useApiQuery } from '../../client/index.ts';
import type { Debrief, Meeting } from './model.ts';

/** 点评: who spoke, what was said, and the problems named, one a line; each goes to the ledger. Unsaved words stay on this device. */
export function CommentDialog({ meeting, debrief, onClose }: { readonly meeting: Meeting; readonly debrief: Debrief; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const stored = useApiQuery<z.infer<typeof LeaderCommentsOut>>(`/meetings/${meeting.id}/comments`);
  const key = `comment:${meeting.id}:${debrief.assesseeId}`;
  const [draft, setDraft] = useState<{ speaker: string; text: string; problems: string }>({ speaker: '', text: '', problems: '' });
  const loaded = useRef(false);
  // what is corrected is what was read: who corrected it meanwhile is not written over
  const seen = useRef<number | undefined>(undefined);
  useEffect(() => {
    if (loaded.current || !stored.data) return;
    loaded.current = true;
    const found = stored.data.items.find((c) => c.assesseeId === debrief.assesseeId);
    seen.current = found?.version;
    const kept = localStorage.getItem(key);
    const last = stored.data.items[stored.data.items.length - 1]?.speaker ?? me.account.name;
    setDraft(kept ? (JSON.parse(kept) as typeof draft) : { speaker: found?.speaker ?? last, text: found?.text ?? '', problems: found?.problems.map((p) => p.title).join('\n') ?? '' });
  }, [stored.data, debrief.assesseeId, key, me.account.name]);
  const change = (patch: Partial<typeof draft>): void => {
    const next = { ...draft, ...patch };
    setDraft(next);
    localStorage.setItem(key, JSON.stringify(next));
  };
  const problems = draft.problems.split('\n').map((line) => line.trim()).filter(Boolean);
  const save = useApiMutation({
    run: () => api.put<z.infer<typeof LeaderCommentOut>>(`/meetings/${meeting.id}/comments/${debrief.assesseeId}`, { body: { speaker: draft.speaker, text: draft.text, problems }, ...(seen.current === undefined ? {} : { version: seen.current }) }), invalidates: [`/meetings/${meeting.id}`, '/problems'],
    onDone: () => {
      localStorage.removeItem(key);
      showDone(t('comment.saved', { name: debrief.personName, count: problems.length }));
      onClose();
    },
  });
  return (
    <Modal open width={560} title={t('comment.title', { name: debrief.personName, unit: debrief.orgName })} onCancel={onClose} okText={t('comment.save')} okButtonProps={{ disabled: draft.speaker.trim() === '' || draft.text.trim() === '' }} confirmLoading={save.isPending} onOk={() => save.mutate(undefined)}>
      <div className="meeting-form">
        <label><span>{t('comment.speaker')}</span><Input value={draft.speaker} maxLength={60} onChange={(e) => change({ speaker: e.target.value })} /></label>
        <label><span>{t('comment.text')}</span><Input.TextArea rows={4} maxLength={4000} value={draft.text} onChange={(e) => change({ text: e.target.value })} autoFocus /></label>
        <label><span>{t('comment.problems')}</span><Input.TextArea rows={4} value={draft.problems} placeholder={t('comment.problems.hint')} onChange={(e) => change({ problems: e.target.value })} /></label>
        <p className="s12 c3">{t('comment.note', { count: problems.length })}</p>
      </div>
    </Modal>
  );
}
