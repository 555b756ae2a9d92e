import { useSyncExternalStore } from 'react';
import type { Tone } from './map/person-colors.ts';

const prefersLight = (): MediaQueryList => window.matchMedia('(prefers-color-scheme: light)');

function subscribe(changed: () => void): () => void {
  const media = prefersLight();
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  media.addEventListener('change', changed);
  return () => {
    observer.disconnect();
    media.removeEventListener('change', changed);
  };
}

function tone(): Tone {
  const { theme } = document.documentElement.dataset;
  return theme === 'light' || (theme === 'system' && prefersLight().matches) ? 'light' : 'dark';
}

/** Whether the ground is light or dark, for what a canvas draws. */
export const useTone = (): Tone => useSyncExternalStore(subscribe, tone, () => 'dark');
