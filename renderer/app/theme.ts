import { useState } from 'react';
import { recall, remember } from './remembered.ts';

export const THEMES = ['dark', 'light', 'system'] as const;
export type Theme = (typeof THEMES)[number];

function isTheme(value: string | null): value is Theme {
  return THEMES.some((theme) => theme === value);
}

/** Default: dark. */
export function recallTheme(): Theme {
  const value = recall('theme');
  return isTheme(value) ? value : 'dark';
}

/** Style sheets depend on this attribute of the document. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(recallTheme);
  function choose(next: Theme): void {
    setTheme(next);
    remember('theme', next);
    applyTheme(next);
  }
  return [theme, choose];
}
