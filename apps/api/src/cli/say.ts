/** One line on standard output: a stable code and its parameters. */
export function say(code: string, params: Readonly<Record<string, unknown>> = {}): void {
  process.stdout.write(`${code} ${JSON.stringify(params)}\n`);
}
