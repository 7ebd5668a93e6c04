import { render } from 'preact';
import { App } from './app.tsx';
import './style.css';

const root = document.getElementById('root');
if (root) render(<App meeting={meetingOf(location.pathname)} secret={location.hash.slice(1)} />, root);

function meetingOf(path: string): string {
  return /^\/v\/([0-9a-f-]{36})/.exec(path)?.[1] ?? '';
}
