/** When the frames of a dump were taken: by the device's clock where it runs, else by arrival at the computer. */
import { TICKS_PER_MS } from '../../camera/kinect-v1/fakenect/fakenect-format.ts';

export interface DumpFile {
  readonly name: string;
  /** Depth or colour (RGB). */
  readonly kind: 'd' | 'r';
  /** Unix time of arrival. */
  readonly arrivalMs: number;
  /** The device's 60 MHz clock, low 32 bits. */
  readonly ticks: number;
}

export interface Clock {
  readonly kind: 'device' | 'arrival';
  /** Of each file, milliseconds. */
  readonly times: readonly number[];
  readonly notices: readonly string[];
}

/** Longest delay of a frame on a busy computer. */
const LATEST_MS = 2000;
const WRAP = 2 ** 32;

/**
 * The device's clock where it runs: a busy computer takes frames late, and arrivals would pair them wrongly. It is not
 * believed where it stands still, or leaves arrivals that rise behind or ahead; where the arrivals themselves run
 * backwards, because somebody set the computer's clock, it is all there is.
 */
export function clockOf(files: readonly DumpFile[]): Clock {
  const arrivals = files.map(({ arrivalMs }) => arrivalMs);
  const isSetBack = arrivals.some(
    (time, i) => time < (arrivals[i - 1] ?? -Infinity) - LATEST_MS / 2,
  );
  const times = isSetBack ? byTicksAlone(files) : byTicks(files);
  const isInStep =
    isSetBack || times.every((time, i) => Math.abs(time - (arrivals[i] ?? NaN)) <= LATEST_MS);
  if (runs(files, times) && isInStep) {
    const notices = isSetBack
      ? [
          'The computer’s clock was set back during the recording: times are those of the device’s own.',
        ]
      : [];
    return { kind: 'device', times, notices };
  }
  const notices = isSetBack
    ? [
        'The computer’s clock was set back during the recording, and the device’s does not run: times are uncertain.',
      ]
    : [];
  return { kind: 'arrival', times: isSetBack ? withoutSteps(arrivals) : arrivals, notices };
}

/** Whether each stream's times rise. */
function runs(files: readonly DumpFile[], times: readonly number[]): boolean {
  const previous = new Map<string, number>();
  return files.every(({ kind }, i) => {
    const time = times[i] ?? NaN;
    const rises = time > (previous.get(kind) ?? -Infinity);
    previous.set(kind, time);
    return rises;
  });
}

/** The clock wraps every 71.6 s; the arrival shows how often it has. */
function byTicks(files: readonly DumpFile[]): readonly number[] {
  const [first] = files;
  return files.map(({ arrivalMs, ticks }) => {
    const startMs = first?.arrivalMs ?? arrivalMs;
    const passed = (arrivalMs - startMs) * TICKS_PER_MS;
    const counted = ticks - (first?.ticks ?? ticks);
    const wraps = Math.round((passed - counted) / WRAP);
    return startMs + (counted + wraps * WRAP) / TICKS_PER_MS;
  });
}

/** As if no two files were more than half a wrap apart. */
function byTicksAlone(files: readonly DumpFile[]): readonly number[] {
  let total = 0;
  let previous = files[0]?.ticks ?? 0;
  return files.map(({ ticks }) => {
    const step = (ticks - previous + WRAP) % WRAP;
    // Streams arrive out of order by a frame or two.
    total += step < WRAP / 2 ? step : step - WRAP;
    previous = ticks;
    return (files[0]?.arrivalMs ?? 0) + total / TICKS_PER_MS;
  });
}

/** Times that stand still where they would go back. */
function withoutSteps(arrivals: readonly number[]): readonly number[] {
  let back = 0;
  let previous = -Infinity;
  return arrivals.map((arrivalMs) => {
    if (arrivalMs + back < previous) back = previous - arrivalMs;
    previous = arrivalMs + back;
    return previous;
  });
}
