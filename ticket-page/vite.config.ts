import { defineConfig } from 'vite';

const server = process.env['TICKETERO_SERVER'] ?? 'http://127.0.0.1:3000';

/** Preact answers to React's names, in the shared libraries too: the page is for cheap phones on a bad network. */
const react = {
  'react-dom/client': 'preact/compat/client',
  'react/jsx-runtime': 'preact/jsx-runtime',
  'react/jsx-dev-runtime': 'preact/jsx-runtime',
  'react-dom': 'preact/compat',
  react: 'preact/compat',
};

export default defineConfig({
  base: '/t/',
  resolve: { alias: react },
  // Also for phones that get no updates any more: the oldest that have all that the shared libraries use.
  build: { outDir: 'dist', sourcemap: true, assetsInlineLimit: 0, target: ['chrome103', 'safari16'] },
  server: { proxy: { '/api': server, '/brand': server, '/socket.io': { target: server, ws: true } } },
});
