/** Freezes data and everything below it; functions inside are left as they are. A frozen base lets `resolveScheme` judge only what layers changed. */
export function deepFreeze<T>(value: T): T {
  if (value === null || typeof value !== 'object' || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const item of Object.values(value)) deepFreeze(item);
  return value;
}
