/** What the attacker knows of one person from check-in, everything that crossed the wire included. People stand in the order in which they checked in. */
export type Person = { readonly slip: string; readonly slipHash: string; readonly requestHash: string; readonly blinded: string; readonly stamped: string; /** moduli that this person was shown */ readonly keys: readonly string[]; /** the receipt that the page showed, as told to a boss */ readonly receipt: string };

/** A ballot as a dump taken during the vote shows it, in an order that means nothing. All in hex but the marks. */
export type Ballot = { readonly ticket: string; readonly ticketHash: string; readonly bodyHash: string; readonly signature: string; /** the receipt as its row holds it, locked */ readonly receipt: string; readonly marks: string };

/** Places of ballots in the order in which a source has them: a table by its place on disk, an index, a file, the log. */
export type Order = { readonly source: string; readonly ballots: readonly number[] };

/** A transaction that is known to have written for these people and these ballots. */
export type Transaction = { readonly people: readonly number[]; readonly ballots: readonly number[] };

/** Everything that is stored or logged of one meeting, with the private keys. */
export type Evidence = {
  readonly people: readonly Person[];
  readonly ballots: readonly Ballot[];
  /** while the vote ran, and after the seal */
  readonly during: readonly Order[];
  readonly sealed: readonly Order[];
  readonly transactions: readonly Transaction[];
  readonly meeting: string;
  /** points by which receipts were locked */
  readonly points: readonly Buffer[];
  /** what may be a key: columns of the dump as they stand and as `secret.key` opens them, `secret.key` itself, private keys, the meeting's id */
  readonly secrets: readonly Buffer[];
  readonly log: string;
  /** people in the order in which they voted, for an attacker who watched the hall */
  readonly voted: readonly number[];
};

/** Ballot → person, as far as an attacker makes a guess. */
export type Guess = readonly (number | null)[];
