import { EMBEDDING_LENGTH } from '../../../electron/contract/face-embedding.ts';
import type { QualityScale } from '../../../electron/engine/vision/encode/face-embedding.ts';
import { runOneByOne } from '../../../electron/engine/vision/encode/engines/encoder-network.ts';
import { lookTwice } from '../../../electron/engine/vision/encode/two-looks.ts';
import { FUSED_LENGTH } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { STRONG_LOOK } from '../../synthesis/photos/kinect-look.ts';
import { sampleFrontView } from '../../synthesis/photos/view-sampler.ts';
import type { PhotoViews } from '../data/photo-views.ts';
import { networkRunner } from '../network-runner.ts';

const SEED = 4100;
const PEOPLE = 300;
/**
 * Squared distance that one unit of quality adds. Small on purpose: what it takes from poor looks of the right person it
 * also takes from poor looks of others, and FAR has to stay the same whatever a look is like.
 */
const WEIGHT = 0.05;

/**
 * What usual quality is: the mean over looks from the front at people held out for validation, one photograph each.
 * @returns null for a network that says nothing of its feature's length
 */
export async function measureQuality(
  views: PhotoViews,
  network: Uint8Array,
): Promise<QualityScale | null> {
  const run = await networkRunner(network, [1, 4, INPUT_SIZE, INPUT_SIZE]);
  const random = seededRandom(SEED);
  const fused = new Float32Array(FUSED_LENGTH);
  let [sum, count] = [0, 0];
  for (const [photo = 0] of views.people.validation.slice(0, PEOPLE)) {
    views.drawFused(photo, sampleFrontView(random), STRONG_LOOK, random, fused);
    const looks = await lookTwice((shown) => runOneByOne(run, shown), fused);
    for (const look of looks) {
      const length = look[EMBEDDING_LENGTH];
      if (length === undefined) return null;
      sum += length;
    }
    count++;
  }
  return { usual: Number((sum / count).toFixed(4)), weight: WEIGHT };
}
