import { seededRandom, shuffled } from '@shuping/kernel';

/** Order by lot that anybody can repeat: ids sorted, then shuffled with the seed. */
export function drawnOrder(ids: readonly string[], seed: number): string[] {
  return shuffled([...ids].sort(), seededRandom(seed));
}

/** Who speaks on the stage when not everybody does: the first so many that the lot drew in each sector; the others debrief in writing. Sectors that are not drawn are not among them. */
export function drawnStage(items: readonly { readonly id: string; readonly sector: string }[], byLot: (sector: string) => boolean, seed: number, count: number): { readonly stage: string[]; readonly written: string[] } {
  const drawn = [...new Set(items.map((one) => one.sector))].filter(byLot).map((sector) => drawnOrder(items.filter((one) => one.sector === sector).map((one) => one.id), seed));
  return { stage: drawn.flatMap((ids) => ids.slice(0, count)), written: drawn.flatMap((ids) => ids.slice(count)) };
}

/** An agenda by lot, sector by sector in the order in which it names them: drawn where the sector's scheme says so, else as listed. Every sector is drawn with the same seed, so that each can be repeated without the others. */
export function drawnAgenda(items: readonly { readonly id: string; readonly sector: string }[], byLot: (sector: string) => boolean, seed: number): string[] {
  return [...new Set(items.map((one) => one.sector))].flatMap((sector) => {
    const own = items.filter((one) => one.sector === sector).map((one) => one.id);
    return byLot(sector) ? drawnOrder(own, seed) : own;
  });
}
