export const catalogue = { alone: '只有中文' };
