/** Runs the probe: the real libfreenect over the stand-in, in its own process. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { UsbStandIn } from './build.ts';

/** The SONAME of the library under test. */
export const LIBFREENECT = 'libfreenect.so.0.5';

const counts = z.object({
  frames: z.number(),
  exact: z.number(),
  first: z.number(),
  last: z.number(),
  disorder: z.number(),
});

const line = z.object({
  event: z.enum(['opened', 'refused', 'started', 'lost', 'stalled', 'end']),
  /** Since the probe started. */
  seconds: z.number(),
  /** libfreenect's log since the previous line. */
  log: z.string(),
  result: z.number().optional(),
  devices: z.number().optional(),
  registration: z
    .object({
      constShift: z.number(),
      zeroPlane: z.array(z.number()),
      padding: z.array(z.number()),
      information: z.array(z.number()),
      middle: z.array(z.number()),
      rawToMillimetres: z.array(z.number()),
    })
    .optional(),
  depth: counts.optional(),
  video: counts.optional(),
});

export type ProbeLine = z.infer<typeof line>;

export interface ProbeOptions {
  readonly seconds: number;
  /** Ends it early, after this many depth frames and as many colour frames. */
  readonly frames?: number;
  readonly scenario?: string;
  readonly control?: string;
  readonly scene?: string;
  /** Where every depth frame is written. */
  readonly record?: string;
  /** Called with each line as it comes. */
  readonly onLine?: (line: ProbeLine) => void;
}

export type Built = Extract<UsbStandIn, { kind: 'built' }>;

/** The probe's output; throws with its error message if it failed. */
export async function runProbe(standIn: Built, options: ProbeOptions): Promise<ProbeLine[]> {
  const option = (name: string, value: string | number | undefined) =>
    value === undefined ? [] : [name, String(value)];
  const child = spawn(
    standIn.probe,
    [
      ...[LIBFREENECT, String(options.seconds)],
      ...option('--frames', options.frames),
      ...option('--scene', options.scene),
      ...option('--record', options.record),
    ],
    { env: environment(standIn, options), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let complaint = '';
  child.stderr.on('data', (text: Buffer) => (complaint += text.toString()));
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const lines: ProbeLine[] = [];
  for await (const text of createInterface({ input: child.stdout })) {
    const parsed = line.parse(JSON.parse(text));
    lines.push(parsed);
    options.onLine?.(parsed);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`The probe ended with code ${code}: ${complaint.trim()}`);
  return lines;
}

/** The environment in which a process loads the stand-in in place of libusb. */
export function environment(
  standIn: Built,
  options: { readonly scenario?: string; readonly control?: string; readonly scene?: string },
): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LD_LIBRARY_PATH: [standIn.folder, process.env['LD_LIBRARY_PATH'] ?? '']
      .filter((folder) => folder !== '')
      .join(':'),
    DEPTHLOCK_USB_SCENARIO: options.scenario ?? 'stream',
    DEPTHLOCK_USB_CONTROL: options.control ?? '',
    DEPTHLOCK_USB_SCENE: options.scene ?? '',
  };
}

/** Why libfreenect cannot be driven here; null if it can. */
export async function whyNoLibfreenect(standIn: UsbStandIn): Promise<string | null> {
  if (standIn.kind === 'unavailable') return standIn.reason;
  return runProbe(standIn, { seconds: 0 }).then(
    () => null,
    (error: unknown) => String(error),
  );
}
