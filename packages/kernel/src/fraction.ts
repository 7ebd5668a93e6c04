/** How a figure is rounded where a scheme says so: half up (四舍五入), half to even, down (去尾), up (进一). */
export type RoundingMode = 'half_up' | 'half_even' | 'down' | 'up';

/** An exact figure with its printed form, as JSON. */
export type ExactJson = { readonly exact: string; readonly shown: string };

function gcd(a: bigint, b: bigint): bigint {
  let x = a < 0n ? -a : a;
  let y = b < 0n ? -b : b;
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** Exact rational number. Denominator is positive and the pair is in lowest terms. */
export class Fraction {
  readonly n: bigint;
  readonly d: bigint;

  constructor(n: bigint, d: bigint = 1n) {
    if (d === 0n) throw new RangeError('denominator is zero');
    const sign = d < 0n ? -1n : 1n;
    const g = gcd(n, d) || 1n;
    this.n = (sign * n) / g;
    this.d = (sign * d) / g;
  }

  static readonly zero = new Fraction(0n);
  static readonly one = new Fraction(1n);

  /** Reads `12`, `-0.35`, `56/3`, a finite number or another fraction. A number is taken by its shortest decimal form. Throws RangeError on anything else. */
  static of(input: string | number | bigint | Fraction): Fraction {
    if (input instanceof Fraction) return input;
    if (typeof input === 'bigint') return new Fraction(input);
    const text = typeof input === 'number' ? numberText(input) : input.trim();
    const ratio = /^(-?\d+)\/(\d+)$/.exec(text);
    if (ratio) return new Fraction(BigInt(ratio[1]!), BigInt(ratio[2]!));
    const decimal = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
    if (!decimal) throw new RangeError(`not a number: ${text}`);
    const digits = decimal[3] ?? '';
    const whole = BigInt(decimal[2]! + digits);
    return new Fraction(decimal[1] === '-' ? -whole : whole, 10n ** BigInt(digits.length));
  }

  /** Sum of the given figures; zero for none. */
  static sum(items: Iterable<Fraction>): Fraction {
    let total = Fraction.zero;
    for (const item of items) total = total.add(item);
    return total;
  }

  add(o: Fraction): Fraction {
    return new Fraction(this.n * o.d + o.n * this.d, this.d * o.d);
  }
  sub(o: Fraction): Fraction {
    return new Fraction(this.n * o.d - o.n * this.d, this.d * o.d);
  }
  mul(o: Fraction): Fraction {
    return new Fraction(this.n * o.n, this.d * o.d);
  }
  /** Throws RangeError when `o` is zero. */
  div(o: Fraction): Fraction {
    return new Fraction(this.n * o.d, this.d * o.n);
  }
  neg(): Fraction {
    return new Fraction(-this.n, this.d);
  }
  /** Negative, zero or positive as this is less than, equal to or greater than `o`. */
  compare(o: Fraction): number {
    const diff = this.n * o.d - o.n * this.d;
    return diff < 0n ? -1 : diff > 0n ? 1 : 0;
  }
  equals(o: Fraction): boolean {
    return this.n === o.n && this.d === o.d;
  }
  isZero(): boolean {
    return this.n === 0n;
  }
  min(o: Fraction): Fraction {
    return this.compare(o) <= 0 ? this : o;
  }
  max(o: Fraction): Fraction {
    return this.compare(o) >= 0 ? this : o;
  }
  /** Largest integer not above the figure. */
  floor(): bigint {
    const q = this.n / this.d;
    return this.n < 0n && q * this.d !== this.n ? q - 1n : q;
  }
  /** Smallest integer not below the figure. */
  ceil(): bigint {
    return -this.neg().floor();
  }

  /** Rounded to `digits` decimals (0 or more); still exact. `up` and `down` go away from and towards zero. */
  round(digits: number, mode: RoundingMode = 'half_up'): Fraction {
    const scale = 10n ** BigInt(digits);
    const negative = this.n < 0n;
    const scaled = new Fraction((negative ? -this.n : this.n) * scale, this.d);
    const down = scaled.floor();
    const rest = scaled.sub(new Fraction(down));
    const half = rest.compare(new Fraction(1n, 2n));
    const bump =
      mode === 'up' ? !rest.isZero()
      : mode === 'down' ? false
      : mode === 'half_up' ? half >= 0
      : half > 0 || (half === 0 && down % 2n === 1n);
    const value = bump ? down + 1n : down;
    return new Fraction(negative ? -value : value, scale);
  }

  /** Decimal text with exactly `digits` decimals. */
  toFixed(digits: number, mode: RoundingMode = 'half_up'): string {
    const r = this.round(digits, mode);
    const scale = 10n ** BigInt(digits);
    const whole = (r.n * scale) / r.d;
    const abs = (whole < 0n ? -whole : whole).toString().padStart(digits + 1, '0');
    const text = digits === 0 ? abs : `${abs.slice(0, -digits)}.${abs.slice(-digits)}`;
    return whole < 0n ? `-${text}` : text;
  }

  /** `56/3`, or `12` when whole. */
  toString(): string {
    return this.d === 1n ? this.n.toString() : `${this.n}/${this.d}`;
  }

  /** JSON form: exact ratio and the decimal printed with `digits` decimals. */
  toExactJson(digits = 2, mode: RoundingMode = 'half_up'): ExactJson {
    return { exact: this.toString(), shown: this.toFixed(digits, mode) };
  }

  /** Nearest double; for drawing only, never for deciding. */
  toNumber(): number {
    return Number(this.n) / Number(this.d);
  }
}

function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`not a finite number: ${value}`);
  const text = String(value);
  if (/e/i.test(text)) throw new RangeError(`number out of range: ${text}`);
  return text;
}
