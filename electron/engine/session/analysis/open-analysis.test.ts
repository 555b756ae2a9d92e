/** The analysis of a recording, with the networks that ship. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { GalleryEntry } from '../../../contract/engine/engine-messages.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import {
  LOCK_PHASES,
  type LockTrack,
  type RecordingEvent,
  type TrackPiece,
} from '../../../contract/recording-analysis.ts';
import { DEFAULT_SECURITY } from '../../../contract/security.ts';
import { RecordedFrames } from '../../camera/recording/recorded-frames.ts';
import { asSensorFrame } from '../../camera/sensor-frame.ts';
import { openVirtualPerson } from '../../camera/virtual/atlas/people.ts';
import { VirtualPerson } from '../../camera/virtual/virtual-person.ts';
import { VirtualSensor } from '../../camera/virtual/virtual-sensor.ts';
import { openRecording } from '../../recording/mcap/read/open-recording.ts';
import { openRecordingWriter } from '../../recording/mcap/write/open-recording-writer.ts';
import { createVision } from '../../vision/pipeline.ts';
import { enrolFromRecording } from '../enrol-from-recording.ts';
import { Rehearsal } from '../rehearsal.ts';
import type { AnalysisPlan } from './analysis-messages.ts';
import { openAnalysis } from './open-analysis.ts';
import { RehearsedRecording } from './rehearsed-recording.ts';

const ASSETS = path.join(import.meta.dirname, '../../../../assets');
const CONVENIENT = { ...DEFAULT_SECURITY, level: 'convenient' } as const;
const FRAMES = 48;
const FRAMES_PER_SECOND = 15;
const EMPTY = 4;

const folder = await mkdtemp(path.join(tmpdir(), 'depthlock-analysis-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const file = path.join(folder, 'visit.mcap');
await film();
const { gallery, looks } = await byTheCommandLine();

/** An empty room, into which Ada comes. */
async function film(): Promise<void> {
  const ada = orThrow(await VirtualPerson.create(orThrow(await openVirtualPerson(ASSETS, 'ada'))));
  const scene = { sensor: 'kinect-v2', presentation: 'person' } as const;
  const room = orThrow(await VirtualSensor.create(scene, null, 3));
  const sensor = orThrow(await VirtualSensor.create(scene, ada, 4));
  const frames = [];
  for (let k = 0; k < FRAMES; k++) {
    const sway = Math.sin(k / 12);
    const pose = { yaw: 5 * sway, pitch: 3 * sway, roll: 0, x: 0, y: 0, distanceMm: 650 };
    const from = k < EMPTY ? room : sensor;
    frames.push(
      asSensorFrame(
        orThrow(await from.capture(pose, k, 1000 + (k * 1000) / FRAMES_PER_SECOND)).frame,
      ),
    );
  }
  const [first] = frames;
  if (first === undefined) throw new Error('there are no frames');
  const made = { app: '1', encoder: 'none', sensor: first.sensor, color: 'jpeg' } as const;
  const writer = orThrow(await openRecordingWriter(file, made));
  for (const frame of frames) {
    await writer.ready();
    writer.offer(frame);
  }
  orThrow(await writer.close());
}

async function analyse(plan: AnalysisPlan, from = 0) {
  const data = { assets: ASSETS, engine: 'onnxruntime', file, from, plan } as const;
  const signal = new AbortController().signal;
  const analysis = orThrow(
    await openAnalysis({ ...data, security: CONVENIENT }, openRecording, signal),
  );
  const pieces: TrackPiece[] = [];
  const events: RecordingEvent[] = [];
  while (!analysis.isOver) {
    const next = await analysis.next();
    pieces.push(next.piece);
    events.push(...next.events);
  }
  await analysis.dispose();
  return { began: analysis.began, tracks: tracksOf(pieces), events };
}

/** What the pieces say together of the first person of each lock. */
function tracksOf(pieces: readonly TrackPiece[]) {
  const [first] = pieces;
  const of = (k: number, column: (lock: LockTrack) => Iterable<number> | undefined): number[] =>
    pieces.flatMap(({ locks }) => (locks[k] === undefined ? [] : [...(column(locks[k]) ?? [])]));
  return {
    from: first?.from,
    times: pieces.flatMap(({ times }) => [...times]),
    yaw: pieces.flatMap(({ yaw }) => [...yaw]),
    locks: (first?.locks ?? []).map((_, k) => ({
      phases: of(k, ({ phases }) => phases),
      distances: of(k, ({ distances }) => distances[0]),
      thresholds: of(k, ({ thresholds }) => thresholds[0]),
    })),
  };
}

