/** Recordings whose process is killed at a random moment, and what is left of them. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { syntheticSensorFrame } from '../../electron/engine/camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { openRecording } from '../../electron/engine/recording/mcap/read/open-recording.ts';
import { repairRecording } from '../../electron/engine/recording/mcap/read/repair-recording.ts';
import { root } from '../child.ts';
import { chanceOf, type Chance } from './chance.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { reasonOf } from '../../electron/base/error-words.ts';

/** The design's promise. */
const MOST_LOST_MS = 1000;
const LONGEST_START_MS = 60_000;
const SOONEST_MS = 50;
const LATEST_MS = 3000;

interface Delivered {
  readonly sequence: number;
  readonly timeMs: number;
  /** Frames already written when it was delivered. */
  readonly written: number;
}

/**
 * Kills `kills` recordings with SIGKILL, each between 0.05 and 3 s after its first frame, and reports what is left of
 * each. Returns whether every file opens, has lost a second at most, holds exactly the delivered depth, and is complete
 * once repaired.
 */
export async function killRecordings(
  kills: number,
  seed: number,
  say: (line: string) => void,
): Promise<boolean> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-kills-'));
  const lost: number[] = [];
  let [frames, failures] = [0, 0];
  try {
    for (let kill = 0; kill < kills; kill++) {
      const file = join(folder, `${kill}.mcap`);
      try {
        const delivered = await recordAndKill(file, chanceOf(seed, kill));
        const left = await whatIsLeft(file, delivered);
        lost.push(left.lostMs);
        frames += left.frames;
        const isKept = left.lostMs <= MOST_LOST_MS;
        if (!isKept) failures++;
        say(
          `${kill + 1}: ${isKept ? 'ok' : 'FAILED'}, ${delivered.length} frames delivered, ${left.frames} left, all that were written, the last ${left.lostMs.toFixed(0)} ms lost, depth bit for bit, whole once repaired`,
        );
      } catch (error) {
        failures++;
        say(`${kill + 1}: FAILED, ${reasonOf(error)}`);
      }
      await rm(file, { force: true });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  say(
    `${kills} kills: ${kills - failures} passed, ${failures} failed; ${frames} frames left, all that were written, each with its depth bit for bit; lost in median ${quantile(lost, 0.5).toFixed(0)} ms, at most ${quantile(lost, 1).toFixed(0)} ms (allowed ${MOST_LOST_MS}); load average ${loadavg()[0]?.toFixed(1) ?? '?'} on ${availableParallelism()} cores`,
  );
  return kills > 0 && failures === 0;
}

/** The frames that the writer took before the process died. */
async function recordAndKill(file: string, chance: Chance): Promise<readonly Delivered[]> {
  const script = join(import.meta.dirname, 'record-until-killed.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, file], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  let said = '';
  const begun = new Promise<void>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error('no frame came')), LONGEST_START_MS);
    child.once('exit', () => reject(new Error('the recording ended by itself')));
    child.stdout.on('data', (data: Buffer) => {
      said += data.toString();
      clearTimeout(late);
      resolve();
    });
  });
  try {
    await begun;
    await wait(SOONEST_MS + chance.below(LATEST_MS - SOONEST_MS));
  } finally {
    child.kill('SIGKILL');
  }
  await ended;
  return said
    .slice(0, said.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line.startsWith('taken '))
    .map((line) => {
      const [sequence = NaN, timeMs = NaN, written = NaN] = line.split(' ').slice(1).map(Number);
      return { sequence, timeMs, written };
    });
}

async function whatIsLeft(file: string, delivered: readonly Delivered[]) {
  const sequences = await sequencesOf(file, false);
  const last = delivered.find(({ sequence }) => sequence === sequences.at(-1));
  // Everything after the last remaining frame is lost; all of it if none remains.
  const fromMs = last?.timeMs ?? delivered[0]?.timeMs ?? 0;
  const lostMs = Math.max(0, (delivered.at(-1)?.timeMs ?? 0) - fromMs);
  const gap = sequences.findIndex((sequence, i) => sequence !== delivered[i]?.sequence);
  if (gap !== -1 && gap < delivered.length)
    throw new Error(`frame ${gap} is missing in the middle`);
  const written = delivered.at(-1)?.written ?? 0;
  if (sequences.length < written) {
    throw new Error(`${written} frames were written, ${sequences.length} are left`);
  }
  const repaired = await repairRecording(file);
  if (!repaired.ok) throw new Error(`it cannot be repaired: ${repaired.problem.message}`);
  if (repaired.value.file === null) throw new Error('it was cut off, and taken for whole');
  const kept = await sequencesOf(repaired.value.file, true);
  if (kept.join() !== sequences.join()) {
    throw new Error(`repair kept ${kept.length} of ${sequences.length} frames`);
  }
  return { lostMs, frames: sequences.length };
}

/** Sequences of the frames in the file; throws if the depth of one is not what was delivered. */
async function sequencesOf(file: string, isComplete: boolean): Promise<readonly number[]> {
  const opened = await openRecording(file);
  if (!opened.ok) throw new Error(opened.problem.message);
  const { info } = opened.value;
  if (info.complete !== isComplete) throw new Error(`it is ${info.complete ? '' : 'not '}complete`);
  const sequences: number[] = [];
  for (let index = 0; index < info.frames; index++) {
    const frame = await opened.value.frameAt(index);
    if (!frame.ok) throw new Error(frame.problem.message);
    const { sequence, depth } = frame.value;
    const given = syntheticSensorFrame(sequence).depth.data;
    if (Buffer.compare(bytesOf(given), bytesOf(depth.data)) !== 0) {
      throw new Error(`depth of frame ${sequence} is not what was delivered`);
    }
    sequences.push(sequence);
  }
  await opened.value.close();
  return sequences;
}

const bytesOf = (data: Uint16Array): Uint8Array =>
  new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
