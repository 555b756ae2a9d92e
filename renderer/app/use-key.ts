import { useEffect, useEffectEvent } from 'react';

/** Runs `action` on a bare key press anywhere in the window, except while something is being typed or chosen. */
export function useKey(matches: (key: string) => boolean, action: (key: string) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === 'Enter' && isButton(event.target)) return;
    if (!matches(event.key)) return;
    event.preventDefault();
    action(event.key);
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, select, textarea, dialog') !== null;
}

function isButton(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('button') !== null;
}
