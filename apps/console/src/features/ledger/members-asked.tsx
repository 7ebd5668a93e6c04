import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';

export type Asked = { readonly asked: number | null; readonly satisfied: number | null };

/** True when both numbers are there and not more were content than asked. */
export function isWhole({ asked, satisfied }: Asked): boolean {
  return asked !== null && satisfied !== null && asked >= 1 && satisfied <= asked;
}

/** What members said before an item is closed: how many were asked, how many are content. */
export function MembersAsked({ value, onChange, lacking }: { readonly value: Asked; readonly onChange: (value: Asked) => void; readonly lacking: boolean }) {
  const { t } = useTranslation();
  const field = (key: keyof Asked, min: number) => (
    <label className="s13 c2">{t(`ledger.members.${key}`)} <InputNumber size="small" min={min} max={100_000} precision={0} value={value[key]} status={lacking ? 'error' : ''} onChange={(n) => onChange({ ...value, [key]: n })} /></label>
  );
  return <div className="row">{field('asked', 1)}{field('satisfied', 0)}</div>;
}
