import { breaches, CODE_RULES } from './code-rules.ts';
import { countByFile, readExemptions, shrunk, writeExemptions, type Exemptions } from './exemptions.ts';
import { byRule, lint } from './lint.ts';
import { ROOT } from './repo.ts';

// Lowers exemptions.json to what is there. `--begin` writes it afresh and is meant for the day a rule comes.
const found: Exemptions = {
  ...Object.fromEntries(Object.entries(byRule(await lint(ROOT))).map(([rule, list]) => [rule, countByFile(list)])),
  ...Object.fromEntries(Object.keys(CODE_RULES).map((rule) => [rule, countByFile(breaches(rule, ROOT))])),
};
const wanted = process.argv.includes('--begin') ? found : shrunk(found, readExemptions());
writeExemptions(Object.fromEntries(Object.entries(wanted).filter(([, files]) => Object.keys(files).length > 0)));
