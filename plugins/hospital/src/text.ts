/** Key of this plugin's catalogues. */
export const t = (name: string): { key: string } => ({ key: `hospital.${name}` });
