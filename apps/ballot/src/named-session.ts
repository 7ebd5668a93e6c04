import { missingIn, type Marks, type Page, type Sheet } from './page.ts';
import { REFUSALS, type Ports } from './session.ts';

type Round = { round: string; phase: string; cast: boolean; subjects: Sheet['subjects']; marks: Marks | null; form: Sheet['form'] };
type Entry = { name: string; title: string; class: string; plain: string; rounds: Round[] };
type Answer<T> = { status: number; body: T & { code?: string } };

/** The way of somebody who votes by name (记名): no ticket, the slip itself signs; a ballot may be replaced until its round closes. */
export class NamedSession {
  marks: Marks = {};
  isPlain = false;
  readonly isRehearsal = false;
  private readonly meeting: string;
  private readonly secret: string;
  private readonly ports: Ports;
  private wakeUp: (() => void) | null = null;

  constructor(meeting: string, secret: string, ports: Ports) {
    this.meeting = meeting;
    this.secret = secret;
    this.ports = ports;
  }

  /** Waits for each round in turn and opens it; `again` opens the one that has been voted in. */
  async start(again = false): Promise<void> {
    for (let failures = 0; ; ) {
      const entry = await this.post<Entry>('entry', {});
      if (entry === null || entry.status >= 500 || entry.status === 429) {
        failures += 1;
        this.ports.onChange({ at: 'arrive' }, { kind: 'retry.read', count: failures });
      } else if (entry.status !== 200) return this.ports.onChange({ at: 'unknown' }, null);
      else {
        failures = 0;
        const { name, rounds, plain } = entry.body;
        this.isPlain = plain === 'allowed';
        if (plain === 'refused') return this.ports.onChange({ at: 'insecure' }, null);
        const open = rounds.find((one) => one.phase === 'voting' && (again || !one.cast));
        if (open) return this.open(entry.body, open);
        const changeable = rounds.some((one) => one.phase === 'voting');
        const over = rounds.every((one) => one.phase !== 'waiting' && one.phase !== 'voting');
        const cast = rounds.some((one) => one.cast);
        this.ports.onChange(over && !cast ? { at: 'closed' } : cast ? { at: 'signed', name, changeable } : { at: 'signing', name }, null);
        if (over) return;
      }
      await Promise.race([this.ports.wait(2_500 + 1_500 * this.ports.random() + Math.min(failures, 6) * 2_000), new Promise<void>((resolve) => (this.wakeUp = resolve))]);
    }
  }

  mark(subject: string, item: string, option: string | null | undefined): void {
    const { [item]: _former, ...others } = this.marks[subject] ?? {};
    this.marks = { ...this.marks, [subject]: option === undefined ? others : { ...others, [item]: option } };
  }

  missing(page: Page): string[] {
    return missingIn(page, this.marks);
  }

  /** Sends until acknowledged or refused; who signs has one ballot a round. */
  async submit({ sheets }: Page): Promise<void> {
    const sheet = sheets[0]!;
    const choices = Object.fromEntries(sheet.subjects.map((s) => [s.id, this.marks[s.id] ?? {}]));
    for (let tries = 0; ; tries += 1) {
      this.ports.onChange({ at: 'sending', sent: 0, of: 0 }, tries === 0 ? null : { kind: 'retry', count: tries });
      const answer = await this.post<{ replaced?: number }>('ballots', { round: sheet.round, choices });
      if (answer?.status === 200) return this.start();
      const final = answer ? (REFUSALS[answer.body.code ?? ''] ?? (answer.status === 404 ? 'unknown' : undefined)) : undefined;
      if (final) return this.ports.onChange({ at: final }, null);
      await this.ports.wait(Math.min(15_000, 700 * 1.6 ** Math.min(tries, 6)) * (0.7 + 0.6 * this.ports.random()));
    }
  }

  wake(): void {
    this.wakeUp?.();
  }

  private open(entry: Entry, round: Round): void {
    this.marks = round.marks ?? {};
    this.ports.onChange({ at: 'open', page: { title: `${entry.title}　${entry.name}`, named: true, sheets: [{ round: round.round, class: entry.class, subjects: round.subjects, form: round.form }] } }, null);
  }

  private async post<T>(path: string, body: object): Promise<Answer<T> | null> {
    try {
      const text = JSON.stringify({ slip: this.secret, ...body, pad: '' });
      const response = await this.ports.fetch(`/vote/${this.meeting}/named/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: text, credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
      return { status: response.status, body: (await response.json()) as Answer<T>['body'] };
    } catch {
      return null;
    }
  }
}
