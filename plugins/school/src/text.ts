import { keysOf } from '@shuping/plugin-sdk';

/** Key of this plugin's catalogues. */
export const t = keysOf('school');
