import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { transform } from '../../geometry/rigid.ts';
import { HeadMeter, type MeasuredHead } from '../head/head-pose.ts';
import { loadMeanHead } from '../head/mean-head.ts';
import { drawHead, type PosedHead } from '../head/mean-head-fixture.ts';
import { loadFaceRelief } from './face-relief.ts';
import { InfraredAgreement } from './infrared-agreement.ts';
import { LivenessJudge } from './liveness-judge.ts';
import { RecentReason } from './recent-reason.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');
const mean = orThrow(await loadMeanHead(ASSETS));
const network = orThrow(await loadFaceRelief(ASSETS));
const meter = new HeadMeter(mean);
const agreement = new InfraredAgreement(mean);

const BEFORE: PosedHead = { yaw: 0, pitch: 0, roll: 0, distanceMm: 650 };
/** What the lamp's light makes of a white wall at a metre. */
const LAMP = 16_000;

/** Brows, eyes and mouth, dark on skin: share of light sent back at a point of the head, mm. */
function drawn(x: number, y: number): number {
  const isBrow = Math.abs(Math.abs(x) - 33) < 16 && Math.abs(y + 32) < 4;
  const isEye = Math.hypot((Math.abs(x) - 32) / 14, (y + 14) / 6) < 1;
  const isMouth = Math.hypot(x / 24, (y - 48) / 5) < 1;
  return isBrow ? 0.2 : isEye ? 0.25 : isMouth ? 0.35 : 0.6;
}

/** A second pattern that knows nothing of the face: an unlike ink. */
const noise = (x: number, y: number): number =>
  0.5 + 0.03 * Math.sin(12.9898 * Math.round(x) + 78.233 * Math.round(y));

type Light = (x: number, y: number) => number;

/** A head whose colour and infrared are as given, before a wall of paper. */
function seen(
  pose: PosedHead,
  colour: Light,
  infrared: Light,
): { readonly frame: RgbdFrame; readonly head: MeasuredHead } {
  const { frame, landmarks } = drawHead(mean, pose);
  const result = meter.measure(frame, landmarks);
  if (result.kind !== 'pose') throw new Error('no head measured');
  const { width, height, camera } = frame;
  const { fx, fy, cx, cy } = camera.intrinsics;
  const depth = frame.depth.map((z) => (z === 0 ? 1800 : z));
  const color = new Uint8Array(4 * width * height).fill(255);
  const sent = new Uint16Array(width * height);
  for (let i = 0; i < width * height; i++) {
    const z = frame.depth[i] ?? 0;
    const back = depth[i] ?? 0;
    const [u, v] = [i % width, Math.floor(i / width)];
    const [x, y] = transform(result.head.alignment.transform, [
      ((u - cx) * z) / fx,
      ((v - cy) * z) / fy,
      z,
    ]);
    const isFace = z > 0;
    color.fill(isFace ? 255 * colour(x, y) : 120, 4 * i, 4 * i + 3);
    sent[i] = (LAMP * 1e6 * (isFace ? infrared(x, y) : 0.7)) / back ** 2;
  }
  return { frame: { ...frame, color, depth, infrared: sent }, head: result.head };
}

const verdictOn = ({ frame, head }: ReturnType<typeof seen>): string =>
  agreement.judge(frame, head.surface, head.alignment.transform).kind;

const slight = fc.record({
  yaw: fc.integer({ min: -20, max: 20 }),
  pitch: fc.integer({ min: -15, max: 15 }),
  roll: fc.integer({ min: -10, max: 10 }),
  distanceMm: fc.integer({ min: 450, max: 1200 }),
});

describe('infrared and colour', () => {
  it('agree on a face that both show, however much lighter or flatter it is in infrared', () => {
    fc.assert(
      fc.property(
        slight,
        fc.double({ min: 0.25, max: 1, noNaN: true }),
        fc.double({ min: 0.4, max: 1, noNaN: true }),
        (pose, contrast, skin) => {
          const infrared: Light = (x, y) => skin * (0.6 + contrast * (drawn(x, y) - 0.6));
          expect(verdictOn(seen(pose, drawn, infrared))).toBe('agrees');
        },
      ),
      { numRuns: 15, seed: 1 },
    );
  });

  it('differ on ink that infrared does not show', () => {
    fc.assert(
      fc.property(slight, (pose) => {
        expect(verdictOn(seen(pose, drawn, noise))).toBe('differs');
      }),
      { numRuns: 15, seed: 2 },
    );
  });

  it('differ on a screen, which sends none of the lamp’s light back', () => {
    expect(verdictOn(seen(BEFORE, drawn, (x, y) => 0.04 + 0.02 * drawn(x, y)))).toBe('differs');
  });

  const face = seen(BEFORE, drawn, noise);
  const { infrared = new Uint16Array(0), ...withoutInfrared } = face.frame;
  const { color } = face.frame;
  it.each<[string, RgbdFrame]>([
    ['without infrared', withoutInfrared],
    ['with infrared of another size', { ...face.frame, infrared: infrared.subarray(1) }],
    ['with black infrared', { ...face.frame, infrared: infrared.map(() => 0) }],
    ['with saturated infrared', { ...face.frame, infrared: infrared.map(() => 65_535) }],
    ['with black colour', { ...face.frame, color: color.map(() => 0) }],
    ['with burned colour', { ...face.frame, color: color.map(() => 255) }],
    ['with colour of one tone', { ...face.frame, color: color.map(() => 140) }],
  ])('are not compared in a frame %s', (_name, frame) => {
    expect(verdictOn({ ...face, frame })).toBe('undecided');
  });

  it('that differ make a look not live, if it faces the camera in colour', () => {
    const judge = new LivenessJudge(mean, network);
    const assess = (shown: ReturnType<typeof seen>, spectrum: 'colour' | 'infrared' = 'colour') =>
      judge.assess(shown.frame, shown.head, spectrum, new RecentReason());
    expect(assess(seen(BEFORE, drawn, drawn))).toMatchObject({ kind: 'live' });
    const clear = seen(BEFORE, drawn, noise);
    expect(assess(clear)).toMatchObject({ kind: 'not-live', because: 'infrared-differs' });
    expect(assess(clear, 'infrared')).toMatchObject({ kind: 'live' });
    expect(assess(seen({ ...BEFORE, yaw: 32 }, drawn, noise))).toMatchObject({ kind: 'live' });
  });
});
