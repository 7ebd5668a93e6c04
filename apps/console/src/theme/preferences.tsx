import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { TEXT_SIZES, type TextSize } from './theme.ts';

type Preferences = { readonly textSize: TextSize; readonly setTextSize: (size: TextSize) => void; readonly reducedMotion: boolean };

const Context = createContext<Preferences>({ textSize: 'normal', setTextSize: () => undefined, reducedMotion: false });
const KEY = 'shuping.text-size';

function stored(): TextSize {
  const value = new URLSearchParams(window.location.search).get('text') ?? localStorage.getItem(KEY);
  return TEXT_SIZES.find((size) => size === value) ?? 'normal';
}

/** Reader's own display settings, kept on this device; `?text=large` overrides for one visit. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [textSize, setSize] = useState(stored);
  const reducedMotion = useMemo(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches, []);
  useEffect(() => {
    document.documentElement.dataset['text'] = textSize;
  }, [textSize]);
  const value = useMemo<Preferences>(
    () => ({
      textSize,
      reducedMotion,
      setTextSize: (size) => {
        localStorage.setItem(KEY, size);
        setSize(size);
      },
    }),
    [textSize, reducedMotion],
  );
  return <Context value={value}>{children}</Context>;
}

export function usePreferences(): Preferences {
  return use(Context);
}
