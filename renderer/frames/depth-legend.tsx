import { useEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl/react';
import { useFrames, useStore } from '../app/window-context.tsx';
import { depthToScale, scaleColor } from './depth-palette.ts';
import { marksOf, type DepthRange, type DepthRangeFollower } from './depth-range.ts';
import { NOTHING_WISHED } from './port/merged-wish.ts';
import styles from './depth-legend.module.css';

const STEPS = 128;
/** A legend that is read need not move with every frame, milliseconds. */
const RENEWED_EVERY_MS = 200;

/** The colours of the depth picture with the millimetres that they stand for now. */
export function DepthLegend({ follower }: { readonly follower: DepthRangeFollower }) {
  const words = useTranslations('notices');
  const unit = useTranslations('live')('millimetres');
  const canvas = useRef<HTMLCanvasElement>(null);
  const range = useShownRange(follower);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    for (let step = 0; step < STEPS; step += 1) {
      const [red, green, blue] = scaleColor(step / (STEPS - 1));
      context.fillStyle = `rgb(${red} ${green} ${blue})`;
      context.fillRect(step, 0, 1, 1);
    }
  }, []);
  return (
    <div
      className={styles.legend}
      role="img"
      aria-label={words('depthScale')}
      data-testid="depth-legend"
      data-near={range.nearMm}
      data-far={range.farMm}
    >
      <canvas ref={canvas} className={styles.bar} width={STEPS} height={1} />
      <div className={styles.marks}>
        {marksOf(range).map((depthMm) => (
          <span key={depthMm} style={{ left: `${100 * depthToScale(depthMm, range)}%` }}>
            {depthMm}
          </span>
        ))}
      </div>
      <span className={styles.unit}>{unit}</span>
    </div>
  );
}

function useShownRange(follower: DepthRangeFollower): DepthRange {
  const frames = useFrames();
  const store = useStore();
  const [shown, setShown] = useState(() => rounded(follower.range));
  useEffect(() => {
    let renewedMs = -Infinity;
    return frames.listen(
      (frame) => {
        const range = follower.follow(frame, store.getState().observation);
        const nowMs = performance.now();
        if (nowMs - renewedMs < RENEWED_EVERY_MS) return;
        renewedMs = nowMs;
        setShown((before) => (isSame(before, rounded(range)) ? before : rounded(range)));
      },
      () => NOTHING_WISHED,
    );
  }, [frames, store, follower]);
  return shown;
}

const rounded = ({ nearMm, farMm }: DepthRange): DepthRange => ({
  nearMm: Math.round(nearMm),
  farMm: Math.round(farMm),
});

const isSame = (one: DepthRange, other: DepthRange): boolean =>
  one.nearMm === other.nearMm && one.farMm === other.farMm;
