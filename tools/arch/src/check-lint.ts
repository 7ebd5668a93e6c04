import { compare, countByFile, readExemptions } from './exemptions.ts';
import { byRule, lint } from './lint.ts';
import { ROOT, show } from './repo.ts';

// Lint as `npm run check` shows it: violations beyond exemptions.json, one a line.
const exempted = readExemptions();
const fresh = Object.entries(byRule(await lint(ROOT))).flatMap(([rule, list]) => {
  const files = compare(countByFile(list), exempted[rule] ?? {}).fresh;
  return list.filter((one) => files.includes(one.path)).map((one) => `${show(one)} (${rule})`);
});
if (fresh.length > 0) {
  process.stdout.write(`${fresh.join('\n')}\n`);
  process.exitCode = 1;
}
