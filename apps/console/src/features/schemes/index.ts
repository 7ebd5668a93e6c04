export { EffectLines, UpgradeChanges } from './upgrade-changes.tsx';
export { useWords } from './use-words.ts';
