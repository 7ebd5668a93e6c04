import { areKeysGenuine, castBody, keyHash, makeEnvelopes, openEnvelopes, otherClasses, readSlip, REMARK, REMARK_LENGTH, type EntryView, type Envelope, type Pocket, type RandomBytes, type Ticket } from '@shuping/ballot-box/client';
import { missingIn, pageOf, type Marks, type OpenSheets, type Page, type Sheet } from './page.ts';

/** Where the voter stands. `open` holds the sheet to fill in; after `done` nothing of the choices is left on the device. */
export type View =
  | { at: 'bad' }
  | { at: 'arrive' }
  | { at: 'gather' }
  | { at: 'wait'; fingerprint: string; kept: boolean }
  | { at: 'open'; page: Page }
  /** people whose ballots have arrived, of how many; nought of nought while there is one ballot only */
  | { at: 'sending'; sent: number; of: number }
  /** by name: waiting for the opening; signed, and whether the ballot may still be replaced */
  | { at: 'signing'; name: string }
  | { at: 'signed'; name: string; changeable: boolean }
  | { at: 'done' | 'next'; receipts: readonly string[]; left: number; /** people for whom no receipt came */ lost: number }
  | { at: 'early' | 'late' | 'elsewhere' | 'forged' | 'insecure' | 'closed' | 'taken' | 'unknown' | 'invalid' };

export type Trouble = { kind: 'retry' | 'retry.read' | 'busy'; count: number } | null;

/** What stays on the device. Envelopes are kept before they are sent, tickets until their ballot is acknowledged, marks until then too. */
type Saved = {
  class?: string; classes?: Record<string, string> | undefined; fingerprint?: string;
  envelopes?: Record<string, Envelope>; tickets?: Record<string, Ticket>;
  marks?: Marks; sending?: boolean; receipts?: Record<string, string>;
  /** handed in and not acknowledged: round → people on it; of how many people that was at first; for whom it came to nothing */
  left?: Record<string, number> | undefined; of?: number | undefined; lost?: number;
  rehearsal?: boolean; plain?: boolean; walkIn?: string;
};
export type Ports = { storage: Storage | null; fetch: typeof fetch; wait: (ms: number) => Promise<void>; onChange: (view: View, trouble: Trouble) => void; random: () => number; randomBytes: RandomBytes };
type Answer<T> = { status: number; body: T };
type Coded = { code?: string };

const PAD_TO = 2048;
/** Mean pause between the ballots of one phone, so that those of many phones run into one another. */
const SPREAD_MS = 350;

/** One voter's way through a meeting: takes its tickets at check-in, waits for the opening, keeps marks on the device until they are acknowledged, sends once however often it must try. */
export class BallotSession {
  private saved: Saved = {};
  /** class of the code on a rehearsal's wall, which gives whoever scans it a slip */
  private readonly door: { readonly class: string; readonly fingerprint: string | null } | null;
  /** false when the device keeps nothing: then a reload loses the ticket */
  private kept = true;
  private readonly meeting: string;
  private slip: ReturnType<typeof readSlip>;
  private readonly ports: Ports;
  private wakeUp: (() => void) | null = null;

  constructor(meeting: string, fragment: string, ports: Ports) {
    this.meeting = meeting;
    this.slip = readSlip(fragment);
    const door = /^walk-in\.([a-z][a-z0-9_-]{0,63})(?:\.([2-9A-Z]{16}))?$/.exec(fragment);
    this.door = door ? { class: door[1]!, fingerprint: door[2] ?? null } : null;
    this.ports = ports;
  }

  /** True once the server has said that nothing of this counts. */
  get isRehearsal(): boolean {
    return this.saved.rehearsal === true;
  }

  /** True when an administrator lets this meeting vote without encryption. */
  get isPlain(): boolean {
    return this.saved.plain === true;
  }

  get marks(): Marks {
    return this.saved.marks ?? {};
  }

  private get place(): string {
    // names the slip by hash only: what stays on the device opens nothing
    return `ballot:${keyHash(hexOf(`${this.meeting}:${this.door ? 'walk-in' : (this.slip?.secret ?? '')}`)).slice(0, 24)}`;
  }

  private load(): void {
    try {
      this.saved = JSON.parse(this.ports.storage?.getItem(this.place) ?? '{}') as Saved;
    } catch {
      this.saved = {};
    }
  }

  private save(change: Partial<Saved>): void {
    this.saved = { ...this.saved, ...change };
    try {
      this.ports.storage!.setItem(this.place, JSON.stringify(this.saved));
      this.kept = true;
    } catch {
      // private mode: the page still works as long as it stays open, and says so
      this.kept = false;
    }
  }

