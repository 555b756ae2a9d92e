/** A session as it was lived, and its recording as the command line and the window replay it: one and the same. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { EngineMessage, GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { JudgedLock } from '../../contract/identity.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import type { PlayerView } from '../../contract/recordings.ts';
import { controlOfSilentSources } from '../camera/camera-control-fixture.ts';
import { asSensorFrame } from '../camera/sensor-frame.ts';
import { openVirtualPerson } from '../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../camera/virtual/virtual-sensor.ts';
import type { ColorQuality } from '../recording/mcap/colour-codec.ts';
import { mcapRecordings } from '../recording/mcap/recordings-here-fixture.ts';
import { openRecording } from '../recording/mcap/read/open-recording.ts';
import { openRecordingWriter } from '../recording/mcap/write/open-recording-writer.ts';
import { RecordedFrames } from '../camera/recording/recorded-frames.ts';
import { Recognition, type RecognisedFrame } from './recognition.ts';
import { rehearsedTrust } from './rehearsed-trust.ts';
import { Replay } from './replay.ts';
import { Session } from './session.ts';
import { encoderName } from '../vision/encode/encoder-info.ts';
import { createVision, type Vision } from '../vision/pipeline.ts';
import { newStream } from '../vision/stream.ts';
import { eventually } from '../../contract/eventually-fixture.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
/** One frame enrols here, which says too little of the shape of a head for any other level. */
const CONVENIENT = { level: 'convenient', asksEyes: true } as const;
/** The room before anybody comes: most of these frames are not searched. */
const EMPTY = 14;
/** The second that the camera misses lies in the middle. */
const FRAMES = 24;

const vision = orThrow(await createVision({ assets: ASSETS }));
const folder = await mkdtemp(join(tmpdir(), 'depthlock-alike-'));
afterAll(async () => {
  await vision.dispose();
  await rm(folder, { recursive: true, force: true });
});

/** Into an empty room somebody comes, from the side, looks, and turns away again. */
async function film(): Promise<RgbdFrame[]> {
  const person = orThrow(
    await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, 'ada'))),
  );
  const scene = { sensor: 'kinect-v2', presentation: 'person' } as const;
  const sensor = orThrow(await VirtualSensor.create(scene, person, 11));
  const room = orThrow(await VirtualSensor.create(scene, null, 12));
  const frames: RgbdFrame[] = [];
  for (let k = 0; k < EMPTY; k++) {
    const pose = { yaw: 0, pitch: 0, roll: 0, x: 0, y: 0, distanceMm: 640 };
    const timeMs = 5_000 + 33.4 * (k - EMPTY);
    frames.push(orThrow(await room.capture(pose, 100 + k - EMPTY, timeMs)).frame);
  }
  for (let k = 0; k < FRAMES; k++) {
    const yaw = 50 * Math.cos((Math.PI * k) / (FRAMES / 2)) ** 3;
    const pose = { yaw, pitch: 4, roll: 0, x: 0, y: 0, distanceMm: 640 };
    const timeMs = 5_000 + 33.4 * k + (k < FRAMES / 2 ? 0 : 1500);
    frames.push(orThrow(await sensor.capture(pose, 100 + k, timeMs)).frame);
  }
  return frames;
}

/** Vision takes the arrays away. */
const lent = (frame: RgbdFrame): RgbdFrame => structuredClone(frame);

async function enrolled(frames: readonly RgbdFrame[]): Promise<GalleryEntry> {
  const middle = frames[EMPTY + FRAMES / 4];
  if (middle === undefined) throw new Error('there is no frame in the middle');
  const { embedding } = await vision.process(lent(middle), { embed: true, stream: newStream() });
  if (embedding === null) throw new Error('nobody was seen');
  return {
    personId: 'ada',
    name: 'Ada',
    trust: 'virtual',
    encoder: encoderName(vision.encoder),
    references: [{ embedding: embedding.vector, yaw: 0, pitch: 0, spectrum: 'colour' }],
    shape: null,
  };
}

/** The lock after each frame. */
async function live(frames: readonly RgbdFrame[], gallery: readonly GalleryEntry[]) {
  let view: JudgedLock | undefined;
  const emit = (message: EngineMessage): void => {
    if (message.kind === 'lock') view = message.view;
  };
  const session = new Session({
    ...{ vision, gallery, unlocked: null, security: CONVENIENT, emit },
  });
  session.onCameraStarted();
  const decisions: (JudgedLock | undefined)[] = [];
  for (const frame of frames) {
    await session.onFrame(lent(frame));
    decisions.push(view);
  }
  return decisions;
}

