import { deriveToken, isSlipSecret, tokenHash, type BallotFormSheet, type Choices, type ClassForm } from '@shuping/ballot-box/client';

/** Where the voter stands. `open` holds the sheet to fill in; after `done` nothing of the choices is left on the device. */
export type View =
  | { at: 'bad' }
  | { at: 'wait' }
  | { at: 'open'; sheet: Sheet }
  | { at: 'sending' }
  | { at: 'done'; receipt: string }
  | { at: 'closed' | 'taken' | 'unknown' | 'invalid' };

export type Sheet = Pick<BallotFormSheet, 'title' | 'named' | 'subjects'> & { round: string; class: string; form: ClassForm };
export type Marks = Record<string, Record<string, string | null>>;
export type Trouble = { kind: 'retry' | 'retry.read' | 'busy'; count: number } | null;

type Saved = { marks?: Marks; sending?: boolean; receipt?: string };
type Ports = { storage: Storage; fetch: typeof fetch; wait: (ms: number) => Promise<void>; onChange: (view: View, trouble: Trouble) => void; random: () => number };

const PAD_TO = 2048;

/** One voter's way through a meeting: waits for the opening, keeps marks on the device until they are acknowledged, sends once however often it must try. */
export class BallotSession {
  marks: Marks = {};
  private readonly meeting: string;
  private readonly secret: string;
  private readonly ports: Ports;
  private wakeUp: (() => void) | null = null;

  constructor(meeting: string, secret: string, ports: Ports) {
    this.meeting = meeting;
    this.secret = secret;
    this.ports = ports;
  }

  private get key(): string {
    // the key names the slip by hash only: what stays on the device opens nothing
    return `ballot:${tokenHash(`${this.meeting}:${this.secret}`).slice(0, 24)}`;
  }

  private load(): Saved {
    try {
      return JSON.parse(this.ports.storage.getItem(this.key) ?? '{}') as Saved;
    } catch {
      return {};
    }
  }

  private save(saved: Saved): void {
    try {
      this.ports.storage.setItem(this.key, JSON.stringify(saved));
    } catch {
      // private mode: the page still works, only a reload loses the marks
    }
  }

  /** Starts or resumes. */
  async start(): Promise<void> {
    if (!isSlipSecret(this.secret)) return this.ports.onChange({ at: 'bad' }, null);
    const saved = this.load();
    if (saved.receipt) return this.ports.onChange({ at: 'done', receipt: saved.receipt }, null);
    this.marks = saved.marks ?? {};
    const sheet = await this.untilOpen();
    if (!sheet) return;
    if (saved.sending) return this.submit(sheet);
    this.ports.onChange({ at: 'open', sheet }, null);
  }

  private async untilOpen(): Promise<Sheet | null> {
    for (let failures = 0; ; ) {
      const answer = await this.post<{ phase: string; sheets: (Sheet & { phase: string })[] }>(`/vote/${this.meeting}/sheet`, { hashes: await this.hashes() });
      if (answer === null) {
        failures += 1;
        this.ports.onChange({ at: 'wait' }, { kind: 'retry.read', count: failures });
      } else if (answer.status === 404 || answer.status === 400) {
        this.ports.onChange({ at: 'unknown' }, null);
        return null;
      } else if (answer.status === 200) {
        failures = 0;
        const sheet = answer.body.sheets[0];
        if (sheet?.phase === 'voting') return sheet;
        if (sheet && sheet.phase !== 'waiting') {
          this.ports.onChange({ at: 'closed' }, null);
          return null;
        }
        this.ports.onChange({ at: 'wait' }, null);
      }
      await this.pause(failures, 2_000);
    }
  }

  private rounds: string[] | null = null;

  private async hashes(): Promise<Record<string, string>> {
    if (!this.rounds) {
      const answer = await this.get<{ rounds: string[] }>(`/vote/${this.meeting}`);
      if (answer?.status === 200) this.rounds = answer.body.rounds;
    }
    return Object.fromEntries((this.rounds ?? []).map((round) => [round, tokenHash(deriveToken(this.secret, this.meeting, round))]));
  }

  mark(subject: string, item: string, option: string | null): void {
    this.marks = { ...this.marks, [subject]: { ...this.marks[subject], [item]: option } };
    this.save({ marks: this.marks });
  }

  /** Number of subjects that still lack a mark. */
  missing(sheet: Sheet): string[] {
    return sheet.subjects.filter((s) => sheet.form.items.some((i) => this.marks[s.id]?.[i.id] === undefined)).map((s) => s.id);
  }

  /** Sends until acknowledged or refused. */
  async submit(sheet: Sheet): Promise<void> {
    this.save({ marks: this.marks, sending: true });
    const choices: Choices = this.marks;
    const body = { round: sheet.round, token: deriveToken(this.secret, this.meeting, sheet.round), choices };
    for (let tries = 0; ; tries += 1) {
      this.ports.onChange({ at: 'sending' }, tries === 0 ? null : { kind: 'retry', count: tries });
      const answer = await this.post<{ receipt?: string; code?: string }>(`/vote/${this.meeting}/ballots`, body);
      if (answer?.status === 200 && answer.body.receipt) {
        this.marks = {};
        this.save({ receipt: answer.body.receipt });
        return this.ports.onChange({ at: 'done', receipt: answer.body.receipt }, null);
      }
      const final = answer ? REFUSALS[answer.body.code ?? ''] : undefined;
      if (final) {
        this.save(final === 'invalid' ? { marks: this.marks } : {});
        return this.ports.onChange({ at: final }, null);
      }
      if (answer) this.ports.onChange({ at: 'sending' }, { kind: 'busy', count: tries + 1 });
      await this.pause(tries + 1, 700);
    }
  }

  /** Cuts a pause short: the network is back or the page is seen again. */
  wake(): void {
    this.wakeUp?.();
  }

  private pause(failures: number, base: number): Promise<void> {
    const ms = Math.min(15_000, base * 1.6 ** Math.min(failures, 6)) * (0.7 + 0.6 * this.ports.random());
    return Promise.race([this.ports.wait(ms), new Promise<void>((resolve) => (this.wakeUp = resolve))]);
  }

  private get<T>(path: string): Promise<{ status: number; body: T } | null> {
    return this.request(path, {});
  }

  private post<T>(path: string, body: object): Promise<{ status: number; body: T } | null> {
    // every request has the same length, whatever was chosen
    const text = JSON.stringify(body);
    const size = Math.ceil((text.length + 12) / PAD_TO) * PAD_TO;
    const padded = `${text.slice(0, -1)},"pad":"${'0'.repeat(size - text.length - 9)}"}`;
    return this.request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: padded });
  }

  private async request<T>(path: string, init: RequestInit): Promise<{ status: number; body: T } | null> {
    try {
      const response = await this.ports.fetch(path, { ...init, credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
      return { status: response.status, body: (await response.json()) as T };
    } catch {
      return null;
    }
  }
}

const REFUSALS: Record<string, 'closed' | 'taken' | 'unknown' | 'invalid'> = {
  'ballot.closed': 'closed',
  'ballot.already-cast': 'taken',
  'ballot.unknown-slip': 'unknown',
  'ballot.malformed': 'invalid',
  'ballot.incomplete': 'invalid',
  'ballot.unknown-option': 'invalid',
  'ballot.unknown-field': 'invalid',
  'request.invalid': 'invalid',
};
