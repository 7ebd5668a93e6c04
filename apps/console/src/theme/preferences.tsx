import { createContext, use, useEffect, useMemo, useState, type ReactNode } from 'react';
import { TEXT_SIZES, type TextSize } from './theme.ts';

type Preferences = { readonly textSize: TextSize; readonly setTextSize: (size: TextSize) => void; readonly contrast: boolean; readonly setContrast: (more: boolean) => void; readonly reducedMotion: boolean };

const Context = createContext<Preferences>({ textSize: 'normal', setTextSize: () => undefined, contrast: false, setContrast: () => undefined, reducedMotion: false });
const KEY = 'shuping.text-size';
const CONTRAST_KEY = 'shuping.contrast';

function stored(): TextSize {
  const value = new URLSearchParams(window.location.search).get('text') ?? localStorage.getItem(KEY);
  return TEXT_SIZES.find((size) => size === value) ?? 'normal';
}

function storedContrast(): boolean {
  const value = new URLSearchParams(window.location.search).get('contrast') ?? localStorage.getItem(CONTRAST_KEY);
  return value === null ? window.matchMedia('(prefers-contrast: more)').matches : value === 'more';
}

/** Reader's own display settings, kept on this device; `?text=large` and `?contrast=more` override for one visit. Without a choice of one's own the device's wish for contrast counts. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const [textSize, setSize] = useState(stored);
  const [contrast, setMore] = useState(storedContrast);
  const reducedMotion = useMemo(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches, []);
  useEffect(() => {
    document.documentElement.dataset['text'] = textSize;
  }, [textSize]);
  useEffect(() => {
    document.documentElement.dataset['contrast'] = contrast ? 'more' : 'plain';
  }, [contrast]);
  const value = useMemo<Preferences>(
    () => ({
      textSize,
      reducedMotion,
      contrast,
      setContrast: (more) => {
        localStorage.setItem(CONTRAST_KEY, more ? 'more' : 'plain');
        setMore(more);
      },
      setTextSize: (size) => {
        localStorage.setItem(KEY, size);
        setSize(size);
      },
    }),
    [textSize, contrast, reducedMotion],
  );
  return <Context value={value}>{children}</Context>;
}

export function usePreferences(): Preferences {
  return use(Context);
}
