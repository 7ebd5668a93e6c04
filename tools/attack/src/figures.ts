/** Absolute rank correlation (Spearman) of a reading with the order in which it is compared. */
export function rankCorrelation(order: readonly number[]): number {
  const n = order.length;
  const sum = order.reduce((total, value, at) => total + (value - at) ** 2, 0);
  return Math.abs(1 - (6 * sum) / (n * (n * n - 1)));
}

/** Right guesses that blind guessing passes once in ten thousand runs or less: of a random order one in each meeting is right, whatever its size. */
export function mostByChance(meetings: number): number {
  return Math.floor(meetings + 4 * Math.sqrt(meetings) + 2);
}

/** Mean absolute rank correlation that random orders of so many people do not pass. */
export function correlationByChance(people: number, meetings: number): number {
  return (0.8 + (4 * 0.6) / Math.sqrt(meetings)) / Math.sqrt(people - 1);
}
