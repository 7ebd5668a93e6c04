// @ts-nocheck
import { words, unused } from './typed-wording.ts';

export enum Light { Red, Green }
export namespace Lights { export const red = 1; }
export function careless(value: any): string {
  var text = words(value);
  let never = 1;
  if (text == '1') console.log(never);
  return text;
}
export default careless;
