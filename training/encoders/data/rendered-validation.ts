import { FUSED_LENGTH } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { galleryProtocol } from '../../../electron/analysis/trials/protocols.ts';
import { openPopulation, type Population } from '../../synthesis/population/population.ts';
import type { ValidationFigures } from '../../trainer/training-task.ts';
import { renderedPeople, type Embed } from '../calibration/calibration-people.ts';
import { PhotoValidation } from './photo-validation.ts';
import { openPhotoViews } from './photo-views.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;

/**
 * Validation of a 4-channel network on people of whom it saw nothing: photographed people with the heads of rendered
 * ones (the figure that counts, since colour is real), and rendered people.
 */
export class RenderedValidation {
  readonly #photos: PhotoValidation;
  readonly #population: Population;
  readonly #shots: readonly (readonly number[])[];

  private constructor(photos: PhotoValidation, population: Population) {
    this.#photos = photos;
    this.#population = population;
    const shots = population.people.map((): number[] => []);
    population.shots.forEach(({ person }, shot) => shots[person]?.push(shot));
    this.#shots = shots.filter((own) => own.length > 1);
  }

  static async open(assets: string): Promise<RenderedValidation> {
    const photos = new PhotoValidation(await openPhotoViews(assets));
    return new RenderedValidation(photos, openPopulation('validation'));
  }

  /** @param embed fused head → a vector of unit length */
  async evaluate(embed: Embed): Promise<ValidationFigures> {
    const head = new Float32Array(FUSED_LENGTH);
    const vectorOf = async (fused: Float32Array) => (await embed(fused)).vector;
    const photographs = await this.#photos.evaluate((fused, person, view) => {
      const own = this.#shots[person % this.#shots.length] ?? [];
      this.#population.read(own[view % own.length] ?? 0, head);
      fused.set(head.subarray(3 * PLANE, 4 * PLANE), 3 * PLANE);
      return vectorOf(fused);
    });
    const colourOnly = await this.#photos.evaluate(vectorOf);
    const rendered = galleryProtocol((await renderedPeople('validation', embed)).shots);
    return {
      errorRate: photographs.all.eer,
      frrAtFar1e2: photographs.all.frr['1e-2'],
      frrAtFar1e3: photographs.all.frr['1e-3'],
      wideEer: photographs.wide.eer,
      colourOnlyEer: colourOnly.all.eer,
      renderedEer: rendered.eer,
    };
  }
}
