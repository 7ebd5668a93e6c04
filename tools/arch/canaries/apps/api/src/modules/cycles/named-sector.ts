// school in a comment is fine
export const isSchool = (sector: string): boolean => sector === 'school';
export const LIMITS = { hospital: 2 };
