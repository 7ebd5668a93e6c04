import { Command } from 'commander';
import { CodedError } from '../platform/coded-error.ts';

/** `shuping audit verify`: checks the hash chain of the audit entries. */
export function auditCommand(): Command {
  return new Command('audit').addCommand(
    new Command('verify').action(() => {
      throw new CodedError('audit.not-available');
    }),
  );
}
