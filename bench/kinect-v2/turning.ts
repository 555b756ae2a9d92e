import {
  COLOR_HEIGHT,
  COLOR_WIDTH,
  DEPTH_HEIGHT,
  DEPTH_WIDTH,
} from '../../electron/engine/camera/kinect-v2/microsoft/kinect2-module.ts';
import { turnNumbers, turnPixels } from '../../electron/engine/camera/mirrored/turn-pictures.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { spread } from '../assets.ts';

const FRAMES = 300;
const WARM_UP = 30;

/** What it costs that a Kinect v2 mirrors: copying its pictures, and turning the copies, in turns. */
export function benchTurning(): Promise<readonly string[]> {
  const depth = new Uint8Array(2 * DEPTH_WIDTH * DEPTH_HEIGHT).map((_, i) => i);
  const mapped = new Uint8Array(4 * DEPTH_WIDTH * DEPTH_HEIGHT).map((_, i) => i);
  const color = new Uint8Array(4 * COLOR_WIDTH * COLOR_HEIGHT).map((_, i) => i);
  const live = inTurns(
    () => [new Uint8Array(depth), new Uint8Array(mapped)],
    ([ownDepth, ownMapped]) => {
      if (ownDepth !== undefined) turnNumbers(new Uint16Array(ownDepth.buffer), DEPTH_WIDTH);
      if (ownMapped !== undefined) turnPixels(ownMapped, DEPTH_WIDTH);
    },
  );
  const recorded = inTurns(
    () => [new Uint8Array(color)],
    ([ownColor]) => {
      if (ownColor !== undefined) turnPixels(ownColor, COLOR_WIDTH);
    },
  );
  return Promise.resolve([
    `depth and mapped colour: ${words(live)}`,
    `full colour, while it is recorded: ${words(recorded)}`,
  ]);
}

interface Times {
  readonly copied: readonly number[];
  readonly turned: readonly number[];
}

function inTurns(copy: () => Uint8Array[], turn: (copies: Uint8Array[]) => void): Times {
  const [copied, turned]: [number[], number[]] = [[], []];
  for (let i = -WARM_UP; i < FRAMES; i++) {
    const start = performance.now();
    const copies = copy();
    const between = performance.now();
    turn(copies);
    const end = performance.now();
    if (i < 0) continue;
    copied.push(between - start);
    turned.push(end - between);
  }
  return { copied, turned };
}

function words({ copied, turned }: Times): string {
  const ratio = quantile(turned, 0.5) / quantile(copied, 0.5);
  return `copying ${spread(copied)}; turning ${spread(turned)}: ${ratio.toFixed(2)} of copying`;
}
