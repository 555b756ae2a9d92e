import { dropsInWords } from '../../contract/drops.ts';
import { assumptionsInWords, readingInWords } from '../../contract/reading.ts';
import type { RecordingInfo } from '../../engine/camera/recording/recording.ts';

const TRUST_IN_WORDS = {
  sensor: 'a real camera',
  recording: 'another recording or dataset',
  virtual: 'the virtual camera',
} as const;

export function recordingInWords(found: RecordingInfo): string {
  const { frames, durationMs, bytes, complete, streams, sensor } = found;
  const { reading } = sensor;
  const assumed = reading === undefined ? null : assumptionsInWords(reading);
  return [
    `${sensor.name}, ${frames} frames in ${(durationMs / 1000).toFixed(1)} s, ${(bytes / 1e6).toFixed(1)} MB`,
    dropsInWords(found),
    `streams: ${streams.join(', ')}`,
    `recorded: ${found.createdAt}`,
    `by: Depthlock ${found.app}, ${found.encoder === '' ? 'no encoder' : `encoder ${found.encoder}`}`,
    `from: ${TRUST_IN_WORDS[sensor.trust]} (trust: ${sensor.trust})`,
    ...(reading === undefined ? [] : ['imported, and read as:', ...readingInWords(reading)]),
    ...(assumed === null ? [] : [assumed]),
    ...(complete ? [] : ['Its end is missing: depthlock repair mends that.']),
  ].join('\n');
}
