import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import type { Locale as AntdLocale } from 'antd/es/locale/index.js';
import { useMemo, type ReactNode } from 'react';
import { usePreferences } from './preferences.tsx';
import { antdTheme } from './theme.ts';

/** Nonce of this answer's policy for style tags; the server fills it into the page. */
const NONCE = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
const TRANSFORMERS = [legacyLogicalPropertiesTransformer];

/** Where pop-ups and dialogs are put. Not the body itself: for that antd would lock the scroll by a style tag without nonce, and the pages scroll inside the frame anyway. */
export function popups(): HTMLElement {
  const known = document.getElementById('popups');
  if (known) return known;
  const made = document.createElement('div');
  made.id = 'popups';
  return document.body.appendChild(made);
}

/** antd with the office theme; `hashPriority="high"` and plain properties keep Chromium 86 in. */
export function ThemeProvider({ locale, children }: { readonly locale: AntdLocale; readonly children: ReactNode }) {
  const { textSize, reducedMotion, contrast } = usePreferences();
  const theme = useMemo(() => antdTheme(textSize, reducedMotion, contrast), [textSize, reducedMotion, contrast]);
  return (
    <StyleProvider hashPriority="high" transformers={TRANSFORMERS}>
      <ConfigProvider locale={locale} theme={theme} button={{ autoInsertSpace: false }} wave={{ disabled: true }} csp={{ nonce: NONCE }} getPopupContainer={popups}>
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
