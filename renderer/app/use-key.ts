import { useEffect, useEffectEvent } from 'react';
import { focusedControl, takesKey } from './own-keys.ts';

/** Runs `action` on a bare key press anywhere in the window, unless what has the focus takes that key itself. */
export function useKey(matches: (key: string) => boolean, action: (key: string) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (takesKey(focusedControl(event.target), event.key, isFocusByPointer)) return;
    if (!matches(event.key)) return;
    event.preventDefault();
    action(event.key);
  });
  useEffect(() => {
    watchFocus();
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

let isWatching = false;
let isFocusByPointer = false;

/** Once for the window: whether the focus came to where it is by a click, or by the keyboard. */
function watchFocus(): void {
  if (isWatching) return;
  isWatching = true;
  let isPointer = false;
  window.addEventListener('pointerdown', () => (isPointer = true), true);
  window.addEventListener('keydown', () => (isPointer = false), true);
  window.addEventListener('focusin', () => (isFocusByPointer = isPointer), true);
}
