/** Chromium's sandbox refuses to run as root. Only for a checkout: a packaged app has no such flag. */
export function sandboxFlags(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}
