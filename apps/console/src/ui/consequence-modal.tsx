import { Input, Modal } from 'antd';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

type Props = {
  readonly open: boolean;
  readonly title: string;
  /** What will be so afterwards, one line each. */
  readonly consequences: readonly ReactNode[];
  /** Text to be typed, usually the unit's name; without it a plain confirmation. */
  readonly typed?: string;
  readonly confirm: string;
  readonly busy?: boolean;
  readonly children?: ReactNode;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
};

/** Confirmation of an act that cannot be taken back: consequences in plain lines, the unit's name typed by hand. */
export function ConsequenceModal({ open, title, consequences, typed, confirm, busy, children, onConfirm, onCancel }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const ready = typed === undefined || text.trim() === typed;
  return (
    <Modal open={open} title={title} okText={confirm} onOk={onConfirm} onCancel={onCancel} confirmLoading={busy ?? false} okButtonProps={{ disabled: !ready }} destroyOnHidden afterOpenChange={(now) => now || setText('')} width={480}>
      <ul className="consequences">{consequences.map((line, n) => <li key={n}>{line}</li>)}</ul>
      {children}
      {typed === undefined ? null : (
        <label className="typed">
          <span>{t('ui.typed', { text: typed })}</span>
          <Input value={text} onChange={(e) => setText(e.target.value)} autoFocus />
        </label>
      )}
    </Modal>
  );
}
