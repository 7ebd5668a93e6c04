import { keysOf, schemeWriters } from '@shuping/plugin-sdk';

/** Key of this plugin's catalogues. */
export const t = keysOf('liangxin');

/** Writers of scheme members under those keys. */
export const write = schemeWriters(t);
