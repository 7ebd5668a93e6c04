/** Transitions as data: state → command → next state. */
export type Machine<S extends string, C extends string> = Readonly<Record<S, Readonly<Partial<Record<C, S>>>>>;

/** Next state, or null when the command is not allowed in this state. */
export function step<S extends string, C extends string>(machine: Machine<S, C>, state: S, command: C): S | null {
  return machine[state][command] ?? null;
}

/** Commands allowed in a state. */
export function commandsOf<S extends string, C extends string>(machine: Machine<S, C>, state: S): C[] {
  return Object.keys(machine[state]) as C[];
}

/** States that cannot be reached from `start`, and targets that do not exist; both empty for a sound machine. */
export function inspectMachine<S extends string, C extends string>(machine: Machine<S, C>, start: S): { unreachable: S[]; unknown: string[] } {
  const states = Object.keys(machine) as S[];
  const unknown: string[] = [];
  const seen = new Set<S>([start]);
  const queue: S[] = [start];
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const target of Object.values(machine[state] ?? {}) as S[]) {
      if (!states.includes(target)) unknown.push(target);
      else if (!seen.has(target)) {
        seen.add(target);
        queue.push(target);
      }
    }
  }
  return { unreachable: states.filter((state) => !seen.has(state)), unknown };
}