  /** Starts or resumes. */
  async start(): Promise<void> {
    if ((!this.slip && !this.door) || this.meeting === '') return this.show({ at: 'bad' });
    this.load();
    if (this.door && !(await this.walkIn(this.door))) return;
    if (!this.slip) return this.show({ at: 'bad' });
    if (!this.saved.tickets && !this.saved.receipts && !(await this.checkIn(this.slip.secret, this.slip.fingerprint))) return;
    await this.follow();
  }

  /** Gets a slip at a rehearsal's door, once; false when the way ends here. */
  private async walkIn(door: { readonly class: string; readonly fingerprint: string | null }): Promise<boolean> {
    this.show({ at: 'arrive' });
    for (let failures = 0; this.saved.walkIn === undefined; ) {
      const answer = await this.post<{ slip?: string } & Coded>('walk-in', { class: door.class });
      if (answer?.status === 200 && answer.body.slip) this.save({ walkIn: answer.body.slip, rehearsal: true });
      else if (answer === null || answer.status >= 500 || answer.status === 429) {
        failures += 1;
        this.show({ at: 'arrive' }, { kind: 'retry.read', count: failures });
        await this.pause(failures, 2_000);
      } else return this.end(answer.body.code === 'ballot.plain-http' ? 'insecure' : answer.body.code === 'ticket.closed' ? 'late' : 'unknown');
    }
    this.slip = { secret: this.saved.walkIn, fingerprint: door.fingerprint };
    return true;
  }

  /** Gets the tickets; false when the way ends here. */
  private async checkIn(secret: string, pinned: string | null): Promise<boolean> {
    this.show({ at: 'arrive' });
    for (let failures = 0; ; ) {
      const entry = await this.post<EntryView & { checkIn: string; used: boolean; rehearsal?: boolean; plain?: string } & Coded>('entry', { slip: secret });
      if (entry === null || entry.status >= 500 || entry.status === 429) failures += 1;
      else if (entry.status !== 200) return this.end('unknown');
      else {
        failures = 0;
        this.save({ rehearsal: entry.body.rehearsal === true, plain: entry.body.plain === 'allowed' });
        if (entry.body.plain === 'refused') return this.end('insecure');
        if (!areKeysGenuine(this.meeting, entry.body, pinned)) return this.end('forged');
        if (!this.saved.envelopes && entry.body.used) return this.end('elsewhere');
        if (!this.saved.envelopes && entry.body.checkIn === 'closed') return this.end('late');
        if (this.saved.envelopes || entry.body.checkIn === 'open') {
          const done = await this.takeTickets(secret, entry.body);
          if (typeof done === 'boolean') return done;
          if (done === 'gather') this.show({ at: 'gather' });
          else failures += 1;
        } else this.show({ at: 'early' });
      }
      if (failures > 0) this.show({ at: 'arrive' }, { kind: 'retry.read', count: failures });
      await this.pause(failures, 2_000);
    }
  }

  /** True with tickets, false at an end, null to try again, `gather` while a wave of late-comers is not complete. The envelopes are kept before they leave, so that a lost answer loses nothing. */
  private async takeTickets(secret: string, entry: EntryView): Promise<boolean | 'gather' | null> {
    const envelopes = this.saved.envelopes ?? makeEnvelopes(entry, this.ports.randomBytes);
    this.save({ envelopes, class: entry.class, classes: otherClasses(entry), fingerprint: entry.fingerprint });
    const answer = await this.post<{ stamped: Record<string, string> } & Coded>('tickets', { slip: secret, blinded: Object.fromEntries(Object.entries(envelopes).map(([round, one]) => [round, one.blinded])) });
    if (answer === null || answer.status >= 500 || answer.status === 429 || answer.body.code === 'ticket.not-open') return null;
    if (answer.body.code === 'ticket.wave-waits') return 'gather';
    if (answer.status !== 200) return this.end(answer.body.code === 'ticket.closed' ? 'late' : answer.body.code === 'ticket.slip-used' ? 'elsewhere' : 'unknown');
    const tickets = openEnvelopes(entry.keys, envelopes, answer.body.stamped);
    if (tickets === null) return this.end('forged');
    const { envelopes: _spent, ...rest } = this.saved;
    this.saved = rest;
    this.save({ tickets });
    return true;
  }

