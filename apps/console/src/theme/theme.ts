import type { ThemeConfig } from 'antd';

/** Reader's text size: 14, 18 or 22 px body text. */
export type TextSize = 'normal' | 'large' | 'huge';
export const TEXT_SIZES: readonly TextSize[] = ['normal', 'large', 'huge'];

const BODY: Record<TextSize, number> = { normal: 14, large: 18, huge: 22 };
const CONTROL: Record<TextSize, number> = { normal: 34, large: 42, huge: 50 };

const INK = '#1F2329';
const BLUE = '#1F5FA8';
const RED = '#B3201B';
const RED_DARK = '#9B1C18';

/** Component settings that keep cinnabar out of everything but primary actions. */
const componentsAt = (scale: number): ThemeConfig['components'] => ({
  Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 400, defaultHoverColor: INK, defaultHoverBorderColor: '#8A919A', defaultActiveColor: INK, defaultActiveBorderColor: '#51565D', defaultBorderColor: '#CBD0D6', paddingInline: 16, paddingInlineSM: 10, contentFontSizeSM: Math.round(13 * scale) },
  Tabs: { itemSelectedColor: INK, itemHoverColor: INK, itemActiveColor: INK, inkBarColor: INK, itemColor: '#51565D' },
  Menu: { itemSelectedColor: INK, itemSelectedBg: '#ECEEF0', itemActiveBg: '#ECEEF0' },
  Checkbox: { colorPrimary: BLUE, colorPrimaryHover: BLUE, colorPrimaryBorder: BLUE },
  Radio: { colorPrimary: BLUE, colorPrimaryHover: BLUE, colorPrimaryActive: BLUE, buttonSolidCheckedBg: BLUE, dotColorDisabled: '#8A919A' },
  Switch: { colorPrimary: BLUE, colorPrimaryHover: BLUE },
  Pagination: { colorPrimary: INK, colorPrimaryHover: BLUE, itemActiveBg: '#ECEEF0' },
  Segmented: { itemSelectedColor: INK, itemSelectedBg: '#FFFFFF', trackBg: '#ECEEF0' },
  Table: { rowSelectedBg: '#F3F6FA', rowSelectedHoverBg: '#F3F6FA', rowHoverBg: '#FAFBFB', headerBg: '#FFFFFF', headerColor: '#6B7178', borderColor: '#E3E6E9', cellPaddingBlock: 6, cellPaddingInline: 8 },
  Select: { optionSelectedBg: '#F3F6FA', optionSelectedColor: INK, activeBorderColor: BLUE, hoverBorderColor: '#51565D', activeOutlineColor: 'transparent' },
  Input: { activeBorderColor: BLUE, hoverBorderColor: '#51565D', activeShadow: 'none' },
  InputNumber: { activeBorderColor: BLUE, hoverBorderColor: '#51565D', activeShadow: 'none' },
  DatePicker: { colorPrimary: BLUE, activeBorderColor: BLUE, hoverBorderColor: '#51565D', activeShadow: 'none' },
  Tree: { nodeSelectedBg: '#F3F6FA', nodeSelectedColor: INK, directoryNodeSelectedBg: '#F3F6FA', directoryNodeSelectedColor: INK, colorPrimary: BLUE },
  Slider: { colorPrimary: BLUE, trackBg: BLUE, trackHoverBg: BLUE, handleColor: BLUE, handleActiveColor: BLUE },
  Progress: { defaultColor: '#51565D' },
  Steps: { colorPrimary: INK },
  Upload: { colorPrimary: BLUE, colorPrimaryHover: BLUE },
  Spin: { colorPrimary: '#51565D' },
  Modal: { titleFontSize: Math.round(16 * scale) },
  Form: { itemMarginBottom: 16, labelColor: '#51565D' },
});

/** Colours of the theme → those for readers who ask for more contrast; the same pairs as in `tokens.css`. */
const STRONGER: Readonly<Record<string, string>> = {
  [INK]: '#000000', '#51565D': '#1F2329', '#6B7178': '#30353B', '#8A919A': '#30353B', '#CBD0D6': '#51565D', '#E3E6E9': '#6B7178', '#F3F6FA': '#E2EBF6', '#FAFBFB': '#EEF0F2', '#ECEEF0': '#D9DDE2',
  [BLUE]: '#0B3F7A', [RED]: '#8C0F0B', [RED_DARK]: '#6E0B08', '#1E7B4A': '#0C4F2B', '#8A5A00': '#5C3B00',
};

/** antd theme for a text size and contrast. Motion is 120 ms, and off when the reader asks for less. */
export function antdTheme(size: TextSize, reducedMotion: boolean, contrast: boolean): ThemeConfig {
  const theme = plainTheme(size, reducedMotion);
  return contrast ? (JSON.parse(JSON.stringify(theme), (_, value: unknown) => (typeof value === 'string' ? (STRONGER[value] ?? value) : value)) as ThemeConfig) : theme;
}

function plainTheme(size: TextSize, reducedMotion: boolean): ThemeConfig {
  const scale = BODY[size] / 14;
  return {
    token: {
      colorPrimary: RED, colorPrimaryHover: RED_DARK, colorPrimaryActive: RED_DARK, colorError: RED,
      colorInfo: BLUE, colorLink: BLUE, colorLinkHover: BLUE, colorSuccess: '#1E7B4A', colorWarning: '#8A5A00',
      colorText: INK, colorTextSecondary: '#51565D', colorTextTertiary: '#6B7178', colorTextPlaceholder: '#6B7178', colorTextDisabled: '#51565D',
      colorBgContainerDisabled: '#ECEEF0', colorBorder: '#8A919A', colorBorderSecondary: '#E3E6E9', colorSplit: '#E3E6E9',
      controlItemBgActive: '#F3F6FA', controlItemBgActiveHover: '#F3F6FA', controlOutline: 'transparent',
      borderRadius: 4, borderRadiusLG: 4, borderRadiusSM: 4, wireframe: false,
      fontSize: BODY[size], fontSizeSM: Math.round(12 * scale), fontSizeLG: Math.round(16 * scale),
      controlHeight: CONTROL[size], controlHeightSM: CONTROL[size] - 6, controlHeightLG: CONTROL[size] + 6,
      fontFamily: 'var(--font)', motion: !reducedMotion, motionDurationFast: '0.08s', motionDurationMid: '0.12s', motionDurationSlow: '0.12s',
    },
    components: componentsAt(scale),
  };
}
