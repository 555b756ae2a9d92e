import { useRef, type CSSProperties, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslations } from 'use-intl/react';
import type { VirtualMotion } from '../../electron/contract/camera.ts';
import { FacePreview } from '../frames/face-preview.tsx';
import { formatDegrees } from '../format.ts';
import { directionAfterKey, directionAt, placeOf, type HeadDirection } from './head-direction.ts';
import styles from './head-pad.module.css';

interface HeadPadProps {
  readonly motion: VirtualMotion;
  readonly onTurn: (direction: HeadDirection) => void;
}

/** The camera's picture; dragging in it, or the arrow keys, turn the virtual head. */
export function HeadPad({ motion, onTurn }: HeadPadProps) {
  const words = useTranslations('camera.panel');
  const turn = useOncePerFrame(onTurn);
  const held = motion.kind === 'held' ? motion : null;

  function follow(event: PointerEvent<HTMLDivElement>): void {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    turn(directionAt((event.clientX - left) / width, (event.clientY - top) / height));
  }

  function grab(event: PointerEvent<HTMLDivElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    follow(event);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const next = directionAfterKey(event.key, held ?? { yaw: 0, pitch: 0 });
    if (next === null) return;
    event.preventDefault();
    turn(next);
  }

  return (
    <div
      className={styles.pad}
      role="group"
      tabIndex={0}
      aria-label={words('turnHead')}
      data-testid="virtual-pad"
      onPointerDown={grab}
      onPointerMove={follow}
      onKeyDown={onKeyDown}
    >
      <FacePreview mirrored={false} />
      {held ? <Marker direction={held} /> : <span className={styles.advice}>{words('drag')}</span>}
    </div>
  );
}

function Marker({ direction }: { readonly direction: HeadDirection }) {
  const { x, y } = placeOf(direction);
  const style: CSSProperties = { left: `${100 * x}%`, top: `${100 * y}%` };
  return (
    <>
      <span className={styles.marker} style={style} />
      <span className={styles.advice}>
        {formatDegrees(direction.yaw)} · {formatDegrees(direction.pitch)}
      </span>
    </>
  );
}

/** Passes on only the newest value, once per animation frame. */
function useOncePerFrame<T>(action: (value: T) => void): (value: T) => void {
  const waiting = useRef<{ readonly value: T } | null>(null);
  return (value) => {
    const scheduled = waiting.current !== null;
    waiting.current = { value };
    if (scheduled) return;
    requestAnimationFrame(() => {
      const newest = waiting.current;
      waiting.current = null;
      if (newest !== null) action(newest.value);
    });
  };
}
