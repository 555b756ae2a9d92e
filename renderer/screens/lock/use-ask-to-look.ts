import { useEffect, useEffectEvent } from 'react';
import { useApp, useStore } from '../../app/window-context.tsx';

/** The second half of a double click on “Lock now”, or a key still held, asks for nothing. */
const AFTER_LOCKING_MS = 600;
const MODIFIERS: readonly string[] = ['Shift', 'Control', 'Alt', 'AltGraph', 'Meta', 'CapsLock'];

/** Has a lock look that waits for the face before it to leave, on the first key, click or touch anywhere. */
export function useAskToLook(): void {
  const waits = useApp(({ lock }) => lock.phase === 'locked' && lock.hint === 'press-a-key');
  const store = useStore();
  const ask = useEffectEvent(() => void store.act('lock.ask', undefined));
  useEffect(() => {
    if (!waits) return undefined;
    const fromMs = performance.now() + AFTER_LOCKING_MS;
    const onInput = (event: Event): void => {
      const isIdle = event instanceof KeyboardEvent && (event.repeat || isModifier(event));
      if (!isIdle && performance.now() >= fromMs) ask();
    };
    window.addEventListener('keydown', onInput);
    window.addEventListener('pointerdown', onInput);
    return () => {
      window.removeEventListener('keydown', onInput);
      window.removeEventListener('pointerdown', onInput);
    };
  }, [waits]);
}

const isModifier = ({ key }: KeyboardEvent): boolean => MODIFIERS.includes(key);
