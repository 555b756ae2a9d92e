import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl/react';
import { depthToScale, LEGEND_MARKS_MM, scaleColor } from './depth-palette.ts';
import styles from './depth-legend.module.css';

const STEPS = 128;

/** The colours of the depth picture with their millimetres. */
export function DepthLegend() {
  const words = useTranslations('notices');
  const unit = useTranslations('live')('millimetres');
  const canvas = useRef<HTMLCanvasElement>(null);
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
    <div className={styles.legend} role="img" aria-label={words('depthScale')}>
      <canvas ref={canvas} className={styles.bar} width={STEPS} height={1} />
      <div className={styles.marks}>
        {LEGEND_MARKS_MM.map((depthMm) => (
          <span key={depthMm} style={{ left: `${100 * depthToScale(depthMm)}%` }}>
            {depthMm}
          </span>
        ))}
      </div>
      <span className={styles.unit}>{unit}</span>
    </div>
  );
}
