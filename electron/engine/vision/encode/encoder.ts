import { z } from 'zod';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { chooseEncoder } from './encoder-choice.ts';
import { attemptsCardIn } from '../../../base/attempts-file.ts';
import { readModelAsset } from '../../../base/model-asset.ts';
import { ATTEMPTS_CARD, type AttemptsCard } from '../../../contract/attempts-card.ts';
import { WALD_BOUNDS, type Bounds, type RatioScales } from '../../../contract/evidence.ts';
import type { EncoderEngine, ExecutionProvider } from '../../../contract/encoder-runtime.ts';
import type { SpectrumMeans } from '../../../contract/identity.ts';
import { encoderName, type EncoderInfo } from './encoder-info.ts';
import { openOnOnnxruntime } from './engines/onnxruntime.ts';
import { openOnTfjsNode } from './engines/tfjs.ts';
import { showOnly, type Shown } from './one-channel.ts';
import { EMBEDDING_LENGTH, type FaceEmbedding } from '../../../contract/face-embedding.ts';
import { embeddingOf, type QualityScale } from './face-embedding.ts';
import { lookTwice, roomForLooks } from './two-looks.ts';

const distance = z.number().gt(0).lt(2);

/** As `RatioScale`, with distances that rise and ratios that fall. */
const evidence = z.object({
  ratios: z
    .array(z.tuple([z.number().min(0).max(2), z.number().min(-20).max(20)]))
    .min(1)
    .refine(isMonotone),
  correlation: z.number().min(0).max(1),
});

const meanEmbedding = z.array(z.number().min(-1).max(1)).length(EMBEDDING_LENGTH);
const spectraSchema = z.object({
  means: z.object({ colour: meanEmbedding, infrared: meanEmbedding }),
  infrared: z.object({ default: distance, evidence }),
  'infrared-to-colour': z.object({ default: distance, evidence }),
});

/** The part of the model card that the engine needs; the rest is for people. */
const cardSchema = z.object({
  name: z.string(),
  version: z.string(),
  thresholds: z.object({
    default: distance,
    evidence,
    renderedPeople: z.object({ default: distance, evidence }),
  }),
  /** Absent where the encoder was not calibrated on infrared. */
  infrared: z.object({ people: spectraSchema, renderedPeople: spectraSchema }).optional(),
  quality: z.object({ usual: z.number(), weight: z.number().min(0).max(0.05) }).optional(),
});

function isMonotone(ratios: readonly (readonly [number, number])[]): boolean {
  return ratios.every(([distance, ratio], i) => {
    const [before = -Infinity, above = Infinity] = ratios[i - 1] ?? [];
    return distance > before && ratio <= above;
  });
}

interface EncoderCard {
  readonly info: EncoderInfo;
  readonly quality: QualityScale | null;
}

export interface Encoder {
  readonly info: EncoderInfo;
  /**
   * Embeds one face at a time, by the mean of two looks: a call before the previous one is answered is a bug.
   * @param fused as written by `Fusion.fuse`
   */
  embed(fused: Float32Array): Promise<FaceEmbedding>;
  dispose(): Promise<void>;
}

export interface EncoderOptions {
  /** Name of the encoder; default: the shipped one. */
  readonly encoder?: string;
  /** Runtime; default: onnxruntime. */
  readonly engine?: EncoderEngine;
  /** Of onnxruntime, where that is the engine; the networks that find faces stay on the processor. Default: cpu. */
  readonly provider?: ExecutionProvider;
  /** Channels shown to the network; default: both colour and depth. */
  readonly shown?: Shown;
}

/** Loads an encoder and its card from the assets folder; `chooseEncoder` decides which one. */
export async function loadEncoder(
  assets: string,
  options: EncoderOptions = {},
): Promise<Result<Encoder>> {
  const choice = await chooseEncoder(assets, options.encoder);
  if (!choice.ok) return choice;
  const card = await readCard(assets, choice.value);
  if (!card.ok) return card;
  const network =
    options.engine === 'tfjs-node'
      ? await openOnTfjsNode(assets, choice.value)
      : await openOnOnnxruntime(assets, choice.value, options.provider);
  if (!network.ok) return network;
  const attempts = await readAttempts(assets);
  if (!attempts.ok) return attempts;
  const bounds = boundsOf(attempts.value, encoderName(card.value.info));
  const room = roomForLooks();
  const shown = options.shown ?? 'both';
  const info = bounds === null ? card.value.info : { ...card.value.info, bounds };
  // Quality is of what colour shows.
  const quality = shown === 'depth' ? null : card.value.quality;
  const run = (looks: Float32Array) => network.value.run(looks);
  return succeed({
    info,
    embed: async (fused) =>
      embeddingOf(await lookTwice(run, showOnly(shown, fused), room), quality),
    dispose: () => network.value.dispose(),
  });
}

