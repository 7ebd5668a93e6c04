import { z } from 'zod';

/** Room on the disks that this server writes to: its own folder, and the database's where it runs beside it. `low`: used beyond the watermark, in percent. */
export const DisksOut = z.object({
  watermark: z.int(),
  disks: z.array(z.object({ place: z.enum(['data', 'database']), usedPercent: z.int(), free: z.string(), low: z.boolean() })),
}).meta({ id: 'Disks' });
export type DisksOut = z.infer<typeof DisksOut>;
