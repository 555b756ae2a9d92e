import type { EmbedLine } from '../../contract/command-lines.ts';
import type { Vision } from '../../engine/vision/pipeline.ts';
import { newStream } from '../../engine/vision/stream.ts';
import { pictureOf } from '../../../training/ship/look-picture.ts';
import type { LookSource, SourcedLook } from './look-source.ts';

/**
 * What the encoder makes of each look of a source, each as if no other had been seen: the first line says what is to
 * come, then there is one for each look. Ends early once `signal` has aborted.
 */
export async function* embedLooks(
  source: LookSource,
  vision: Vision,
  signal: AbortSignal,
): AsyncGenerator<EmbedLine> {
  const { name, version } = vision.encoder;
  yield {
    ...{ kind: 'source', name: source.name, encoder: { name, version } },
    looks: source.looks.length,
  };
  for (const look of source.looks) {
    if (signal.aborted) return;
    yield await embedLook(look, source, vision);
  }
}

async function embedLook(
  { name: look, person, timeIso, read }: SourcedLook,
  { trust }: LookSource,
  vision: Vision,
): Promise<EmbedLine> {
  const frame = await read();
  if (!frame.ok) return { kind: 'unreadable', look, problem: frame.problem.message };
  // Vision takes the arrays away.
  const { width, height } = frame.value;
  const color = frame.value.color.slice();
  const { observation, embedding } = await vision.process(frame.value, {
    embed: true,
    stream: newStream(),
  });
  if (observation.kind !== 'face' || embedding === null) {
    return { kind: 'missed', look, reason: observation.hint };
  }
  const picture = await pictureOf({ width, height, color }, observation.box);
  return {
    ...{ kind: 'look', person, look, trust, timeIso, spectrum: observation.spectrum },
    yaw: rounded(observation.pose.yaw, 10),
    pitch: rounded(observation.pose.pitch, 10),
    handicap: rounded(embedding.handicap, 1e5),
    embedding: [...embedding.vector],
    picture: Buffer.from(picture).toString('base64'),
  };
}

const rounded = (value: number, parts: number): number => Math.round(value * parts) / parts;