const REMEDY = 'Reinstall Depthlock, or restore the folder assets/models.';

/** Null where nothing was measured. A card that was changed or taken away after the build is a problem. */
async function readAttempts(assets: string): Promise<Result<AttemptsCard | null>> {
  const asset = await readModelAsset(assets, ATTEMPTS_CARD);
  const fault =
    asset.kind === 'replaced'
      ? asset.reason
      : asset.kind === 'missing' && asset.wasShipped
        ? `${asset.file} is missing.`
        : null;
  if (fault === null) return succeed(attemptsCardIn(asset));
  const message = `${fault} It says how sure Depthlock must be, so nobody is recognised without it. ${REMEDY}`;
  return fail('model-corrupt', message);
}

/** What attempts with this encoder were measured to need; null where they were not. */
function boundsOf(card: AttemptsCard | null, encoder: string): Bounds | null {
  if (card?.encoder !== encoder) return null;
  const { convenient, balanced, strict } = card.levels;
  return {
    convenient: convenient.bound ?? WALD_BOUNDS.convenient,
    balanced: balanced.bound ?? WALD_BOUNDS.balanced,
    strict: strict.bound ?? WALD_BOUNDS.strict,
  };
}

async function readCard(assets: string, stem: string): Promise<Result<EncoderCard>> {
  const name = `${stem}.json`;
  const remedy = `so nobody can be recognised. ${REMEDY}`;
  const asset = await readModelAsset(assets, name);
  if (asset.kind === 'missing')
    return fail('model-missing', `The encoder's card (${asset.file}) is missing, ${remedy}`);
  if (asset.kind === 'replaced')
    return fail(
      'model-corrupt',
      `${asset.reason} It holds the thresholds, and is not used, ${remedy}`,
    );
  try {
    const text = new TextDecoder().decode(asset.bytes);
    const { name, version, thresholds, infrared, quality } = cardSchema.parse(JSON.parse(text));
    const inColour = {
      people: thresholds.default,
      renderedPeople: thresholds.renderedPeople.default,
    };
    const scales = {
      people: { colour: thresholds.evidence },
      renderedPeople: { colour: thresholds.renderedPeople.evidence },
    };
    const info = { name, version, thresholds: inColour, scales };
    return succeed({
      info: infrared === undefined ? info : withInfrared(info, infrared),
      quality: quality ?? null,
    });
  } catch {
    return fail('model-corrupt', `The encoder's card (${name}) is damaged, ${remedy}`);
  }
}

function withInfrared(
  { name, version, thresholds, scales }: EncoderInfo,
  { people, renderedPeople }: NonNullable<z.infer<typeof cardSchema>['infrared']>,
): EncoderInfo {
  const of = (comparison: 'infrared' | 'infrared-to-colour') => ({
    people: people[comparison].default,
    renderedPeople: renderedPeople[comparison].default,
  });
  const infrared = { infrared: of('infrared'), 'infrared-to-colour': of('infrared-to-colour') };
  return {
    name,
    version,
    thresholds: { ...thresholds, infrared },
    scales: {
      people: { ...scales.people, ...scalesOf(people) },
      renderedPeople: { ...scales.renderedPeople, ...scalesOf(renderedPeople) },
    },
    means: { people: meansOf(people), renderedPeople: meansOf(renderedPeople) },
  };
}

const scalesOf = (spectra: z.infer<typeof spectraSchema>): RatioScales => ({
  infrared: spectra.infrared.evidence,
  'infrared-to-colour': spectra['infrared-to-colour'].evidence,
});

const meansOf = ({ means }: z.infer<typeof spectraSchema>): SpectrumMeans => ({
  colour: Float32Array.from(means.colour),
  infrared: Float32Array.from(means.infrared),
});
