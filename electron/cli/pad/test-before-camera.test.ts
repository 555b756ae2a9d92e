import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { DEFAULT_SCENE, SOURCE_NAMES } from '../../contract/camera.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { succeed } from '../../contract/problem.ts';
import type { CameraRegistry, CameraSource } from '../../engine/camera/camera-source.ts';
import { DEFAULT_SECURITY } from '../../contract/security.ts';
import { ownerInSight } from '../../engine/session/owner-fixture.ts';
import { testBeforeCamera, type PadTestOptions } from './test-before-camera.ts';

let told: string[] = [];
beforeEach(() => {
  told = [];
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => told.push(String(text)));
});
afterEach(() => vi.restoreAllMocks());

const CAMERA = {
  name: 'Stand-in',
  serial: '1',
  intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
  trust: 'sensor',
} as const;

/** Delivers thirty frames a second of its own clock, as fast as they are taken. */
function standIn(): CameraSource {
  return {
    title: 'Stand-in',
    probe: () => Promise.resolve({ kind: 'ready', serials: [], certain: true }),
    create() {
      let timer: ReturnType<typeof setInterval> | undefined;
      let sequence = 0;
      return {
        start(observer) {
          timer = setInterval(() => {
            sequence += 1;
            const frame: RgbdFrame = {
              sequence,
              timeMs: sequence * 33,
              width: 1,
              height: 1,
              color: new Uint8Array(4),
              depth: new Uint16Array(1),
              camera: CAMERA,
            };
            observer.onFrame(frame);
          }, 1);
          return Promise.resolve(succeed(CAMERA));
        },
        stop() {
          clearInterval(timer);
          return Promise.resolve();
        },
      };
    },
  };
}

const registry = Object.fromEntries(
  SOURCE_NAMES.map((name) => [name, standIn()]),
) as unknown as CameraRegistry;

function terminal() {
  return Object.assign(new EventEmitter(), {
    setRawMode: () => undefined,
    setEncoding: () => undefined,
    resume: () => undefined,
    pause: () => undefined,
  });
}

function options(keys: PadTestOptions['keys'], signal = new AbortController().signal) {
  return {
    vision: ownerInSight(),
    registry,
    source: 'kinect2',
    scene: DEFAULT_SCENE,
    people: [],
    owner: null,
    ownerName: 'me',
    plan: {
      presentations: [
        { presentation: 'genuine', attempts: 2 },
        { presentation: 'print-flat', attempts: 3 },
        { presentation: 'screen', attempts: 1 },
      ],
    },
    security: DEFAULT_SECURITY,
    app: '1',
    keepRecording: null,
    signal,
    keys,
  } as const satisfies PadTestOptions;
}

/** Presses a key as soon as something was said, in turn. */
async function follow(keys: EventEmitter, script: readonly (readonly [string, string])[]) {
  for (const [said, key] of script) {
    await vi.waitFor(() => expect(told.join('\n')).toContain(said), {
      timeout: 60_000,
      interval: 20,
    });
    keys.emit('data', key);
  }
}

it('enrols whoever sits there, leads by keys, and counts what was presented until q', async () => {
  const keys = terminal();
  const testing = testBeforeCamera(options(keys));
  const pressing = setInterval(() => {
    if (!told.some((line) => line.includes('1 of 3: Yourself'))) keys.emit('data', 'p');
  }, 50);
  await follow(keys, [
    ['1 of 3: Yourself', '\r'],
    ['Yourself: attempt 1 of 2: It opened', 's'],
    ['2 of 3: Print, flat', '\r'],
    // Whatever is held up, this vision sees the owner.
    ['Print, flat: attempt 1 of 3: It opened', '\r'],
    ['Print, flat: attempt 2 of 3: It opened', 'r'],
    ['Print, flat: attempt 2 of 3.', 'q'],
  ]);
  clearInterval(pressing);
  const results = orThrow(await testing);
  expect(results).toMatchObject({
    ended: 'stopped',
    repeated: 1,
    camera: { name: 'Stand-in', trust: 'sensor' },
    figures: {
      genuine: { shown: 1 },
      species: [{ species: 'print-flat', shown: 1, iapar: { errors: 1, trials: 1 } }],
    },
  });
});

it('tests nothing when it is interrupted before anybody is enrolled', async () => {
  const interruption = new AbortController();
  interruption.abort();
  const tested = await testBeforeCamera(options(terminal(), interruption.signal));
  expect(tested).toMatchObject({ ok: false, problem: { code: 'enrolment-incomplete' } });
});
