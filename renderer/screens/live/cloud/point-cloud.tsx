import {
  useCallback,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { useTranslations } from 'use-intl/react';
import type { FrameMessage, FrameWish } from '../../../../electron/contract/window/bridge.ts';
import { useFrames, useStore } from '../../../app/window-context.tsx';
import { hasEveryPixel } from '../../../frames/pictures.ts';
import { placedHead, ringLines, type CloudLines } from './cloud-lines.ts';
import { hasWebGl, type CloudPainter } from './cloud-painter.ts';
import { CloudSampler, type CloudPoints } from './cloud-points.ts';
import { createFlatPainter } from './flat-painter.ts';
import { loadMeanHeadMesh } from './mean-head-mesh.ts';
import { afterKey, FIRST_ORBIT, turned, viewOf, zoomed } from './orbit.ts';
import styles from './point-cloud.module.css';

const WISH: FrameWish = { picture: 'none', side: 0, registered: Infinity, head: 'place' };
/** Longest side of the drawing, pixels: without a graphics card every one costs time. */
const MOST_PIXELS = 900;
const DEGREES_PER_PIXEL = 0.4;
const ZOOM_PER_PIXEL = 1.001;
/** Looked at while nobody is there. */
const ROOM_TARGET: readonly [number, number, number] = [0, 0, 900];
/** The target follows a head that moves, and does not shake with it: share a frame. */
const FOLLOW = 0.15;

interface PointCloudProps {
  /** Turned by mouse and keyboard; a small one only shows. */
  readonly isLarge: boolean;
}

/** What the camera measured as points in space, to turn around. */
export function PointCloud({ isLarge }: PointCloudProps) {
  const [isFlat, setIsFlat] = useState(() => !hasWebGl());
  const fallBack = useCallback(() => setIsFlat(true), []);
  // A canvas that has drawn one way cannot draw the other.
  return (
    <CloudCanvas
      key={isFlat ? 'flat' : 'webgl'}
      isFlat={isFlat}
      isLarge={isLarge}
      onLost={fallBack}
    />
  );
}

interface CloudCanvasProps extends PointCloudProps {
  readonly isFlat: boolean;
  /** There is no WebGL after all, or no more. */
  readonly onLost: () => void;
}

function CloudCanvas({ isFlat, isLarge, onLost }: CloudCanvasProps) {
  const words = useTranslations('live.cloud');
  const name = useTranslations('live')('pictureNames.cloud');
  const canvas = useRef<HTMLCanvasElement>(null);
  const { turn, zoom, press } = useCloud(canvas, isFlat, onLost);
  const held = useRef<{ readonly x: number; readonly y: number } | null>(null);

  function hold(event: PointerEvent<HTMLCanvasElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    held.current = { x: event.clientX, y: event.clientY };
  }
  function drag(event: PointerEvent<HTMLCanvasElement>): void {
    if (held.current === null) return;
    turn(
      -DEGREES_PER_PIXEL * (event.clientX - held.current.x),
      DEGREES_PER_PIXEL * (event.clientY - held.current.y),
    );
    held.current = { x: event.clientX, y: event.clientY };
  }
  function release(): void {
    held.current = null;
  }
  function key(event: KeyboardEvent<HTMLCanvasElement>): void {
    if (event.ctrlKey || event.metaKey || event.altKey || !press(event.key)) return;
    event.preventDefault();
  }

  const handlers = isLarge
    ? {
        tabIndex: 0,
        onPointerDown: hold,
        onPointerMove: drag,
        onPointerUp: release,
        onPointerCancel: release,
        onWheel: (event: { readonly deltaY: number }) => zoom(ZOOM_PER_PIXEL ** event.deltaY),
        onKeyDown: key,
      }
    : {};
  return (
    <div className={styles.cloud} data-testid="cloud" data-drawn-by={isFlat ? 'canvas' : 'webgl'}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        data-turns={isLarge}
        role="img"
        aria-label={isLarge ? words('label') : name}
        {...handlers}
      />
      {isLarge && (
        <p className={styles.help}>
          {words('help')}
          {isFlat && <span data-testid="cloud-fallback"> {words('noWebGl')}</span>}
        </p>
      )}
    </div>
  );
}

/** Draws each frame, and again whenever it is turned; outside React. */
function useCloud(
  canvas: { readonly current: HTMLCanvasElement | null },
  isFlat: boolean,
  onLost: () => void,
) {
  const frames = useFrames();
  const store = useStore();
  const orbit = useRef(FIRST_ORBIT);
  const redraw = useRef<() => void>(() => undefined);
  const lose = useEffectEvent(onLost);

  useEffect(() => {
    const target = canvas.current;
    if (target === null) return;
    const sampler = new CloudSampler();
    let painter: CloudPainter | null = null;
    let mesh: Float32Array = new Float32Array(0);
    let points: CloudPoints | null = null;
    let lines: readonly CloudLines[] = [];
    let looksAt = ROOM_TARGET;
    let isOver = false;
    let request = 0;

    const draw = (): void => {
      request = 0;
      if (painter === null || points === null) return;
      fit(target);
      painter.paint({ points, lines }, viewOf(orbit.current, looksAt));
    };
    // Several turns between two pictures of the screen are drawn once.
    redraw.current = () => {
      if (request === 0) request = requestAnimationFrame(draw);
    };

    function take({ registered, head }: FrameMessage): void {
      if (registered === null || !hasEveryPixel(registered)) return;
      const { observation } = store.getState();
      const face = observation?.kind === 'face' ? observation : null;
      points = sampler.sample(registered, face?.box ?? null);
      lines =
        head && face !== null
          ? [placedHead(mesh, head.place), ...ringLines(head.place, face.pose)]
          : [];
      looksAt = nearer(looksAt, head?.place.translation ?? (face === null ? ROOM_TARGET : looksAt));
      draw();
    }

    void loadMeanHeadMesh().then((loaded) => {
      mesh = loaded;
    });
    void openPainter(target, isFlat).then((opened) => {
      if (isOver) return opened?.dispose();
      if (opened === null) return lose();
      painter = opened;
      return redraw.current();
    });
    const lost = (event: Event): void => {
      event.preventDefault();
      if (!isOver) lose();
    };
    target.addEventListener('webglcontextlost', lost);
    const stop = frames.listen(take, () => WISH);
    return () => {
      isOver = true;
      stop();
      cancelAnimationFrame(request);
      target.removeEventListener('webglcontextlost', lost);
      painter?.dispose();
    };
  }, [canvas, frames, store, isFlat]);

  return {
    turn(right: number, up: number): void {
      orbit.current = turned(orbit.current, right, up);
      redraw.current();
    },
    zoom(factor: number): void {
      orbit.current = zoomed(orbit.current, factor);
      redraw.current();
    },
    /** Whether the key was one of its own. */
    press(key: string): boolean {
      const next = afterKey(orbit.current, key);
      if (next === null) return false;
      orbit.current = next;
      redraw.current();
      return true;
    },
  };
}

/** Null where it cannot be drawn that way. */
async function openPainter(
  canvas: HTMLCanvasElement,
  isFlat: boolean,
): Promise<CloudPainter | null> {
  if (isFlat) return createFlatPainter(canvas);
  try {
    const { createWebGlPainter } = await import('./webgl-painter.ts');
    return createWebGlPainter(canvas);
  } catch {
    return null;
  }
}

function fit(canvas: HTMLCanvasElement): void {
  const { clientWidth, clientHeight } = canvas;
  const longest = Math.max(clientWidth, clientHeight, 1);
  const scale = Math.min(window.devicePixelRatio, MOST_PIXELS / longest);
  const width = Math.max(1, Math.round(clientWidth * scale));
  const height = Math.max(1, Math.round(clientHeight * scale));
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

type Vector = readonly [number, number, number];

function nearer(from: Vector, to: Vector): Vector {
  const at = (i: 0 | 1 | 2): number => from[i] + FOLLOW * (to[i] - from[i]);
  return [at(0), at(1), at(2)];
}
