import type { ComponentType } from 'react';

/** One address of the console. A feature lists its own in `features/<f>/routes.tsx`; pages load when first visited. */
export type FeatureRoute = {
  /** `/reports` or `/reports/$id`. */
  readonly path: string;
  readonly page: () => Promise<{ readonly Page: ComponentType }>;
  /** `shell` (default): signed in, with rail and top bar. `bare`: signed in, no frame (hall screen). `open`: no session needed. */
  readonly frame?: 'shell' | 'bare' | 'open';
};
