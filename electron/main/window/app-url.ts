/** Addresses of our own pages, and what may be loaded from them. */
import path from 'node:path';

export const APP_SCHEME = 'app';
const HOST = 'depthlock';
export const APP_ORIGIN = `${APP_SCHEME}://${HOST}`;
export const START_PAGE = `${APP_ORIGIN}/index.html`;

/** Scripts, styles and data from our own files only; nothing inline, nothing evaluated, nothing remote. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' blob: data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Features that no page of ours uses, and none may. */
const UNUSED_FEATURES = [
  ...['accelerometer', 'autoplay', 'bluetooth', 'camera', 'clipboard-read', 'display-capture'],
  ...['encrypted-media', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'idle-detection'],
  ...['local-fonts', 'magnetometer', 'microphone', 'midi', 'payment', 'publickey-credentials-get'],
  ...['screen-wake-lock', 'serial', 'storage-access', 'usb', 'window-management'],
  'xr-spatial-tracking',
];

/** Refuses a device before any handler is asked. */
export const PERMISSIONS_POLICY = UNUSED_FEATURES.map((feature) => `${feature}=()`).join(', ');

export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/**
 * The file under `root` that `url` names, or null: for another host, an undecodable or odd path, a kind of file we do
 * not serve, or a path that leaves `root`.
 */
export function fileForUrl(root: string, url: string): string | null {
  const location = parseUrl(url);
  if (location?.protocol !== `${APP_SCHEME}:` || location.host !== HOST) return null;
  const decoded = decodePath(location.pathname);
  if (decoded === null || /[\0\\]/.test(decoded)) return null;
  const file = path.join(root, decoded === '/' ? 'index.html' : decoded);
  if (!file.startsWith(path.resolve(root) + path.sep)) return null;
  return path.extname(file) in CONTENT_TYPES ? file : null;
}

function parseUrl(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

function decodePath(pathname: string): string | null {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return null;
  }
}
