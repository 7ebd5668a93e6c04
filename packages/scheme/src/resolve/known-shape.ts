import { z } from 'zod';
import { Scheme } from '../model/scheme.ts';
import { isRecord, memberId } from '../path.ts';

/** Schemes that are frozen all through and have the shape of a scheme: what is frozen stays as it was judged. */
const sound = new WeakSet<object>();

/** Members of a frozen list by id, made once per list. */
const byId = new WeakMap<readonly unknown[], ReadonlyMap<string, unknown>>();

/** Lists as a whole, their members unseen: the bounds of their length. */
const bare = new WeakMap<z.ZodArray, z.ZodType>();

/**
 * Whether a draft surely has the shape of a scheme, told from a frozen one that has it and of which the draft kept most: what is the very same object there was judged
 * with it, and all else is read by its schema. True means what `Scheme.safeParse` would say; false means that it has to be asked.
 */
export function surelyShaped(draft: unknown, base: Scheme): boolean {
  if (!sound.has(base)) {
    if (!isFrozenThrough(base) || !Scheme.safeParse(base).success) return false;
    sound.add(base);
  }
  return holds(Scheme, draft, base);
}

function holds(schema: z.ZodType, value: unknown, known: unknown): boolean {
  if (value === known) return true;
  if (schema instanceof z.ZodOptional) return value !== undefined && known !== undefined && holds(schema.unwrap() as z.ZodType, value, known);
  if (schema instanceof z.ZodObject && isRecord(value) && isRecord(known)) return holdsFields(schema, value, known);
  if (schema instanceof z.ZodArray && Array.isArray(value) && Array.isArray(known)) return holdsMembers(schema, value, known);
  return schema.safeParse(value).success;
}

function holdsFields(schema: z.ZodObject, value: Readonly<Record<string, unknown>>, known: Readonly<Record<string, unknown>>): boolean {
  const { shape } = schema as z.ZodObject<Record<string, z.ZodType>>;
  for (const key of Object.keys(value)) if (!Object.hasOwn(shape, key)) return false;
  for (const key of Object.keys(shape)) {
    const own = Object.hasOwn(value, key) ? value[key] : undefined;
    const before = Object.hasOwn(known, key) ? known[key] : undefined;
    if (own !== before && !holds(shape[key]!, own, before)) return false;
  }
  return true;
}

function holdsMembers(schema: z.ZodArray, value: readonly unknown[], known: readonly unknown[]): boolean {
  if (value.length !== known.length && !bareOf(schema).safeParse(value).success) return false;
  const members = membersOf(known);
  return value.every((member) => {
    const id = memberId(member);
    return holds(schema.element as z.ZodType, member, id === undefined ? undefined : members.get(id));
  });
}

function membersOf(list: readonly unknown[]): ReadonlyMap<string, unknown> {
  const made = byId.get(list);
  if (made) return made;
  const members = new Map(list.flatMap((member): [string, unknown][] => {
    const id = memberId(member);
    return id === undefined ? [] : [[id, member]];
  }));
  byId.set(list, members);
  return members;
}

function bareOf(schema: z.ZodArray): z.ZodType {
  const made = bare.get(schema);
  if (made) return made;
  const list = z.array(z.unknown()).check(...((schema.def.checks ?? []) as z.core.$ZodCheck<unknown[]>[])) as z.ZodType;
  bare.set(schema, list);
  return list;
}

function isFrozenThrough(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return Object.isFrozen(value) && Object.values(value).every(isFrozenThrough);
}
