import { seededRandom, shuffled } from '@shuping/kernel';

/** Order by lot that anybody can repeat: ids sorted, then shuffled with the seed. */
export function drawnOrder(ids: readonly string[], seed: number): string[] {
  return shuffled([...ids].sort(), seededRandom(seed));
}

/** An agenda by lot, sector by sector in the order in which it names them: drawn where the sector's scheme says so, else as listed. Every sector is drawn with the same seed, so that each can be repeated without the others. */
export function drawnAgenda(items: readonly { readonly id: string; readonly sector: string }[], byLot: (sector: string) => boolean, seed: number): string[] {
  return [...new Set(items.map((one) => one.sector))].flatMap((sector) => {
    const own = items.filter((one) => one.sector === sector).map((one) => one.id);
    return byLot(sector) ? drawnOrder(own, seed) : own;
  });
}
