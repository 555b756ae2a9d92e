import { quantile } from '../../electron/base/quantile.ts';
import { nearest } from '../../electron/engine/identity/matching.ts';
import { randomGallery, randomLook } from '../random-gallery.ts';
import { processorMs, type Point, type ScaleCurve } from './curve.ts';

const SIZES = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000];
const LOOKS = 9;
/** Small galleries are asked so often that a clock can tell. */
const COMPARED = 200_000;

/** One look against so many references. All are measured. */
export async function scaleOfReferences(): Promise<ScaleCurve> {
  const measured: Point[] = [];
  for (const size of SIZES) {
    const gallery = randomGallery(size);
    const times = Math.max(1, Math.round(COMPARED / size));
    const spent: number[] = [];
    for (let look = 0; look < LOOKS; look++) {
      const probe = randomLook();
      const all = await processorMs(() => {
        for (let i = 0; i < times; i++) nearest(probe, gallery, 'virtual');
      });
      spent.push(all / times);
    }
    measured.push([size, quantile(spent, 0.5)]);
  }
  return {
    ...{ name: 'One look against a gallery', xTitle: 'references', yTitle: 'ms' },
    ...{ measured, extrapolated: [] },
  };
}
