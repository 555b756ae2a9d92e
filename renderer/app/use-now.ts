import { useEffect, useState } from 'react';

/** The current time, updated at every full `stepMs` of the clock. */
export function useNow(stepMs: number): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setTimeout(() => setNow(new Date()), stepMs - (Date.now() % stepMs));
    return () => clearTimeout(timer);
  }, [now, stepMs]);
  return now;
}