  /** Waits for each round in turn and opens all its ballots together. */
  private async follow(): Promise<void> {
    for (let failures = 0; ; ) {
      const state = Object.keys(this.saved.tickets ?? {}).length === 0 ? null : await this.get<{ rounds: { round: string; phase: string }[] }>('');
      if (state?.status === 200) this.settle(state.body.rounds);
      const tickets = this.saved.tickets ?? {};
      const given = Object.values(this.saved.receipts ?? {});
      const lost = this.saved.lost ?? 0;
      const over: View = given.length > 0 ? { at: 'done', receipts: given, left: 0, lost } : { at: 'closed' };
      if (Object.keys(tickets).length === 0) return this.show(over);
      const waiting = (left: number): View => (given.length > 0 ? { at: 'next', receipts: given, left, lost } : { at: 'wait', fingerprint: this.saved.fingerprint ?? '', kept: this.kept });
      if (state?.status !== 200) {
        failures += 1;
        this.show(waiting(Object.keys(tickets).length), { kind: 'retry.read', count: failures });
      } else {
        failures = 0;
        const mine = state.body.rounds.filter(({ round }) => tickets[round] !== undefined);
        const open = mine.filter(({ phase }) => phase === 'voting').map(({ round }) => round);
        if (open.length > 0) {
          const sheets = await this.get<OpenSheets>('/sheets');
          const page = sheets?.status === 200 ? pageOf(sheets.body, open, (round) => this.classIn(round)) : null;
          if (page) return this.saved.sending ? this.submit(page) : this.show({ at: 'open', page });
          failures += 1;
        } else if (!mine.some(({ phase }) => phase === 'waiting')) {
          return this.show(over);
        } else this.show(waiting(mine.filter(({ phase }) => phase === 'waiting').length));
      }
      await this.pause(failures, 2_000);
    }
  }

  private classIn(round: string): string {
    return this.saved.classes?.[round] ?? this.saved.class ?? '';
  }

  /** What was on its way when its round closed is lost; nothing of it stays on the device. */
  private settle(rounds: readonly { round: string; phase: string }[]): void {
    const { tickets = {}, left = {}, lost = 0 } = this.saved;
    const shut = rounds.filter(({ round, phase }) => tickets[round] !== undefined && phase !== 'voting' && phase !== 'waiting').map(({ round }) => round);
    if (shut.length === 0) return;
    const without = <T>(of: Record<string, T>): Record<string, T> => Object.fromEntries(Object.entries(of).filter(([round]) => !shut.includes(round)));
    this.save({ tickets: without(tickets), marks: {}, sending: false, left: undefined, of: undefined, lost: lost + shut.reduce((sum, round) => sum + (left[round] ?? 0), 0) });
  }

  mark(subject: string, item: string, option: string | null | undefined): void {
    const { [item]: _former, ...others } = this.marks[subject] ?? {};
    this.save({ marks: { ...this.marks, [subject]: option === undefined ? others : { ...others, [item]: option } } });
  }

  /** Subjects that still lack a mark. */
  missing(page: Page): string[] {
    return missingIn(page, this.marks);
  }

  /**
   * Sends every ballot of the page until it is acknowledged or refused; then waits for the next round. Several go one by one in random order with random pauses, all equally long, so that neither their order nor the time
   * between two of them says which belong together; whoever watches one connection still sees that they do.
   */
  async submit(page: Page): Promise<void> {
    const { sheets } = page;
    const people = Object.fromEntries(sheets.map((one) => [one.round, one.subjects.length]));
    const many = sheets.length > 1 || this.saved.of !== undefined;
    this.save({ sending: true, left: this.saved.left ?? people, ...(many ? { of: this.saved.of ?? Object.values(people).reduce((sum, one) => sum + one, 0) } : {}) });
    const size = Math.max(...sheets.map((one) => roomFor(castBody(this.pocket, one.round, longest(one)))));
    for (const sheet of mixed(sheets, this.ports.random)) {
      if (many) {
        this.progress(null);
        await this.ports.wait(SPREAD_MS * -Math.log(1 - this.ports.random() * 0.95));
      }
      const stop = await this.cast(sheet, size, many);
      if (stop === null) continue;
      this.save({ sending: false, left: undefined, of: undefined });
      return this.show({ at: stop });
    }
    this.save({ marks: {}, sending: false, left: undefined, of: undefined });
    return this.follow();
  }

  /** One ballot, once, however often it must be sent; what stops the whole way, or null. */
  private async cast(sheet: Sheet, size: number, many: boolean): Promise<'invalid' | 'insecure' | 'taken' | 'unknown' | null> {
    const body = castBody(this.pocket, sheet.round, Object.fromEntries(sheet.subjects.map((s) => [s.id, this.marks[s.id] ?? {}])));
    for (let tries = 0; ; tries += 1) {
      this.progress(tries === 0 ? null : { kind: 'retry', count: tries });
      const answer = await this.post<{ receipt?: string } & Coded>('ballots', body, size);
      if (answer?.status === 200 && answer.body.receipt) {
        this.drop(sheet, { receipts: { ...this.saved.receipts, [sheet.round]: answer.body.receipt } });
        return null;
      }
      const final = answer ? REFUSALS[answer.body.code ?? ''] : undefined;
      if (final === 'invalid' || final === 'insecure') return final;
      if (final) {
        // the round has closed over this ballot, or it was not ours to cast; others may still come
        this.drop(sheet, { lost: (this.saved.lost ?? 0) + (many || final === 'closed' ? sheet.subjects.length : 0) });
        return many || final === 'closed' ? null : final;
      }
      if (answer) this.progress({ kind: 'busy', count: tries + 1 });
      await this.pause(tries + 1, 700);
    }
  }

