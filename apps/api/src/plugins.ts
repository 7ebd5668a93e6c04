/** Every sector plugin of this build; the only place that names one. */
export const SECTOR_PLUGINS: readonly unknown[] = [];
