import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const server = process.env['TICKETERO_SERVER'] ?? 'http://127.0.0.1:3000';

export default defineConfig({
  base: '/kiosk/',
  plugins: [react()],
  build: { outDir: 'dist', sourcemap: true, assetsInlineLimit: 0 },
  server: { proxy: { '/api': server, '/brand': server, '/socket.io': { target: server, ws: true } } },
});
