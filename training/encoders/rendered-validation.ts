import { HOLE, INPUT_SIZE } from '../../electron/engine/vision/fusion.ts';
import type { MeanHead } from '../../electron/engine/vision/mean-head.ts';
import { verificationMetrics } from '../evaluation/verification-metrics.ts';
import { openPopulation, type Population } from '../population/population.ts';
import { INPUT_LENGTH } from '../population/shot-record.ts';
import type { ValidationFigures } from '../trainer/training-task.ts';
import { normaliseDepth } from './depth-normalisation.ts';
import type { NetworkRunner } from './network-runner.ts';
import { openPhotoViews } from './photo-views.ts';
import { PhotoValidation } from './photo-validation.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;

/**
 * Validation of a 4-channel network on people of whom it saw nothing: photographed people with the heads of rendered
 * ones (the figure that counts, since colour is real), and rendered people.
 */
export class RenderedValidation {
  private readonly photos: PhotoValidation;
  private readonly population: Population;
  private readonly mean: MeanHead;

  private constructor(photos: PhotoValidation, population: Population, mean: MeanHead) {
    this.photos = photos;
    this.population = population;
    this.mean = mean;
  }

  static async open(assets: string, mean: MeanHead): Promise<RenderedValidation> {
    const { photos, people, turner } = await openPhotoViews(assets);
    const validation = new PhotoValidation(photos, people.heldOut, turner);
    return new RenderedValidation(validation, openPopulation('validation'), mean);
  }

  async evaluate(run: NetworkRunner): Promise<ValidationFigures> {
    const input = new Float32Array(INPUT_LENGTH);
    const shots = this.shotsOfPeople();
    const photographs = await this.photos.evaluate((colour, person, view) => {
      const own = shots[person % shots.length] ?? [];
      this.population.read(own[view % own.length] ?? 0, input);
      input.set(colour);
      normaliseDepth(input.subarray(3 * PLANE), this.mean);
      return run(input);
    });
    const colourOnly = await this.photos.evaluate((colour) => {
      input.set(colour);
      input.fill(HOLE, 3 * PLANE);
      normaliseDepth(input.subarray(3 * PLANE), this.mean);
      return run(input);
    });
    const rendered = await this.evaluateRendered(run, input);
    return {
      eer: photographs.all.eer,
      frrAtFar1e2: photographs.all.frr['1e-2'],
      frrAtFar1e3: photographs.all.frr['1e-3'],
      wideEer: photographs.wide.eer,
      colourOnlyEer: colourOnly.all.eer,
      renderedEer: rendered.eer,
    };
  }

  private shotsOfPeople(): number[][] {
    const shots = this.population.people.map((): number[] => []);
    this.population.shots.forEach(({ person }, shot) => shots[person]?.push(shot));
    return shots.filter((own) => own.length > 1);
  }

  /** Every view against the enrolment-like ones. */
  private async evaluateRendered(run: NetworkRunner, input: Float32Array) {
    const vectors: Float32Array[] = [];
    for (let shot = 0; shot < this.population.shots.length; shot++) {
      this.population.read(shot, input);
      normaliseDepth(input.subarray(3 * PLANE), this.mean);
      vectors.push(await run(input));
    }
    const genuine: number[] = [];
    const impostor: number[] = [];
    this.population.shots.forEach((probe, i) => {
      if (probe.view === 0) return;
      this.population.shots.forEach((reference, j) => {
        if (reference.view !== 0) return;
        const distance = euclidean(vectors[i], vectors[j]);
        (probe.person === reference.person ? genuine : impostor).push(distance);
      });
    });
    return verificationMetrics(genuine, impostor);
  }
}

function euclidean(a: Float32Array | undefined, b: Float32Array | undefined): number {
  if (a === undefined || b === undefined) return Infinity;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum);
}
