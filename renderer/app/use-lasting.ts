import { useEffect, useState } from 'react';

/** True once `value` has been true without a break for so long: what passes by itself is not shown. */
export function useLasting(value: boolean, milliseconds: number): boolean {
  const [lasted, setLasted] = useState(false);
  useEffect(() => {
    if (!value) return undefined;
    const timer = setTimeout(() => setLasted(true), milliseconds);
    return () => {
      clearTimeout(timer);
      setLasted(false);
    };
  }, [value, milliseconds]);
  return value && lasted;
}