/** Ada, as the recording shows her, and what the command line says of each frame. */
async function byTheCommandLine() {
  const vision = orThrow(await createVision({ assets: ASSETS }));
  const recording = orThrow(await openRecording(file));
  const frames = new RecordedFrames(recording);
  const { entry } = orThrow(await enrolFromRecording(vision, 'Ada', frames));
  const gallery: GalleryEntry[] = [entry];
  const lock = new Rehearsal({
    ...{ vision, gallery, trust: 'virtual', security: CONVENIENT, locksAgain: true },
  });
  const rehearsed = new RehearsedRecording(frames, [lock]);
  const looks = [];
  while (!rehearsed.isOver) looks.push(orThrow(await rehearsed.look()));
  await recording.close();
  await vision.dispose();
  return { gallery, looks };
}

describe('the analysis of a recording', () => {
  it('says look by look what the command line says, in tracks', async () => {
    const { began, tracks, events } = await analyse({ kind: 'people', gallery });
    expect(began).toMatchObject({
      ...{ from: 0, frames: FRAMES, enrolledFrames: 0 },
      locks: [{ people: [{ personId: 'Ada', name: 'Ada' }] }],
    });
    expect(tracks.times).toHaveLength(FRAMES);
    expect(events).toEqual(looks.flatMap((look) => look.events));
    expect(events.map(({ kind }) => kind)).toEqual(['face', 'unlock']);
    const [lock] = tracks.locks;
    for (const { frame, timeMs, seen } of looks) {
      const [made] = seen;
      expect(tracks.times[frame]).toBe(timeMs);
      expect(LOCK_PHASES[lock?.phases[frame] ?? -1]).toBe(made?.decision.phase);
      const distance = made?.distances?.[0]?.distance ?? NaN;
      expect(lock?.distances[frame]).toEqual(Math.fround(distance));
      const isFace = made?.observation.kind === 'face';
      expect(Number.isNaN(tracks.yaw[frame])).toBe(!isFace);
    }
    // Nobody is compared in the empty room.
    expect(lock?.distances[0]).toBeNaN();
    expect(lock?.thresholds.at(-1)).toBeGreaterThan(0.5);
  });

  it('goes on from where it stopped, with a lock that knows of nothing', async () => {
    const from = 30;
    const { began, tracks, events } = await analyse({ kind: 'people', gallery }, from);
    expect(began.from).toBe(from);
    expect(tracks.from).toBe(from);
    expect(tracks.times).toHaveLength(FRAMES - from);
    expect(events.map(({ kind }) => kind)).toEqual(['face', 'unlock']);
  });

  it('compares two encoders on what they were not enrolled from', async () => {
    const plan = { kind: 'encoders', encoder: 'squeezenet', enrolment: null } as const;
    const { began, tracks } = await analyse(plan);
    expect(began.enrolledFrames).toBeGreaterThan(EMPTY);
    expect(began.enrolledFrames).toBeLessThanOrEqual(FRAMES / 2 + 1);
    expect(began.from).toBe(began.enrolledFrames);
    expect(new Set(began.locks.map(({ encoder }) => encoder)).size).toBe(2);
    expect(tracks.locks).toHaveLength(2);
    for (const { distances, thresholds } of tracks.locks) {
      expect(distances).toHaveLength(FRAMES - began.from);
      // It is the same person, by both.
      const matching = distances.filter((distance, i) => distance < (thresholds[i] ?? 0));
      expect(matching.length).toBeGreaterThan(0.9 * (FRAMES - began.from));
    }
  });

  it('compares all of it where another recording enrols', async () => {
    const plan = { kind: 'encoders', encoder: 'squeezenet', enrolment: file } as const;
    const data = { assets: ASSETS, engine: 'onnxruntime', file, from: 0, plan } as const;
    const signal = new AbortController().signal;
    const analysis = orThrow(
      await openAnalysis({ ...data, security: CONVENIENT }, openRecording, signal),
    );
    expect(analysis.began).toMatchObject({ from: 0, enrolledFrames: 0, frames: FRAMES });
    await analysis.dispose();
  });

  it('says why there is none', async () => {
    const data = { assets: ASSETS, engine: 'onnxruntime', from: 0, security: CONVENIENT } as const;
    const signal = new AbortController().signal;
    const plan = { kind: 'people', gallery: [] } as const;
    const gone = await openAnalysis(
      { ...data, file: path.join(folder, 'gone'), plan },
      openRecording,
      signal,
    );
    expect(gone).toMatchObject({ ok: false, problem: { code: 'recording-unreadable' } });
    const unknown = { kind: 'encoders', encoder: 'none', enrolment: null } as const;
    expect(
      await openAnalysis({ ...data, file, plan: unknown }, openRecording, signal),
    ).toMatchObject({
      ok: false,
      problem: { code: 'model-missing' },
    });
  });
});
