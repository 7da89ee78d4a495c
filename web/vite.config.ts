import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

// The desk is served by the API process under /desk/. Its pages carry a nonce of their own each time,
// put in place of __NONCE__ (api/web.ts), so that no style or script but ours is taken.
export default defineConfig({
  root: import.meta.dirname,
  base: './', // wherever the site lies
  plugins: [react()],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0, // the content policy lets no data: address be a script or a style
    modulePreload: { polyfill: false },
  },
});
