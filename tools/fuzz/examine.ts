/** Opens a damaged input as the app does, and judges the result. */
import { createHash } from 'node:crypto';
import { readdir, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { DepthEncoding } from '../../electron/contract/exchange.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import type { SensorFrame, SensorImage } from '../../electron/engine/camera/sensor-frame.ts';
import { openFrameSource } from '../../electron/engine/exchange/open-frame-source.ts';
import { neverAborted } from '../../electron/engine/exchange/frame-source-fixture.ts';
import { openRecording } from '../../electron/engine/recording/mcap/read/open-recording.ts';
import { repairRecording } from '../../electron/engine/recording/mcap/read/repair-recording.ts';
import { RecordedFrames } from '../../electron/engine/camera/recording/recorded-frames.ts';
import type { Recording } from '../../electron/engine/camera/recording/recording.ts';
import { FORGED } from './recording-damage.ts';

/** `altered`: opened, and no checksum could detect that its pixels have changed. */
export type Outcome = 'whole' | 'partly' | 'refused' | 'altered';

export interface Question {
  readonly path: string;
  readonly isRecording: boolean;
  readonly encoding?: DepthEncoding;
  /** Whether it may hold other depth than the original without its format detecting it. */
  readonly maySilentlyChange: boolean;
  /** Whether to repair it too. */
  readonly repair: boolean;
}

/** More frames than damage can produce from an original mean a loop. */
const MOST_FRAMES = 1000;
/** Comparing a file of gigabytes with itself takes longer than repairing it. */
const LARGEST_REPAIR = 64 * 2 ** 20;
/** Phrases of errors meant for programmers. */
const NOT_FOR_PEOPLE =
  /undefined|\[object|is not a function|out of range|out of bounds|Cannot read prop|RangeError|TypeError|Invalid typed array|\bnull\b/i;
/** Reasons without an offset in the file. */
const WITHOUT_OFFSET = /does not exist|is not a file|too many symbolic links/i;

/** Judges by the frames of the originals. */
export class Examiner {
  readonly #bySequence = new Map<number, SensorFrame>();
  readonly #depths = new Set<string>();
  readonly #count: number;

  /**
   * @param frames of the original
   * @param lent frames that may have been spliced into it
   */
  constructor(frames: readonly SensorFrame[], lent: readonly SensorFrame[]) {
    this.#count = frames.length;
    for (const frame of [...frames, ...lent]) {
      this.#bySequence.set(frame.sequence, frame);
      this.#depths.add(digest(frame.depth));
    }
  }

  /** Throws a sentence if something is wrong. */
  async examine(question: Question): Promise<Outcome> {
    return question.isRecording ? this.#recording(question) : this.#session(question);
  }

  async #session({ path, encoding, maySilentlyChange }: Question): Promise<Outcome> {
    const opened = await openFrameSource(path, encoding === undefined ? {} : { encoding });
    if (!opened.ok) return this.#refused(opened.problem, path);
    const seen = { frames: 0, altered: 0, refused: false };
    let latestMs = -Infinity;
    for await (const next of opened.value.read(neverAborted())) {
      if (!next.ok) {
        this.#refused(next.problem, path);
        seen.refused = true;
        continue;
      }
      const { timeMs, depth } = next.value;
      checkImage(depth, 1);
      checkImage(next.value.color, 4);
      if (!(timeMs > latestMs)) throw new Error(`time runs from ${latestMs} to ${timeMs} ms`);
      latestMs = timeMs;
      const isRecorded = opened.value.hasDepth !== false;
      if (isRecorded && !this.#depths.has(digest(depth))) seen.altered++;
      if (++seen.frames > MOST_FRAMES) throw new Error('there is no end of frames');
    }
    await opened.value.close();
    // Without the list or calibration that said it, the scale or where depth is moved to is a guess, and the app says so.
    const { scale, registration } = opened.value.sensor.reading ?? {};
    const isMovedByGuess = registration?.value === 'calibration' && registration.from === 'assumed';
    const isGuessed = scale?.from === 'assumed' || isMovedByGuess;
    if (seen.altered > 0 && !maySilentlyChange && !isGuessed) {
      throw new Error('depth that was never recorded');
    }
    if (seen.altered > 0) return 'altered';
    if (seen.frames === 0) return 'refused';
    return seen.frames === this.#count && !seen.refused ? 'whole' : 'partly';
  }

  async #recording({ path, repair }: Question): Promise<Outcome> {
    const opened = await openRecording(path);
    if (!opened.ok) return this.#refused(opened.problem, path, /\bbyte \d+/);
    const found = await this.#framesOf(opened.value, path);
    const { complete, frames } = opened.value.info;
    if (repair && !complete) await this.#repair(path, found);
    const isWhole = frames === found.length && new Set(found).size === this.#count;
    return isWhole ? 'whole' : 'partly';
  }

  /** Sequences of the readable frames, each of them checked. Closes the recording. */
  async #framesOf(recording: Recording, path: string): Promise<number[]> {
    const { frames } = recording.info;
    if (frames > MOST_FRAMES) throw new Error(`${frames} frames were made of ${this.#count}`);
    if (recording.times.length !== frames) throw new Error('times and frames differ in number');
    if (recording.times.some((time, i) => !(time >= (recording.times[i - 1] ?? -Infinity)))) {
      throw new Error('the times fall');
    }
    const registered = new RecordedFrames(recording);
    const found: number[] = [];
    for (let index = 0; index < frames; index++) {
      const frame = await recording.frameAt(index);
      if (frame.ok) {
        this.#check(frame.value);
        found.push(frame.value.sequence);
      } else this.#refused(frame.problem, path, /\bbyte \d+/);
      if (index < 3) await registered.at(index);
    }
    await recording.close();
    return found;
  }

  #check(frame: SensorFrame): void {
    const { depth, color, registeredColor, infrared, sequence, timeMs } = frame;
    checkImage(depth, 1);
    checkImage(color, 4);
    if (sequence >= FORGED) return;
    const original = this.#bySequence.get(sequence);
    if (original === undefined) throw new Error(`frame ${sequence} was never recorded`);
    const pairs = { depth, color, registeredColor, infrared };
    for (const [name, image] of Object.entries(pairs)) {
      if (image === undefined) continue;
      const other = name === 'depth' ? original.depth : original[keyOf(name)];
      if (other === undefined || digest(image) !== digest(other)) {
        throw new Error(`${name} of frame ${sequence} is not what was recorded`);
      }
    }
    if (Math.abs(timeMs - original.timeMs) > 0.01) {
      throw new Error(`frame ${sequence} is at ${timeMs} instead of ${original.timeMs} ms`);
    }
  }

  async #repair(path: string, readable: readonly number[]): Promise<void> {
    if ((await stat(path)).size > LARGEST_REPAIR) return;
    const before = await readFile(path);
    const repaired = await repairRecording(path);
    const beside = await readdir(dirname(path));
    if (beside.some((name) => name.endsWith('.part'))) {
      throw new Error('repair left its unfinished file behind');
    }
    if (!before.equals(await readFile(path))) throw new Error('repair changed the original');
    if (!repaired.ok) {
      this.#refused(repaired.problem, path);
      if (readable.length > 0) throw new Error(`not repaired: ${repaired.problem.message}`);
      return;
    }
    const made = repaired.value.file;
    if (made === null) throw new Error('its end is missing, and repair found it whole');
    const again = await openRecording(made);
    if (!again.ok) throw new Error(`it was repaired, and then: ${again.problem.message}`);
    if (!again.value.info.complete) throw new Error('it was repaired, and its end is missing');
    const found = await this.#framesOf(again.value, made);
    await rm(made);
    if (found.join() !== readable.join()) {
      throw new Error(`repair made frames ${found.join()} of ${readable.join()}`);
    }
  }

  #refused({ message }: Problem, path: string, place: RegExp | null = null): 'refused' {
    if (!message.includes(dirname(path))) throw new Error(`no file is named: ${message}`);
    if (message.length < 30) throw new Error(`no reason is given: ${message}`);
    // A library's error about a damaged picture is in brackets, after our own words.
    const ours = message.replace(/(damaged or no picture|read as a picture) \(.*\)/s, '$1');
    if (NOT_FOR_PEOPLE.test(ours)) throw new Error(`only programmers understand: ${ours}`);
    if (place !== null && !place.test(message) && !WITHOUT_OFFSET.test(message)) {
      throw new Error(`no offset is named: ${message}`);
    }
    return 'refused';
  }
}

function keyOf(name: string): 'color' | 'registeredColor' | 'infrared' {
  return name === 'registeredColor' || name === 'infrared' ? name : 'color';
}

function checkImage(
  { width, height, data }: SensorImage<Uint8Array | Uint16Array>,
  channels: number,
): void {
  const isSensible = (side: number) => Number.isInteger(side) && side >= 1 && side <= 4096;
  if (!isSensible(width) || !isSensible(height) || data.length !== width * height * channels) {
    throw new Error(`an image of ${width}×${height} has ${data.length} values`);
  }
}

function digest({ width, height, data }: SensorImage<Uint8Array | Uint16Array>): string {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return `${width}×${height} ${createHash('sha1').update(bytes).digest('base64')}`;
}
