import './theme/tokens.css';
import './theme/base.css';
import './ui/ui.css';
import './ui/print.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app.tsx';
import { startI18n, storedLocale } from './i18n/index.ts';

void startI18n(storedLocale()).then(() => {
  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  createRoot(root).render(<StrictMode><App /></StrictMode>);
});
