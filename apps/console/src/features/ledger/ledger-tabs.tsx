import { useTranslation } from 'react-i18next';
import { TabBar, useGo } from '../../ui/index.ts';

const PATHS = { items: '/ledger', rates: '/ledger/rates', common: '/ledger/common', commitments: '/ledger/commitments' } as const;

/** The pages of the ledger. */
export function LedgerTabs({ value }: { readonly value: keyof typeof PATHS }) {
  const { t } = useTranslation();
  const go = useGo();
  const tabs = (Object.keys(PATHS) as (keyof typeof PATHS)[]).map((id) => ({ id, label: t(`ledger.tab.${id}`) }));
  return <TabBar tabs={tabs} value={value} label={t('ledger.title')} onChange={(id) => go(PATHS[id as keyof typeof PATHS])} />;
}
