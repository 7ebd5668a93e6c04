const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A first password to hand over: four groups of four, without letters that look alike. */
export function firstPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(64));
  // bytes above the last whole multiple would favour the first letters
  const fair = [...bytes].filter((byte) => byte < 256 - (256 % LETTERS.length)).slice(0, 16);
  const text = fair.map((byte) => LETTERS[byte % LETTERS.length]).join('');
  return (text.match(/.{1,4}/g) ?? []).join('-');
}
