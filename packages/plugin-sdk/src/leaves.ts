import { isMemberList, isRecord, joinPath, memberId } from '@shuping/scheme';

/** Every leaf of JSON-like data with its path, list members named by their id; functions and undefined are passed over. */
export function leaves(value: unknown, path = ''): { readonly path: string; readonly value: string | number | boolean | null }[] {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return [{ path, value }];
  if (Array.isArray(value)) {
    const named = isMemberList(value);
    return value.flatMap((item, index) => leaves(item, joinPath(path, named ? memberId(item)! : index)));
  }
  return isRecord(value) ? Object.entries(value).flatMap(([key, item]) => leaves(item, joinPath(path, key))) : [];
}
