import { parseArgs } from 'node:util';
import { dropsInWords } from '../../contract/drops.ts';
import type { RecordingInfo } from '../../engine/camera/recording/recording.ts';
import { openRecording } from '../../engine/recording/mcap/read/open-recording.ts';
import { repairRecording } from '../../engine/recording/mcap/read/repair-recording.ts';
import { complain } from '../complain.ts';
import { reasonOf } from '../../base/error-words.ts';

export const infoCommand = {
  usage: 'info FILE [--json]',
  summary:
    'Says what a recording holds: frames, length, drops, streams, and whether its end is there.',
  run: info,
};

export const repairCommand = {
  usage: 'repair FILE',
  summary: 'Gives a recording that was cut off an end, in its place. Whole ones stay as they are.',
  run: repair,
};

async function info(argv: readonly string[]): Promise<number> {
  const wanted = readArguments(argv);
  if (typeof wanted === 'string') return complain('info', wanted, 2);
  const recording = await openRecording(wanted.file);
  if (!recording.ok) return complain('info', recording.problem.message, 1);
  const { info: found } = recording.value;
  await recording.value.close();
  console.log(wanted.json ? JSON.stringify(found) : inWords(found));
  return 0;
}

async function repair(argv: readonly string[]): Promise<number> {
  const wanted = readArguments(argv);
  if (typeof wanted === 'string') return complain('repair', wanted, 2);
  const repaired = await repairRecording(wanted.file);
  if (!repaired.ok) return complain('repair', repaired.problem.message, 1);
  console.log(`${wanted.file} is whole.\n${inWords(repaired.value)}`);
  return 0;
}

/** A sentence if they are invalid. */
function readArguments(
  argv: readonly string[],
): { readonly file: string; readonly json: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      options: { json: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    return file === undefined || more.length > 0
      ? 'Name one recording.'
      : { file, json: values.json };
  } catch (error) {
    return reasonOf(error);
  }
}

const TRUST_IN_WORDS = {
  sensor: 'a real camera',
  recording: 'another recording or dataset',
  virtual: 'the virtual camera',
} as const;

function inWords(found: RecordingInfo): string {
  const { frames, durationMs, bytes, complete, streams, sensor } = found;
  return [
    `${sensor.name}, ${frames} frames in ${(durationMs / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB`,
    dropsInWords(found),
    `streams: ${streams.join(', ')}`,
    `recorded: ${found.createdAt}`,
    `by: Depthlock ${found.app}, ${found.encoder === '' ? 'no encoder' : `encoder ${found.encoder}`}`,
    `from: ${TRUST_IN_WORDS[sensor.trust]} (trust: ${sensor.trust})`,
    ...(complete ? [] : ['Its end is missing: depthlock repair mends that.']),
  ].join('\n');
}
