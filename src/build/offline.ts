import { VitePWA } from 'vite-plugin-pwa'
import { ONE_FILE } from './one-file.ts'

/** Lists every built file in the service worker, which is small and our own, and writes the web app manifest. The page registers it itself. */
export const offline = VitePWA({
  strategies: 'injectManifest',
  srcDir: 'src',
  filename: 'service-worker.ts',
  injectRegister: false,
  injectManifest: {
    globPatterns: ['**/*'],
    // The app in one file is for taking away; it would double what every visitor keeps.
    globIgnores: ['manifest.webmanifest', ONE_FILE],
    rollupFormat: 'iife',
    maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
  },
  includeManifestIcons: false,
  manifest: {
    id: './',
    name: 'Worthwhile',
    short_name: 'Worthwhile',
    description: 'Who are my best customers, what are they worth, and why? Answered on this computer.',
    start_url: './',
    scope: './',
    display: 'standalone',
    background_color: '#fbf8f3',
    theme_color: '#fbf8f3',
    icons: [
      { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
})
