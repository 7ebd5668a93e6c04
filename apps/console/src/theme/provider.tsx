import { legacyLogicalPropertiesTransformer, StyleProvider } from '@ant-design/cssinjs';
import { ConfigProvider } from 'antd';
import type { Locale as AntdLocale } from 'antd/es/locale/index.js';
import { useMemo, type ReactNode } from 'react';
import { usePreferences } from './preferences.tsx';
import { antdTheme } from './theme.ts';

/** Nonce of this answer's policy for style tags; the server fills it into the page. */
const NONCE = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';
const TRANSFORMERS = [legacyLogicalPropertiesTransformer];

/** antd with the office theme; `hashPriority="high"` and plain properties keep Chromium 86 in. */
export function ThemeProvider({ locale, children }: { readonly locale: AntdLocale; readonly children: ReactNode }) {
  const { textSize, reducedMotion } = usePreferences();
  const theme = useMemo(() => antdTheme(textSize, reducedMotion), [textSize, reducedMotion]);
  return (
    <StyleProvider hashPriority="high" transformers={TRANSFORMERS}>
      <ConfigProvider locale={locale} theme={theme} button={{ autoInsertSpace: false }} wave={{ disabled: true }} csp={{ nonce: NONCE }}>
        {children}
      </ConfigProvider>
    </StyleProvider>
  );
}
