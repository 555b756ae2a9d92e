/** Several people, pictures and screens before the camera: who is judged, and whom they keep out. */
import { afterAll, describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Observation } from '../../contract/observation.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { createVision } from '../vision/pipeline.ts';
import { Recognition, type RecognisedFrame } from './recognition.ts';
import { ASSETS, photographAll, type Shown } from './several-people-fixture.ts';

const MINUTES = 60_000;
const SENSORS = ['kinect-v1', 'kinect-v2'] as const;
type Sensor = (typeof SENSORS)[number];

const vision = orThrow(await createVision({ assets: ASSETS }));
afterAll(() => vision.dispose());

/** Shows scenes one after another at 30 frames a second. */
class Watch {
  readonly #recognition: Recognition;
  readonly #sensor: Sensor;
  #count: number;

  constructor(sensor: Sensor, gallery: readonly GalleryEntry[], from = 0) {
    // Who is judged is the same at every level; this one decides by few looks.
    const security = { level: 'convenient', asksEyes: false } as const;
    this.#recognition = new Recognition({ vision, gallery, security });
    this.#sensor = sensor;
    this.#count = from;
  }

  get recognition(): Recognition {
    return this.#recognition;
  }

  async show(shown: readonly Shown[], frames: number): Promise<RecognisedFrame[]> {
    const seen: RecognisedFrame[] = [];
    for (let k = 0; k < frames; k++) {
      const frame: RgbdFrame = await photographAll(this.#sensor, swaying(shown, k), this.#count++);
      seen.push(await this.#recognition.look(frame));
    }
    return seen;
  }
}

/** People never hold still; after twelve frames they are where they were. */
const swaying = (shown: readonly Shown[], k: number): Shown[] =>
  shown.map((one, i) => {
    const isPerson = (one.as ?? 'person') === 'person';
    return isPerson
      ? { ...one, yaw: (one.yaw ?? 0) + 3 * Math.sin((2 * Math.PI * (k % 12)) / 12 + i) }
      : one;
  });

const galleries = new Map<string, Promise<GalleryEntry>>();

async function enrol(sensor: Sensor, id: string): Promise<GalleryEntry> {
  const watch = new Watch(sensor, []);
  watch.recognition.enrol({ kind: 'enrolment.start' });
  await watch.show([{ id }], 45);
  watch.recognition.enrol({ kind: 'recording-over' });
  const captured = watch.recognition.captured ?? expect.fail('nothing was captured');
  return { personId: id, name: id, ...captured };
}

/** Ada, enrolled alone; once for each sensor. */
function ada(sensor: Sensor): Promise<GalleryEntry> {
  const known = galleries.get(sensor) ?? enrol(sensor, 'ada');
  galleries.set(sensor, known);
  return known;
}

const faces = (seen: readonly RecognisedFrame[]) =>
  seen.flatMap(({ observation }) => (observation.kind === 'face' ? [observation] : []));
const hintsOf = (seen: readonly RecognisedFrame[]) => faces(seen).map(({ hint }) => hint);
const phasesOf = (seen: readonly RecognisedFrame[]) => seen.map(({ decision }) => decision.phase);
const middle = ({ box }: Extract<Observation, { kind: 'face' }>) => box.x + box.width / 2;

const OWNER: Shown = { id: 'ada', x: -110, distanceMm: 700 };
const HARMLESS: readonly [string, Shown][] = [
  ['a poster behind', { id: 'bruno', as: 'poster', x: 350, distanceMm: 1300 }],
  ['a poster larger than life', { id: 'bruno', as: 'poster', x: 130, distanceMm: 550 }],
  ['a screen at the side', { id: 'bruno', as: 'screen', x: 150, distanceMm: 700 }],
  [
    'a picture of somebody held at the side',
    { id: 'bruno', as: 'print-flat', x: 140, distanceMm: 700 },
  ],
  ['a picture of somebody held nearer', { id: 'bruno', as: 'print-flat', x: 140, distanceMm: 560 }],
];

describe.each(SENSORS)('the lock before a %s', (sensor) => {
  it.each([
    ...HARMLESS,
    ['somebody behind', { id: 'bruno', x: 330, distanceMm: 1450 }],
    ['somebody at the side who looks away', { id: 'bruno', x: 170, distanceMm: 760, yaw: 60 }],
  ] satisfies [string, Shown][])(
    'opens for the owner with %s',
    { timeout: MINUTES },
    async (_, other) => {
      const watch = new Watch(sensor, [await ada(sensor)], 200);
      const seen = await watch.show([other, OWNER], 34);
      expect(hintsOf(seen)).not.toContain('only-one-person');
      expect(phasesOf(seen).slice(0, 12)).toContain('unlocked');
      expect(new Set(faces(seen).map(({ track }) => track))).toEqual(new Set([1]));
    },
  );

  it(
    'opens for the owner who comes before a poster that was followed',
    { timeout: MINUTES },
    async () => {
      const watch = new Watch(sensor, [await ada(sensor)], 200);
      const poster: Shown = { id: 'bruno', as: 'poster', x: 130, distanceMm: 1100 };
      const alone = await watch.show([poster], 20);
      expect(phasesOf(alone)).not.toContain('unlocked');
      expect(phasesOf(await watch.show([poster, OWNER], 20))).toContain('unlocked');
    },
  );

  it('stays closed while two stand side by side, and says so', { timeout: MINUTES }, async () => {
    for (const distanceMm of [640, 800]) {
      const watch = new Watch(sensor, [await ada(sensor)], 200);
      const both = await watch.show([{ id: 'bruno', x: 130, distanceMm }, OWNER], 34);
      expect(phasesOf(both)).not.toContain('unlocked');
      expect(new Set(hintsOf(both))).toEqual(new Set(['only-one-person']));
      expect(phasesOf(await watch.show([OWNER], 16))).toContain('unlocked');
    }
  });

  it.each([
    ['at the side of a picture of the owner', { id: 'bruno', x: 130, distanceMm: 700 }],
    ['in front of the owner', { id: 'bruno', x: 130, distanceMm: 470 }],
  ] satisfies [string, Shown][])(
    'stays closed for a stranger %s',
    { timeout: MINUTES },
    async (_, stranger) => {
      const watch = new Watch(sensor, [await ada(sensor)], 200);
      const owner: Shown = stranger.distanceMm === 700 ? { ...OWNER, as: 'print-flat' } : OWNER;
      const seen = await watch.show([owner, stranger], 40);
      expect(phasesOf(seen)).not.toContain('unlocked');
      expect(hintsOf(seen)).not.toContain('only-one-person');
      // The stranger is on the right.
      for (const face of faces(seen))
        expect(middle(face)).toBeGreaterThan(sensor === 'kinect-v1' ? 320 : 256);
    },
  );

  it(
    'follows who steps in front within a second, as another face',
    { timeout: MINUTES },
    async () => {
      const watch = new Watch(sensor, [], 0);
      const before = faces(await watch.show([OWNER], 10));
      const after = faces(await watch.show([OWNER, { id: 'bruno', x: 120, distanceMm: 480 }], 31));
      expect(before.map(({ track }) => track)).toEqual(before.map(() => 1));
      const last = after.at(-1) ?? expect.fail('no face');
      expect(last.track).toBe(2);
      expect(last.pose.distanceMm).toBeLessThan(600);
      expect(last.others).toBe(1);
    },
  );

  it('begins anew where somebody steps between', { timeout: MINUTES }, async () => {
    const gallery = [await ada(sensor)];
    const open = phasesOf(await new Watch(sensor, gallery, 200).show([OWNER], 16));
    const needed = open.indexOf('unlocked') + 1;
    expect(needed).toBeGreaterThan(1);
    const watch = new Watch(sensor, gallery, 200);
    const stranger: Shown = { id: 'bruno', x: -80, distanceMm: 480 };
    const first = await watch.show([OWNER], needed - 1);
    const between = await watch.show([OWNER, stranger], 3);
    const again = await watch.show([OWNER], needed - 1);
    expect(phasesOf([...first, ...between, ...again])).not.toContain('unlocked');
    const tracks = (seen: readonly RecognisedFrame[]) =>
      new Set(faces(seen).map(({ track }) => track));
    expect([...tracks(first), ...tracks(between), ...tracks(again)]).toEqual([1, 2, 3]);
    expect(phasesOf(await watch.show([OWNER], 6))).toContain('unlocked');
  });
});

describe.each(SENSORS)('enrolment before a %s', (sensor) => {
  async function enrolBeside(other: Shown) {
    const watch = new Watch(sensor, []);
    watch.recognition.enrol({ kind: 'enrolment.start' });
    await watch.show([other, OWNER], 15);
    return watch.recognition.enrolmentView;
  }

  it.each(HARMLESS)('goes on with %s', { timeout: MINUTES }, async (_, other) => {
    const view = await enrolBeside(other);
    expect(view).toMatchObject({ phase: 'capturing' });
  });

  it.each([
    ['behind', { id: 'bruno', x: 330, distanceMm: 1300 }],
    ['at the side', { id: 'bruno', x: 150, distanceMm: 700 }],
  ] satisfies [string, Shown][])(
    'stops with somebody %s',
    { timeout: MINUTES },
    async (_, other) => {
      expect(await enrolBeside(other)).toMatchObject({
        phase: 'stopped',
        reason: expect.stringContaining('second face') as string,
      });
    },
  );
});
