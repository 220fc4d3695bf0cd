import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const at = (path: string): string => resolve(import.meta.dirname, path);

// The lowest runtime the bundle has to run on: Electron 33, which is Node 20.18 and Chrome 130. electron-vite's own table does not know Electron 45.
const NODE = 'node20.18';
const CHROME = 'chrome130';

/**
 * What an entry imports later is named in its page too, so that the page fetches it at once and not only when the entry has run; the
 * scripts that are lazy within that stay lazy.
 */
const preloadNext: Plugin = {
  name: 'preload-next',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { chunk, bundle }) {
      const named = new Set(chunk && [chunk.fileName, ...chunk.imports]);
      const next = (file: string): string[] => {
        const found = bundle?.[file];
        if (named.has(file) || found?.type !== 'chunk') return [];
        named.add(file);
        return [file, ...found.imports.flatMap(next)];
      };
      const stylesOf = (file: string): string[] => {
        const found = bundle?.[file];
        return found?.type === 'chunk' ? [...(found.viteMetadata?.importedCss ?? [])] : [];
      };
      const scripts = (chunk?.dynamicImports ?? []).flatMap(next);
      return [
        ...scripts.map((file) => ({ rel: 'modulepreload', href: `./${file}` })),
        ...scripts.flatMap(stylesOf).map((file) => ({ rel: 'preload', as: 'style', href: `./${file}` })),
      ].map((attrs) => ({ tag: 'link', attrs: { ...attrs, crossorigin: true }, injectTo: 'head' as const }));
    },
  },
};

export default defineConfig({
  main: {
    publicDir: false,
    build: {
      target: NODE,
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: at('main/index.ts'), parser: at('main/importing/parser-process.ts'), reader: at('main/importing/reading-thread.ts') },
      },
    },
  },
  preload: {
    publicDir: false,
    build: {
      target: NODE,
      externalizeDeps: false,
      isolatedEntries: true,
      // a sandboxed preload must be one CommonJS file
      rolldownOptions: { input: { app: at('preload/app.ts'), store: at('preload/store.ts') }, output: { format: 'cjs', entryFileNames: '[name].cjs' } },
    },
  },
  renderer: {
    root: at('renderer'),
    publicDir: false,
    plugins: [react(), preloadNext],
    worker: { format: 'es' },
    build: {
      target: CHROME,
      minify: true,
      sourcemap: false,
      // no data: URLs for fonts and icons: the policy allows fonts from the app itself only
      assetsInlineLimit: 0,
      rolldownOptions: { input: { app: at('renderer/app.html'), store: at('renderer/store.html') } },
    },
  },
});
