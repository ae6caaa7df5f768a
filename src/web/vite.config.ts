import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

const compressible = /\.(?:css|html|js|svg)$/;

/** Puts a gzip and a brotli form beside each file, so that the service compresses nothing while it answers. */
const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  writeBundle: async ({ dir = '' }) => {
    const files = await readdir(dir, { recursive: true });
    for (const file of files.filter((name) => compressible.test(name) && name !== 'index.html')) {
      const content = await readFile(join(dir, file));
      await writeFile(join(dir, `${file}.gz`), gzipSync(content, { level: 9 }));
      await writeFile(join(dir, `${file}.br`), brotliCompressSync(content));
    }
  },
});

/** The book in the browser: `src/web/` to `dist/web/`, served by the service below `/book/`. */
export default defineConfig({
  base: '/book/',
  plugins: [react(), precompress()],
  build: {
    outDir: '../../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // A data: address would need an exception in the content security policy.
    assetsInlineLimit: 0,
    manifest: 'manifest.json',
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // A slow machine is no mistake in the build.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
});
