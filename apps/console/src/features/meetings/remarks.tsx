import { Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RemarksOut } from '@shuping/contracts';
import type { z } from 'zod';
import { useApiQuery } from '../../client/index.ts';
import { Button } from '../../ui/index.ts';
import type { Meeting } from './model.ts';

/** What voters wrote in words, person by person, once the meeting is sealed. */
export function Remarks({ meeting }: { readonly meeting: Meeting }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const remarks = useApiQuery<z.infer<typeof RemarksOut>>(`/meetings/${meeting.id}/remarks`, { enabled: isOpen });
  const items = remarks.data?.items ?? [];
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('remarks.open')}</Button>
      <Modal open={isOpen} title={t('remarks.title')} width={720} footer={null} loading={remarks.isPending} onCancel={() => setOpen(false)}>
        <p className="now-note">{t('remarks.rule')}</p>
        {items.length === 0 ? <p>{t('remarks.none')}</p> : null}
        {items.map((one) => (
          <section key={one.assesseeId} className="remarks">
            <h3>{one.personName} <span className="c2">{t('remarks.count', { count: one.remarks.length })}</span></h3>
            <ul>{one.remarks.map((text, at) => <li key={at}>{text}</li>)}</ul>
          </section>
        ))}
      </Modal>
    </>
  );
}
