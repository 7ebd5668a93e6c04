import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const api = process.env['SHUPING_API'] ?? 'http://localhost:8080';

/** Writes `name.gz` beside each text asset, so that the server never compresses at request time; not beside pages, which get a nonce per answer. */
function precompress(): Plugin {
  let out = 'dist';
  const walk = (dir: string): string[] =>
    readdirSync(dir).flatMap((name) => (statSync(join(dir, name)).isDirectory() ? walk(join(dir, name)) : [join(dir, name)]));
  return {
    name: 'precompress',
    apply: 'build',
    configResolved: (config) => void (out = join(config.root, config.build.outDir)),
    closeBundle() {
      for (const file of walk(out).filter((f) => /\.(js|css|svg|json)$/.test(f))) {
        const raw = readFileSync(file);
        if (raw.length > 1024) writeFileSync(`${file}.gz`, gzipSync(raw, { level: constants.Z_BEST_COMPRESSION }));
      }
    },
  };
}

export default defineConfig({
  root: import.meta.dirname,
  base: '/',
  plugins: [react(), precompress()],
  build: { target: ['chrome86', 'firefox91', 'safari14'], outDir: 'dist', emptyOutDir: true, reportCompressedSize: false, chunkSizeWarningLimit: 900 },
  server: { port: 5173, proxy: { '/api': { target: api } } },
  preview: { proxy: { '/api': { target: api } } },
});
