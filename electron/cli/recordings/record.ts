import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import {
  DEFAULT_SCENE,
  DEVICE_NAMES,
  ROOM_LIGHTS,
  SOURCE_NAMES,
  type DeviceName,
  type SourceName,
  type VirtualScene,
} from '../../contract/camera.ts';
import { dropsInWords } from '../../contract/drops.ts';
import { createCameraRegistry } from '../../engine/camera/camera-registry.ts';
import { listVirtualPeople } from '../../engine/camera/virtual/atlas/people.ts';
import { recordCamera, type RecordingWish } from '../../engine/recording/record-camera.ts';
import { complain } from '../complain.ts';
import { listenForInterruption } from '../interruption.ts';
import { clearProgress, showProgress } from '../progress-line.ts';
import { reasonOf } from '../../base/error-words.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
const SCRIPTS = ['idle', 'head-circle', 'look-around', 'approach'] as const;
const SENSORS = ['kinect-v1', 'kinect-v2'] as const;
const LONGEST_SECONDS = 24 * 3600;

export const recordCommand = {
  usage: `record --source ${SOURCE_NAMES.join('|')} --seconds N --out FILE [--lossless] [--mirrored] [--person ID] [--motion ${SCRIPTS.join('|')}] [--sensor ${SENSORS.join('|')}] [--light ${ROOM_LIGHTS.join('|')}]`,
  summary:
    'Records what a camera delivers. Ctrl-C ends it early and keeps the file. --mirrored turns a device’s pictures, as the setting does. Person, motion, sensor and light are the virtual camera’s.',
  run,
};

interface Wish extends RecordingWish {
  readonly source: SourceName;
  readonly scene: VirtualScene;
  readonly mirrored: readonly DeviceName[];
}

async function run(argv: readonly string[]): Promise<number> {
  const wish = readArguments(argv);
  if (typeof wish === 'string') return complain('record', wish, 2);
  const people = await listVirtualPeople(ASSETS);
  const registry = createCameraRegistry({
    assets: ASSETS,
    virtualProblem: people.ok ? null : people.problem.message,
    // Nobody watches it: rather late than with gaps.
    virtualPace: 'every-frame',
  });
  const source = registry[wish.source];
  const options = { scene: wish.scene, mirrored: wish.mirrored };
  const probe = await source.probe(options);
  if (probe.kind === 'blocked') {
    return complain(
      'record',
      [probe.reason, ...(probe.remedy === undefined ? [] : [probe.remedy])].join('\n'),
      1,
    );
  }
  const interruption = listenForInterruption(() => console.error('\nFinishing the file…'));
  try {
    const recorded = await recordCamera(source.create(options), {
      ...wish,
      app: await appVersion(),
      signal: interruption.signal,
      onProgress: (seconds, frames) => showProgress(`${seconds.toFixed(1)} s, ${frames} frames`),
    });
    clearProgress();
    if (!recorded.ok) return complain('record', recorded.problem.message, 1);
    const { frames, durationMs, droppedByDisk, missedByCamera, bytes } = recorded.value;
    console.log(
      `${frames} frames in ${(durationMs / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB, written to ${wish.file}. ` +
        `${dropsInWords({ dropped: droppedByDisk + missedByCamera, droppedByDisk, missedByCamera })}.`,
    );
    return 0;
  } finally {
    interruption.end();
  }
}

/** A sentence if they are invalid. */
function readArguments(argv: readonly string[]): Wish | string {
  try {
    const { values } = parseArgs({
      args: [...argv],
      options: {
        source: { type: 'string' },
        seconds: { type: 'string' },
        out: { type: 'string' },
        lossless: { type: 'boolean', default: false },
        mirrored: { type: 'boolean', default: false },
        person: { type: 'string', default: DEFAULT_SCENE.person },
        motion: { type: 'string', default: 'idle' },
        sensor: { type: 'string', default: DEFAULT_SCENE.sensor },
        light: { type: 'string', default: DEFAULT_SCENE.light },
      },
    });
    const source = SOURCE_NAMES.find((name) => name === values.source);
    if (source === undefined) return `Say --source ${SOURCE_NAMES.join(' or ')}.`;
    const seconds = Number(values.seconds);
    if (!(seconds > 0 && seconds <= LONGEST_SECONDS)) {
      return `Say how long with --seconds, up to ${LONGEST_SECONDS}.`;
    }
    if (values.out === undefined) return 'Say with --out which file to write.';
    const script = SCRIPTS.find((name) => name === values.motion);
    if (script === undefined) return `--motion is ${SCRIPTS.join(' or ')}.`;
    const sensor = SENSORS.find((name) => name === values.sensor);
    if (sensor === undefined) return `--sensor is ${SENSORS.join(' or ')}.`;
    const light = ROOM_LIGHTS.find((name) => name === values.light);
    if (light === undefined) return `--light is ${ROOM_LIGHTS.join(' or ')}.`;
    return {
      source,
      seconds,
      file: values.out,
      color: values.lossless ? 'lossless' : 'jpeg',
      mirrored: values.mirrored ? DEVICE_NAMES : [],
      scene: {
        ...DEFAULT_SCENE,
        person: values.person,
        sensor,
        light,
        motion: { kind: 'script', script },
      },
    };
  } catch (error) {
    return reasonOf(error);
  }
}

async function appVersion(): Promise<string> {
  const text = await readFile(join(import.meta.dirname, '../../../package.json'), 'utf8');
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
