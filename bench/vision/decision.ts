import type { GalleryEntry } from '../../electron/contract/engine/engine-messages.ts';
import { Recognition } from '../../electron/engine/session/recognition.ts';
import { encoderName } from '../../electron/engine/vision/encode/encoder-info.ts';
import { loadModel } from '../../electron/engine/vision/models.ts';
import { createVision } from '../../electron/engine/vision/pipeline.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { ASSETS, recordFrames, spread } from '../assets.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { listenToNetworks } from './network-calls.ts';

const FRAMES = 300;
const WARM_UP = 30;
const STAGES = ['detect', 'landmarks', 'pose', 'fuse', 'embed', 'liveness'] as const;
/** Budget of our own work on a frame on a server with two cores, milliseconds. */
const BUDGETS: Readonly<Record<string, number>> = { pose: 2.5, fuse: 2.5 };
const MOST_OVERHEAD = 1.7;

/**
 * A tracked face, from the frame in memory to the lock's decision, all on one thread; and, after each frame, the bare
 * calls of its networks on the same tensors.
 */
export async function benchDecision(): Promise<readonly string[]> {
  const frames = await recordFrames(FRAMES);
  const vision = orThrow(await createVision({ assets: ASSETS }));
  const some = orThrow(await loadModel(ASSETS, 'facemesh'));
  const networks = listenToNetworks(some.session);
  const [first] = frames;
  if (first === undefined) throw new Error('The virtual Kinect gave no frame.');
  const { embedding: reference } = await new Recognition({ vision, gallery: [] }).look(first);
  const entry: GalleryEntry = {
    personId: 'ada',
    name: 'Ada',
    trust: 'virtual',
    encoder: encoderName(vision.encoder),
    references:
      reference === null
        ? []
        : [{ embedding: reference.vector, yaw: 0, pitch: 0, spectrum: 'colour' }],
    shape: null,
  };
  const recognition = new Recognition({ vision, gallery: [entry] });
  const total: number[] = [];
  const bare: number[] = [];
  let calls = 0;
  const stages = new Map(STAGES.map((stage): [typeof stage, number[]] => [stage, []]));
  for (const [i, frame] of frames.entries()) {
    networks.clear();
    const start = performance.now();
    const { observation } = await recognition.look(frame);
    const decided = performance.now();
    await networks.repeat();
    const repeated = performance.now();
    if (i < WARM_UP || observation.times.detect > 1) continue;
    total.push(decided - start);
    bare.push(repeated - decided);
    calls += networks.count;
    for (const [stage, values] of stages) values.push(observation.times[stage]);
  }
  await vision.dispose();
  await some.dispose();
  const overheads = total.map((spent, i) => spent / (bare[i] ?? NaN));
  return [
    `frame → decision, tracked face, ${total.length} frames of 512×424: ${spread(total)}`,
    ...[...stages].map(([stage, values]) => {
      const budget = BUDGETS[stage];
      const limit = budget === undefined ? '' : `  (budget ${budget} ms)`;
      return `  ${stage.padEnd(10)} ${spread(values)}${limit}`;
    }),
    `bare calls of its networks, ${(calls / total.length).toFixed(1)} a frame: ${spread(bare)}`,
    `overhead, frame by frame: ${describeRatio(overheads)}  (budget ${MOST_OVERHEAD} ×)`,
  ];
}

const describeRatio = (ratios: readonly number[]): string =>
  `p50 ${quantile(ratios, 0.5).toFixed(2)} ×, middle half ${quantile(ratios, 0.25).toFixed(2)} to ${quantile(ratios, 0.75).toFixed(2)} ×`;