async function recorded(frames: readonly RgbdFrame[], color: ColorQuality): Promise<string> {
  const file = join(folder, `${color}.mcap`);
  const [first] = frames.map(asSensorFrame);
  if (first === undefined) throw new Error('there are no frames');
  const made = { app: '1', encoder: encoderName(vision.encoder) };
  const writer = orThrow(await openRecordingWriter(file, { ...made, sensor: first.sensor, color }));
  for (const frame of frames) {
    await writer.ready();
    writer.offer(asSensorFrame(frame));
  }
  orThrow(await writer.close());
  return file;
}

async function headless(file: string, gallery: readonly GalleryEntry[]) {
  const recording = orThrow(await openRecording(file));
  const frames = new RecordedFrames(recording);
  const trust = rehearsedTrust(recording.info.sensor.trust);
  const recognition = new Recognition({ vision, gallery, trust, security: CONVENIENT });
  const seen: RecognisedFrame[] = [];
  for (let k = 0; k < frames.count; k++)
    seen.push(await recognition.look(orThrow(await frames.at(k))));
  await recording.close();
  return seen;
}

/** What the player shows of each frame, played as fast as it goes. */
async function inTheWindow(file: string, gallery: readonly GalleryEntry[]) {
  const shown = new Map<number, Extract<PlayerView, { phase: 'open' }>['recognition']>();
  let view: PlayerView = { phase: 'closed' };
  const session = new Session({
    vision,
    gallery: [],
    unlocked: null,
    security: CONVENIENT,
    emit: () => undefined,
  });
  const camera = controlOfSilentSources(
    { onStarted: () => undefined, onStopped: () => undefined },
    { onFrame: (frame) => replay.rehearse(frame) },
  );
  const replay: Replay = new Replay({
    files: mcapRecordings({ app: '1', encoder: encoderName(vision.encoder) }),
    vision: copying(vision),
    session,
    gallery: () => gallery,
    onPicture: () => undefined,
    emit: (message) => {
      if (message.kind !== 'player') return;
      view = message.view;
      if (view.phase === 'open' && view.recognition?.observation.sequence === view.index + 1) {
        shown.set(view.index, view.recognition);
      }
    },
    camera,
    beforeReplay: () => Promise.resolve(),
    onReplaced: () => undefined,
    onProblem: ({ message }) => {
      throw new Error(message);
    },
  });
  await replay.open('1', file);
  replay.control({ kind: 'speed', speed: 4 });
  replay.control({ kind: 'play' });
  await eventually(() => expect(shown.size).toBe(EMPTY + FRAMES));
  await camera.stop();
  return [...shown].sort(([a], [b]) => a - b).map(([, recognition]) => recognition);
}

/** As the vision worker does: the caller is left without the arrays. */
function copying(inner: Vision): Vision {
  return {
    ...inner,
    encoder: inner.encoder,
    dispose: () => inner.dispose(),
    embedInfrared: () => inner.embedInfrared(),
    process: (frame, options) => inner.process(structuredClone(frame), options),
  };
}

/** How long the stages took differs. */
const timeless = (observation: RecognisedFrame['observation']) => ({ ...observation, times: null });

describe('a recording', () => {
  it('is decided on as its session was, frame by frame, without a window and in it', async () => {
    const frames = await film();
    const gallery = [await enrolled(frames)];
    const lived = await live(frames, gallery);
    expect(new Set(lived.map((view) => view?.phase))).toEqual(
      new Set(['locked', 'looking', 'unlocked']),
    );

    const exact = await headless(await recorded(frames, 'lossless'), gallery);
    expect(exact.map(({ decision }) => decision)).toEqual(lived);

    const file = await recorded(frames, 'jpeg');
    const once = await headless(file, gallery);
    expect(once.map(({ decision }) => decision.phase)).toEqual(lived.map((view) => view?.phase));

    const again = await headless(file, gallery);
    expect(again.map(({ embedding }) => embedding)).toEqual(once.map(({ embedding }) => embedding));

    const window = await inTheWindow(file, gallery);
    for (const [k, { observation, distances, decision }] of once.entries()) {
      expect(window[k]?.decision).toEqual(decision);
      expect(window[k]?.distances).toEqual(distances ?? []);
      expect(window[k] && timeless(window[k].observation)).toEqual(timeless(observation));
    }
  });
});
