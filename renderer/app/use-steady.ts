import { useEffect, useRef, useState } from 'react';

/** Long enough to read a short hint. */
const READING_MS = 900;

/** Follows `value`, but shows each text long enough to be read; the newest one is shown in the end. */
export function useSteady(value: string): string {
  const [shown, setShown] = useState(value);
  const shownSince = useRef(0);
  useEffect(() => {
    if (value === shown) return;
    const wait = shownSince.current + READING_MS - performance.now();
    const timer = setTimeout(
      () => {
        shownSince.current = performance.now();
        setShown(value);
      },
      Math.max(0, wait),
    );
    return () => clearTimeout(timer);
  }, [value, shown]);
  return shown;
}
