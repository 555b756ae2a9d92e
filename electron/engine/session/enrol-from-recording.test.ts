import { describe, expect, it } from 'vitest';
import type { Trust } from '../../contract/frame.ts';
import { succeed } from '../../contract/problem.ts';
import { asSensorFrame } from '../camera/sensor-frame.ts';
import { enrolFromRecording } from './enrol-from-recording.ts';
import { RecordedFrames } from '../camera/recording/recorded-frames.ts';
import type { Recording } from '../camera/recording/recording.ts';
import { withoutQuality } from '../../contract/face-embedding.ts';
import { scalesFor } from '../identity/attempt/rules-fixture.ts';
import type { Vision } from '../vision/pipeline.ts';

const FRAME_MS = 1000 / 30;
const camera = (trust: Trust) => ({
  name: 'Kinect',
  serial: '1',
  intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
  trust,
});

const frameAt = (index: number, trust: Trust) =>
  asSensorFrame({
    sequence: index,
    timeMs: index * FRAME_MS,
    width: 1,
    height: 1,
    color: new Uint8Array(4),
    depth: new Uint16Array(1),
    camera: camera(trust),
  });

function recordingOf(frames: number, trust: Trust): RecordedFrames {
  const { sensor } = frameAt(0, trust);
  const recording: Recording = {
    info: {
      file: 'visit.mcap',
      frames,
      durationMs: frames * FRAME_MS,
      dropped: 0,
      droppedByDisk: 0,
      missedByCamera: 0,
      bytes: 1,
      complete: true,
      streams: [],
      sensor,
      createdAt: '',
      app: '1',
      encoder: 'fake 1',
    },
    times: Array.from({ length: frames }, (_, index) => index * FRAME_MS),
    indexAt: () => 0,
    frameAt: (index) => Promise.resolve(succeed(frameAt(index, trust))),
    close: () => Promise.resolve(),
  };
  return new RecordedFrames(recording);
}

const THRESHOLDS = { people: 0.9, renderedPeople: 0.6 };

/** Sees one person, whose head is turned as `turn` says and whose embedding turns a little with it. */
function visionOf(
  turn: (timeMs: number) => { readonly yaw: number; readonly pitch: number },
): Vision {
  return {
    encoder: {
      ...{ name: 'fake', version: '1', thresholds: THRESHOLDS },
      scales: scalesFor(THRESHOLDS),
    },
    process({ sequence, timeMs }) {
      const { yaw, pitch } = turn(timeMs);
      const embedding = new Float32Array(128);
      embedding.set([1, yaw / 200, pitch / 200]);
      const length = Math.hypot(...embedding);
      return Promise.resolve({
        observation: {
          kind: 'face',
          sequence,
          timeMs,
          track: 1,
          others: 0,
          box: { x: 0, y: 0, width: 1, height: 1 },
          pose: { yaw, pitch, roll: 0, distanceMm: 600, interOcularMm: 62 },
          hint: 'none',
          spectrum: 'colour',
          liveness: { kind: 'live', logOdds: 6 },
          attention: 'attentive',
          times: { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 },
        },
        embedding: withoutQuality(embedding.map((number) => number / length)),
      });
    },
    embedInfrared: () => Promise.resolve(null),
    dispose: () => Promise.resolve(),
  };
}

const AHEAD_MS = 1500;
const ROUND_MS = 4000;

/** Looks ahead, then goes round for ever. */
const round = (timeMs: number) => {
  const angle = (2 * Math.PI * Math.max(0, timeMs - AHEAD_MS)) / ROUND_MS;
  const reach = timeMs < AHEAD_MS ? 0 : 1;
  return { yaw: 28 * reach * Math.sin(angle), pitch: 22 * reach * Math.cos(angle) };
};

const framesFor = (ms: number): number => Math.ceil(ms / FRAME_MS);

describe('enrolFromRecording', () => {
  it('takes two rounds of the head, from ahead and from every side', async () => {
    const frames = recordingOf(framesFor(AHEAD_MS + 3 * ROUND_MS), 'sensor');
    const enrolled = await enrolFromRecording(visionOf(round), 'Ada', frames);
    if (!enrolled.ok) throw new Error(enrolled.problem.message);
    const { personId, name, trust, encoder, references } = enrolled.value.entry;
    expect({ personId, name, trust, encoder }).toEqual({
      personId: 'Ada',
      name: 'Ada',
      trust: 'sensor',
      encoder: 'fake 1',
    });
    // From ahead, and one for every two ticks of the ring.
    expect(references.length).toBeGreaterThanOrEqual(2 + 12);
    expect(references.some(({ yaw }) => yaw > 20)).toBe(true);
    expect(references.some(({ yaw }) => yaw < -20)).toBe(true);
  });

  it('makes do with views from ahead', async () => {
    const ahead = visionOf(() => ({ yaw: 1, pitch: 2 }));
    const enrolled = await enrolFromRecording(ahead, 'Ada', recordingOf(60, 'virtual'));
    expect(enrolled.ok && enrolled.value.entry.references.length).toBeGreaterThanOrEqual(3);
    expect(enrolled.ok && enrolled.value.entry.trust).toBe('virtual');
  });

  it('says how much of the recording it took, and takes no more than it may', async () => {
    const ahead = visionOf(() => ({ yaw: 1, pitch: 2 }));
    const enrolled = await enrolFromRecording(ahead, 'Ada', recordingOf(90, 'sensor'), {
      most: 60,
    });
    expect(enrolled.ok && enrolled.value.frames).toBe(60);
    const whole = recordingOf(framesFor(AHEAD_MS + 3 * ROUND_MS), 'sensor');
    const turned = await enrolFromRecording(visionOf(round), 'Ada', whole);
    expect(turned.ok && turned.value.frames).toBeLessThan(whole.count);
  });

  it('believes imported pictures like a sensor’s', async () => {
    const ahead = visionOf(() => ({ yaw: 0, pitch: 0 }));
    const enrolled = await enrolFromRecording(ahead, 'Ada', recordingOf(60, 'recording'));
    expect(enrolled.ok && enrolled.value.entry.trust).toBe('sensor');
  });

  it('says what is missing where nobody looks at the camera', async () => {
    const aside = visionOf(() => ({ yaw: 40, pitch: 0 }));
    const enrolled = await enrolFromRecording(aside, 'Ada', recordingOf(60, 'sensor'));
    expect(!enrolled.ok && enrolled.problem.message).toMatch(
      /visit\.mcap enrols nobody\. It shows nobody who looks/,
    );
  });
});
