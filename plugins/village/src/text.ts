import { keysOf, schemeWriters } from '@shuping/plugin-sdk';

/** Key of this plugin's catalogues. */
export const t = keysOf('village');

export const write = schemeWriters(t);
