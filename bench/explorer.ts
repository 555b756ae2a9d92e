/** What the explorer's worker computes: maps and figures of many embeddings. */
import { embeddingMap, MOST_ON_MAP } from '../electron/analysis/projection/embedding-map.ts';
import { people } from '../electron/analysis/projection/people-fixture.ts';
import { lookFigures } from '../electron/analysis/trials/look-figures.ts';

const PEOPLE = 50;
const SETTINGS = { perplexity: 20, neighbours: 15, seed: 1 } as const;

export function benchExplorer(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const count of [432, 5000, 50_000]) {
    const { embeddings, owners } = people(PEOPLE, Math.ceil(count / PEOPLE));
    for (const method of ['pca', 'tsne', 'umap'] as const) {
      const shown = Math.min(embeddings.length, MOST_ON_MAP[method]);
      lines.push(
        `${method} of ${embeddings.length} embeddings (${shown} on the map): ${secondsOf(() => embeddingMap(embeddings, { ...SETTINGS, method }))}`,
      );
    }
    const looks = embeddings.map((embedding, i) => ({
      ...{ embedding, handicap: 0, person: String(owners[i]) },
    }));
    lines.push(`figures of ${embeddings.length} looks: ${secondsOf(() => lookFigures(looks, 1))}`);
  }
  return Promise.resolve(lines);
}

/** Of the clock, and of the processor: the first grows with what else runs. */
function secondsOf(work: () => unknown): string {
  const [started, used] = [performance.now(), process.cpuUsage()];
  work();
  const { user, system } = process.cpuUsage(used);
  const clock = (performance.now() - started) / 1000;
  return `${clock.toFixed(1)} s, ${((user + system) / 1e6).toFixed(1)} s of a core`;
}
