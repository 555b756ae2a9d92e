import { useEffect, useRef, useState } from 'react';
import type { OperatingPoint } from '../../../electron/analysis/metrics/operating-point.ts';
import type { LookFigures } from '../../../electron/analysis/trials/look-figures.ts';
import { countsInFigures, type Look } from './looks.ts';
import { startWorker, type RunningWorker } from './worker/start-worker.ts';

export interface ShownFigures {
  readonly figures: LookFigures;
  /** Both errors at the threshold; null until they are counted. */
  readonly point: OperatingPoint | null;
  /** Looks that could count. */
  readonly looks: number;
}

/** Figures of the looks and both errors at a threshold, counted by a worker; null until they are there. */
export function useLookFigures(
  looks: readonly Look[],
  threshold: number,
  seed: number,
): ShownFigures | null {
  const [shown, setShown] = useState<ShownFigures | null>(null);
  const worker = useRef<RunningWorker | null>(null);
  const wanted = useRef(threshold);
  const asked = useRef<number | null>(null);

  useEffect(() => {
    const counted = looks.filter(countsInFigures);
    const ask = (): void => {
      asked.current = wanted.current;
      running.send({ kind: 'point', threshold: wanted.current });
    };
    const running = startWorker(
      (answer) => {
        if (answer.kind === 'figures') {
          setShown({ figures: answer.figures, point: null, looks: counted.length });
          ask();
        } else if (answer.kind === 'point') {
          const { point } = answer;
          setShown((before) => (before === null ? null : { ...before, point }));
          // Dragged on meanwhile: only the newest place is counted.
          asked.current = null;
          if (wanted.current !== point.threshold) ask();
        }
      },
      () => setShown(null),
    );
    worker.current = running;
    running.send({
      kind: 'figures',
      seed,
      looks: counted.map(({ owner, point }) => ({
        ...{ person: owner ?? '', embedding: point.embedding, handicap: point.handicap },
      })),
    });
    return () => {
      worker.current = null;
      asked.current = null;
      running.end();
    };
  }, [looks, seed]);

  useEffect(() => {
    wanted.current = threshold;
    // Before the figures are there, and while a place is counted, it is asked for afterwards.
    const counted = shown?.point ?? null;
    if (counted === null || asked.current !== null || counted.threshold === threshold) return;
    asked.current = threshold;
    worker.current?.send({ kind: 'point', threshold });
  }, [threshold, shown]);

  return shown;
}
