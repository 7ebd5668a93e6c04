import { defineConfig } from 'vite';

export default defineConfig({
  base: '/v/',
  build: { target: ['chrome67', 'safari14'], assetsInlineLimit: 0, modulePreload: false, cssCodeSplit: false, reportCompressedSize: true },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
});
