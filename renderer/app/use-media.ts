import { useSyncExternalStore } from 'react';

/** Whether a media query holds; the component renders again when that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const list = window.matchMedia(query);
      list.addEventListener('change', onChange);
      return () => list.removeEventListener('change', onChange);
    },
    () => window.matchMedia(query).matches,
    // Markup that is drawn without a window: that of a wide one.
    () => false,
  );
}
