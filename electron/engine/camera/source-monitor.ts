import { SOURCE_NAMES, type SourceName } from '../../contract/camera.ts';
import type { CameraRegistry, SourceOptions } from './camera-source.ts';
import { blocked, type Probe } from './probe.ts';
import { reasonOf } from '../../base/error-words.ts';

/** A probe that takes longer is told to have no answer, and is not asked again before it has one. */
const ANSWER_MS = 3000;

/** What is known of each source. Looks at it when asked, never at one source twice at once. */
export class SourceMonitor {
  readonly #registry: CameraRegistry;
  readonly #known = new Map<SourceName, Probe>();
  readonly #looking = new Map<SourceName, Promise<Probe>>();

  constructor(registry: CameraRegistry) {
    this.#registry = registry;
  }

  /** The result of the last look; null before the first. */
  known(source: SourceName): Probe | null {
    return this.#known.get(source) ?? null;
  }

  /** Looks at a source without starting it. Never rejects: a driver that throws is blocked. */
  async look(source: SourceName, options: SourceOptions): Promise<Probe> {
    const looking = this.#looking.get(source) ?? this.#begin(source, options);
    const probe = await withinLimit(looking, this.#registry[source].title);
    this.#known.set(source, probe);
    return probe;
  }

  /** Looks at all sources but one. */
  async lookAtAll(options: SourceOptions, except: SourceName | null): Promise<void> {
    const sources = SOURCE_NAMES.filter((source) => source !== except);
    await Promise.all(sources.map((source) => this.look(source, options)));
  }

  #begin(source: SourceName, options: SourceOptions): Promise<Probe> {
    const looking = probeSafely(this.#registry, source, options).finally(() => {
      this.#looking.delete(source);
    });
    this.#looking.set(source, looking);
    return looking;
  }
}

async function probeSafely(
  registry: CameraRegistry,
  source: SourceName,
  options: SourceOptions,
): Promise<Probe> {
  try {
    return await registry[source].probe(options);
  } catch (error) {
    const detail = reasonOf(error);
    return blocked(
      'not-answering',
      `${registry[source].title} could not be looked for (${detail}).`,
    );
  }
}

function withinLimit(looking: Promise<Probe>, title: string): Promise<Probe> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      const reason = `The driver of ${title} does not answer. Unplug the camera and plug it in again; if that does not help, restart the computer.`;
      resolve(blocked('not-answering', reason));
    }, ANSWER_MS);
    void looking.then((probe) => {
      clearTimeout(timer);
      resolve(probe);
    });
  });
}