  private progress(trouble: Trouble): void {
    const { of = 0, left = {} } = this.saved;
    this.show({ at: 'sending', sent: of === 0 ? 0 : of - Object.values(left).reduce((sum, one) => sum + one, 0), of }, trouble);
  }

  private get pocket(): Pocket {
    return { class: this.saved.class ?? '', classes: this.saved.classes, tickets: this.saved.tickets ?? {} };
  }

  /** The ticket and the marks of its ballot leave the device. */
  private drop({ round, subjects }: Sheet, more: Partial<Saved>): void {
    const { [round]: _spent, ...tickets } = this.saved.tickets ?? {};
    const { [round]: _sent, ...left } = this.saved.left ?? {};
    const marks = Object.fromEntries(Object.entries(this.marks).filter(([id]) => !subjects.some((one) => one.id === id)));
    this.save({ ...more, tickets, left, marks });
  }

  /** Cuts a pause short: the network is back or the page is seen again. */
  wake(): void {
    this.wakeUp?.();
  }

  private show(view: View, trouble: Trouble = null): void {
    this.ports.onChange(view, trouble);
  }

  private end(at: 'insecure' | 'unknown' | 'forged' | 'elsewhere' | 'late'): false {
    this.show({ at });
    return false;
  }

  private pause(failures: number, base: number): Promise<void> {
    const ms = Math.min(15_000, base * 1.6 ** Math.min(failures, 6)) * (0.7 + 0.6 * this.ports.random());
    return Promise.race([this.ports.wait(ms), new Promise<void>((resolve) => (this.wakeUp = resolve))]);
  }

  private get<T>(rest: string): Promise<Answer<T> | null> {
    return this.request(`/vote/${this.meeting}${rest}`, {});
  }

  /** Every request of a kind has the same length, whatever was chosen. */
  private post<T>(path: string, body: object, size = roomFor(body)): Promise<Answer<T> | null> {
    const { pad: _pad, ...rest } = body as { pad?: string };
    const text = JSON.stringify(rest);
    const padded = `${text.slice(0, -1)},"pad":"${'0'.repeat(Math.max(0, size - bytesOf(text)))}"}`;
    return this.request(`/vote/${this.meeting}/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: padded });
  }

  private async request<T>(path: string, init: RequestInit): Promise<Answer<T> | null> {
    try {
      const response = await this.ports.fetch(path, { ...init, credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer' });
      return { status: response.status, body: (await response.json()) as T };
    } catch {
      return null;
    }
  }
}

const hexOf = (text: string): string => Array.from(text, (c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');
/** A Chinese character takes three bytes. */
const bytesOf = (text: string): number => new TextEncoder().encode(text).length;
const roomFor = (body: object): number => Math.ceil((bytesOf(JSON.stringify(body)) + 1) / PAD_TO) * PAD_TO;

/** In random order. The kernel's shuffle would bring 0.8 KB gzip of its neighbours to the phone. */
function mixed<T>(list: readonly T[], random: () => number): T[] {
  return list.map((one) => ({ one, at: random() })).sort((a, b) => a.at - b.at).map(({ one }) => one);
}

/** The longest marks that the sheet allows, by which the length of a request is set. */
function longest(sheet: Sheet): Marks {
  const marks = Object.fromEntries(sheet.form.items.map((item) => [item.id, [...item.options.map((o) => o.id), 'null'].reduce((a, b) => (b.length > a.length ? b : a))]));
  const remark: Record<string, string> = sheet.form.remarks ? { [REMARK]: '\u3000'.repeat(REMARK_LENGTH) } : {};
  return Object.fromEntries(sheet.subjects.map((s) => [s.id, { ...marks, ...remark }]));
}

export const REFUSALS: Record<string, 'insecure' | 'closed' | 'taken' | 'unknown' | 'invalid'> = {
  'ballot.plain-http': 'insecure',
  'ballot.closed': 'closed',
  'ballot.already-cast': 'taken',
  'ballot.unknown-ticket': 'unknown',
  'ballot.malformed': 'invalid',
  'ballot.incomplete': 'invalid',
  'ballot.unknown-option': 'invalid',
  'ballot.unknown-field': 'invalid',
  'request.invalid': 'invalid',
};
