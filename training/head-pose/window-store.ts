import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeHeadGuess,
  HEAD_GUESS_NUMBERS,
} from '../../electron/engine/vision/head-in-depth/head-guess.ts';
import {
  cutHeadWindow,
  HEAD_WINDOW,
} from '../../electron/engine/vision/head-in-depth/head-window.ts';
import type { MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { trainingCache } from '../cache-folder.ts';
import { seededRandom } from '../synthesis/people/random.ts';
import type { IdentitySet } from '../synthesis/population/identity-sets.ts';
import { headViews } from './head-views.ts';

export const WINDOW_CELLS = HEAD_WINDOW.size ** 2;
/** Poses per person, and windows cut from each. */
const VIEWS = 30;
const WINDOWS_A_VIEW = 4;
const WINDOWS = VIEWS * WINDOWS_A_VIEW;
/** Offsets from the middle of the head in a first look, and in a second one, mm. */
const CENTRE_ERROR_MM = { first: 25, second: 7 } as const;
/** A cell is stored in a byte: −1.5 to 1.5 in steps of a little more than a millimetre. */
const STEPS = 255;
const RANGE = { least: -1.5, span: 3 } as const;

/** Windows of one set of people with the target of the network for each. */
export interface WindowSet {
  readonly count: number;
  /** Writes the cells of a window and its 9 numbers. */
  read(window: number, cells: Float32Array, numbers: Float32Array): void;
}

/** Renders the missing people of a set; one file per person, so an interrupted run resumes. */
export function makeWindows(
  set: IdentitySet,
  people: number,
  mean: MeanHead,
  report: (done: number) => void,
  signal?: AbortSignal,
): void {
  for (let person = 0; person < people; person++) {
    if (signal?.aborted === true) return;
    const file = fileOf(set, person);
    if (!existsSync(file)) {
      writeFileSync(`${file}.partial`, windowsOf(set, person, mean));
      renameSync(`${file}.partial`, file);
    }
    report(person + 1);
  }
}

/** Throws a sentence if a person has not been rendered. */
export function openWindows(set: IdentitySet, people: number): WindowSet {
  const files = Array.from({ length: people }, (_, person) => {
    const file = fileOf(set, person);
    if (existsSync(file)) return readFileSync(file);
    throw new Error(`${file} is missing. Run the training again: it renders what is not there.`);
  });
  return {
    count: people * WINDOWS,
    read(window, cells, numbers) {
      const bytes = files[Math.floor(window / WINDOWS)];
      if (bytes === undefined) throw new RangeError(`There is no window ${window}.`);
      const at = (window % WINDOWS) * RECORD_BYTES;
      for (let i = 0; i < WINDOW_CELLS; i++) {
        cells[i] = RANGE.least + (RANGE.span * bytes.readUInt8(at + i)) / STEPS;
      }
      for (let i = 0; i < HEAD_GUESS_NUMBERS; i++) {
        numbers[i] = bytes.readFloatLE(at + WINDOW_CELLS + 4 * i);
      }
    },
  };
}

const RECORD_BYTES = WINDOW_CELLS + 4 * HEAD_GUESS_NUMBERS;

const fileOf = (set: IdentitySet, person: number): string =>
  join(trainingCache(`head-pose/windows-1/${set}`), `${String(person).padStart(5, '0')}.bin`);

function windowsOf(set: IdentitySet, person: number, mean: MeanHead): Buffer {
  const random = seededRandom(77_003 * person + set.length);
  const bytes = Buffer.alloc(WINDOWS * RECORD_BYTES);
  const cells = new Float32Array(WINDOW_CELLS);
  let at = 0;
  for (const view of headViews(set, person, VIEWS, mean)) {
    for (let k = 0; k < WINDOWS_A_VIEW; k++) {
      const error = k === 0 ? CENTRE_ERROR_MM.second : CENTRE_ERROR_MM.first;
      const [x, y, z] = view.origin;
      const centre = [x, y, z].map((mm) => mm + error * random.normal());
      const [cx = x, cy = y, cz = z] = centre;
      cutHeadWindow(view, [cx, cy, cz], cells);
      for (let i = 0; i < WINDOW_CELLS; i++) {
        const share = ((cells[i] ?? 0) - RANGE.least) / RANGE.span;
        bytes.writeUInt8(Math.round(STEPS * share), at + i);
      }
      const head = { rotation: view.rotation, translation: view.origin };
      encodeHeadGuess(head, [cx, cy, cz]).forEach((value, i) => {
        bytes.writeFloatLE(value, at + WINDOW_CELLS + 4 * i);
      });
      at += RECORD_BYTES;
    }
  }
  return bytes;
}
