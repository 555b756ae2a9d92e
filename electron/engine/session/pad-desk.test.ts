import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_SCENE, type SourceState, type VirtualScene } from '../../contract/camera.ts';
import type { EngineMessage } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame, Trust } from '../../contract/frame.ts';
import type { PadView } from '../../contract/pad/pad.ts';
import type { SecurityChoice } from '../../contract/security.ts';
import { ownerEnrolledWith, ownerInSight } from './owner-fixture.ts';
import { PadDesk, type PadDeskOptions } from './pad-desk.ts';

const ADA: VirtualScene = { ...DEFAULT_SCENE, person: 'ada' };
const START = { kind: 'pad.start', species: ['print-flat'], attempts: 1 } as const;

let told: EngineMessage[];
let scenes: VirtualScene[];
let session: {
  idle: Promise<void>;
  openedFor: string | null;
  isEnrolling: () => boolean;
  security: SecurityChoice;
};
let camera: { setScene: (scene: VirtualScene) => void; isReplaying: boolean };
let timeMs: number;

beforeEach(() => {
  [told, scenes, timeMs] = [[], [], 0];
  const security = { level: 'convenient', asksEyes: false } as const;
  session = {
    idle: Promise.resolve(),
    openedFor: 'owner',
    isEnrolling: () => false,
    security,
  };
  camera = { setScene: (scene) => scenes.push(scene), isReplaying: false };
});

function deskWith(source: 'virtual' | 'kinect2' | null, changes: Partial<PadDeskOptions> = {}) {
  const desk = new PadDesk({
    vision: ownerInSight(),
    session,
    camera,
    gallery: [ownerEnrolledWith(source === 'kinect2' ? 'sensor' : 'virtual')],
    scene: ADA,
    people: ['ada', 'bruno'],
    app: '1',
    emit: (message) => told.push(message),
    ...changes,
  });
  if (source !== null) {
    const streaming: SourceState = { source, title: 'A camera', state: 'streaming' };
    desk.onSources([streaming]);
  }
  return desk;
}

const views = (): PadView[] =>
  told.flatMap((message) => (message.kind === 'pad' ? [message.view] : []));
const last = (): PadView | undefined => views().at(-1);
const problems = (): string[] =>
  told.flatMap((message) => (message.kind === 'problem' ? [message.problem.message] : []));

async function play(desk: PadDesk, until: PadView['phase'], trust: Trust = 'virtual') {
  for (let k = 0; k < 2000 && last()?.phase !== until; k++) {
    timeMs += 33;
    const frame: RgbdFrame = {
      sequence: k,
      timeMs,
      width: 1,
      height: 1,
      color: new Uint8Array(4),
      depth: new Uint16Array(1),
      camera: { name: 'C', serial: '', intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 }, trust },
    };
    await desk.onFrame(frame);
  }
  expect(last()?.phase).toBe(until);
}

describe('a demonstration in the app', () => {
  it('directs the virtual Kinect and gives the scene back as a person has set it meanwhile', async () => {
    const desk = deskWith('virtual');
    desk.handle(START);
    expect(desk.isRunning).toBe(true);
    const moved = { ...ADA, distanceMm: 900 };
    desk.setScene(moved);
    expect(scenes).not.toContainEqual(moved);
    await play(desk, 'done');
    expect(desk.isRunning).toBe(false);
    expect(scenes.map(({ presentation }) => presentation)).toContain('print-flat');
    expect(scenes.at(-1)).toEqual(moved);
    // Whatever is held up, this vision sees the owner.
    expect(last()).toMatchObject({
      results: {
        level: 'convenient',
        asksEyes: false,
        figures: { species: [{ species: 'print-flat', iapar: { errors: 1 } }] },
      },
    });
    desk.setScene(ADA);
    expect(scenes.at(-1)).toEqual(ADA);
  });

  it('gives the scene back when it is stopped', () => {
    const desk = deskWith('virtual');
    desk.handle(START);
    desk.handle({ kind: 'pad.stop' });
    expect(last()).toMatchObject({ phase: 'done', results: { ended: 'stopped' } });
    expect(scenes.at(-1)).toEqual(ADA);
    desk.handle({ kind: 'pad.close' });
    expect(last()).toEqual({ phase: 'idle' });
  });
});

describe('a test with a camera', () => {
  it('waits for the person, and directs nothing', async () => {
    const desk = deskWith('kinect2');
    desk.handle(START);
    await play(desk, 'preparing', 'sensor');
    desk.handle({ kind: 'pad.next' });
    await play(desk, 'result', 'sensor');
    expect(last()).toMatchObject({ attempt: { presentation: 'genuine', outcome: 'opened' } });
    expect(scenes).toEqual([]);
  });

  it('makes way for what else needs the camera, and keeps what was counted', async () => {
    const desk = deskWith('kinect2');
    desk.handle(START);
    desk.handle({ kind: 'pad.next' });
    await play(desk, 'result', 'sensor');
    desk.makeWay();
    expect(last()).toMatchObject({ phase: 'done', results: { attempts: [{ outcome: 'opened' }] } });
    const before = told.length;
    desk.makeWay();
    expect(told).toHaveLength(before);
  });

  it('is forgotten with its owner', () => {
    const desk = deskWith('kinect2');
    desk.handle(START);
    desk.setGallery([]);
    expect(last()).toEqual({ phase: 'idle' });
    expect(desk.isRunning).toBe(false);
  });

  it('says why an attempt does not count when the camera stops', async () => {
    const desk = deskWith('kinect2');
    desk.handle(START);
    desk.handle({ kind: 'pad.next' });
    await play(desk, 'looking', 'sensor');
    desk.onCameraLost({ code: 'camera-stopped', message: 'It stopped.' });
    expect(last()).toMatchObject({ phase: 'preparing', notice: 'It stopped.' });
  });
});

describe('no test begins', () => {
  it.each<[string, () => PadDesk, string]>([
    ['without a camera', () => deskWith(null), 'delivers no pictures'],
    [
      'while a recording has its place',
      () => {
        camera.isReplaying = true;
        return deskWith('virtual');
      },
      'not free',
    ],
    [
      'while somebody enrols',
      () => {
        session.isEnrolling = () => true;
        return deskWith('virtual');
      },
      'not free',
    ],
    [
      'while nobody has the lock open',
      () => {
        session.openedFor = null;
        return deskWith('virtual');
      },
      'Enrol, unlock',
    ],
    [
      'when the virtual Kinect could show nobody who is the owner',
      () => deskWith('virtual', { gallery: [ownerEnrolledWith('sensor')] }),
      'real camera',
    ],
    ['in an empty room', () => deskWith('virtual', { scene: DEFAULT_SCENE }), 'Nobody stands'],
  ])('%s, and a sentence says so', (_, make, reason) => {
    const desk = make();
    desk.handle(START);
    expect(desk.isRunning).toBe(false);
    expect(problems().join()).toContain(reason);
  });
});
