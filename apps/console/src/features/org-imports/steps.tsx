import { useTranslation } from 'react-i18next';
import './org-imports.css';

const STEPS = ['choose', 'check', 'import'] as const;

/** Where the import stands: choose, check, import. */
export function Steps({ at }: { readonly at: (typeof STEPS)[number] }) {
  const { t } = useTranslation();
  return <ol className="orgimp-steps">{STEPS.map((step, n) => <li key={step} aria-current={step === at ? 'step' : undefined}>{`${n + 1} ${t(`orgImports.step.${step}`)}`}</li>)}</ol>;
}
