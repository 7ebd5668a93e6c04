import { dayOf, type Day } from '@shuping/kernel';
import { createContext, use } from 'react';

/** The server's civil day (demo clocks move it); the machine's own where no provider is. */
export const TodayContext = createContext<Day | null>(null);

export function useToday(): Day {
  return use(TodayContext) ?? dayOf(new Date());
}
