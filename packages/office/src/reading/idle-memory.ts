import { execFile } from 'node:child_process';

const REPORT = "process.stdout.write(/VmPeak:\\s+(\\d+)/.exec(require('fs').readFileSync('/proc/self/status','utf8'))[1])";

/** V8 reserves more than a gigabyte of addresses before doing anything (it differs per machine); used when it cannot be asked. */
const FALLBACK_KIB = 1_400_000;

let asked: Promise<number> | undefined;

/** Address space of an idle runtime, KiB: measured once, so that a limit means "this much beyond idle". */
export function idleAddressSpaceKiB(): Promise<number> {
  asked ??= new Promise((resolve) => {
    execFile(process.execPath, ['-e', REPORT], { env: { MALLOC_ARENA_MAX: '1' }, timeout: 10_000 }, (failure, output) => {
      const measured = Number(output);
      resolve(failure || !(measured > 0) ? FALLBACK_KIB : measured);
    });
  });
  return asked;
}
