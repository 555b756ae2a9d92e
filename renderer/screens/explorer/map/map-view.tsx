import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import type { EmbeddingMap } from '../../../../electron/analysis/projection/embedding-map.ts';
import { useExplorerWords } from '../explorer-words.ts';
import { LookCard, lookText } from '../look-card.tsx';
import type { Look } from '../looks.ts';
import { drawnMap, markAt, markBeside, MARK_RADIUS, marksInside, type Mark } from './drawn-map.ts';
import styles from './map-view.module.css';
import { paintMap } from './paint-map.ts';
import type { Tone } from './person-colors.ts';

interface MapViewProps {
  readonly map: EmbeddingMap;
  readonly looks: readonly Look[];
  readonly tone: Tone;
  readonly selected: ReadonlySet<number>;
  readonly onSelect: (looks: ReadonlySet<number>) => void;
  /** Hears how large it is drawn, for exports. */
  readonly onSize: (size: Size) => void;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

type Line = readonly (readonly [number, number])[];

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The map: hover or arrow keys show a look, a line drawn around looks selects them. */
export function MapView({ map, looks, tone, selected, onSelect, onSize }: MapViewProps) {
  const said = useExplorerWords();
  const { words } = said;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const helpId = useId();
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  const [shown, setShown] = useState<number | null>(null);
  const [line, setLine] = useState<Line>([]);
  /** The same, also between two drawings of the screen: a pointer moves more often. */
  const drawn = useRef<Line>([]);

  function draw(next: Line): void {
    drawn.current = next;
    setLine(next);
  }

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const observer = new ResizeObserver(() => {
      const next = { width: element.clientWidth, height: element.clientHeight };
      setSize(next);
      onSize(next);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [onSize]);

  const marks = useMemo(
    () => drawnMap(looks, map, size.width, size.height, tone),
    [looks, map, size, tone],
  );
  const mark = marks.find(({ look }) => look === shown) ?? null;

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const density = window.devicePixelRatio;
    element.width = Math.round(size.width * density);
    element.height = Math.round(size.height * density);
    const { color, backgroundColor } = getComputedStyle(element);
    context.setTransform(density, 0, 0, density, 0, 0);
    context.clearRect(0, 0, size.width, size.height);
    paintMap(context, marks, selected, { ground: backgroundColor, line: color });
  }, [marks, selected, size]);

  const placeOf = (event: PointerEvent): readonly [number, number] => {
    const box = event.currentTarget.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  };

  /** A pointer moves more often than the screen is drawn: its whole way counts. */
  const wayOf = (event: PointerEvent): Line => {
    const box = event.currentTarget.getBoundingClientRect();
    const way = event.nativeEvent.getCoalescedEvents();
    return way.length === 0
      ? [placeOf(event)]
      : way.map(({ clientX, clientY }) => [clientX - box.left, clientY - box.top] as const);
  };

  function moved(event: PointerEvent): void {
    const [x, y] = placeOf(event);
    if (drawn.current.length > 0) draw([...drawn.current, ...wayOf(event)]);
    else setShown(markAt(marks, x, y)?.look ?? null);
  }

  function pressed(event: PointerEvent): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    draw([placeOf(event)]);
  }

  /** A click selects the look under it, or nothing; a line selects what it goes around. */
  function released(event: PointerEvent): void {
    const around = drawn.current;
    if (around.length === 0) return;
    const [x, y] = placeOf(event);
    const inside = around.length > 3 ? marksInside(marks, around) : [];
    const clicked = around.length > 3 ? null : markAt(marks, x, y);
    const chosen = clicked === null ? inside : [clicked];
    onSelect(new Set(chosen.map(({ look }) => look)));
    draw([]);
  }

  function keyed(event: KeyboardEvent): void {
    const arrow = ARROWS[event.key];
    if (arrow !== undefined) {
      const next = mark === null ? marks[0] : markBeside(marks, mark, ...arrow);
      setShown(next?.look ?? null);
    } else if (event.key === 'Escape') {
      onSelect(new Set());
    } else if ((event.key === 'Enter' || event.key === ' ') && mark !== null) {
      const next = new Set(selected);
      if (!next.delete(mark.look)) next.add(mark.look);
      onSelect(next);
    } else return;
    event.preventDefault();
  }

  const look = mark === null ? undefined : looks[mark.look];
  const method = words(`methods.${map.method}`);
  return (
    <div ref={frame} className={styles.frame}>
      <canvas
        ref={canvas}
        className={styles.canvas}
        role="img"
        tabIndex={0}
        aria-label={words('map', { count: marks.length, method })}
        aria-describedby={helpId}
        data-testid="explorer-map"
        onPointerMove={moved}
        onPointerDown={pressed}
        onPointerUp={released}
        onPointerLeave={() => line.length === 0 && setShown(null)}
        onKeyDown={keyed}
      />
      <p id={helpId} className="visually-hidden">
        {words('mapHelp')}
      </p>
      <svg className={styles.over} aria-hidden="true">
        {line.length > 1 && <polygon className={styles.lasso} points={line.join(' ')} />}
        {mark !== null && (
          <circle className={styles.hovered} cx={mark.x} cy={mark.y} r={MARK_RADIUS + 5} />
        )}
      </svg>
      {mark !== null && look !== undefined && (
        <div className={styles.card} style={cardPlace(mark, size)}>
          <LookCard look={look} looks={looks} color={mark.color} />
        </div>
      )}
      <p className="visually-hidden" aria-live="polite" data-testid="explorer-look">
        {look === undefined ? '' : lookText(look, looks, said)}
      </p>
    </div>
  );
}

const CARD_WIDTH = 250;

/** Beside the mark, inside of the map; above or below it where there is no room at its side. */
function cardPlace({ x, y }: Mark, { width, height }: Size) {
  const isLow = y > height / 2;
  const [hasRight, hasLeft] = [x + CARD_WIDTH + 20 < width, x - CARD_WIDTH - 20 > 0];
  if (!hasRight && !hasLeft) {
    const left = Math.max(4, (width - CARD_WIDTH) / 2);
    return { left, ...(isLow ? { bottom: height - y + 14 } : { top: y + 14 }) };
  }
  return {
    ...(hasRight ? { left: x + 14 } : { right: width - x + 14 }),
    ...(isLow ? { bottom: height - y - 10 } : { top: y - 10 }),
  };
}
