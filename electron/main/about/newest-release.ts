/**
 * Whether there is a newer version: the one question that Depthlock ever asks another computer, and only when a person has
 * been shown the address and has agreed. Sends what any GET of a web page sends, and nothing of people or of this
 * installation.
 */
import { z } from 'zod';
import type { NewestRelease } from '../../contract/about.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';

/** Gets an address; `fetch` of Node, which passes by the window's session: that one reaches nothing. */
export type GetRelease = (
  address: string,
  request: { readonly signal: AbortSignal; readonly redirect: 'error' },
) => Promise<Pick<Response, 'ok' | 'status' | 'text'>>;

const PATIENCE_MS = 10_000;
const LONGEST_ANSWER = 1_000_000;
const VERSION = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:-[\w.]+)?$/;

/** Of what GitHub answers about the latest release. */
const answerSchema = z.object({ tag_name: z.string().max(60).regex(VERSION) });

const repositorySchema = z.object({
  repository: z.union([z.string(), z.object({ url: z.string() })]).optional(),
});
const ON_GITHUB = /^(?:git\+)?https:\/\/github\.com\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/;

/**
 * Where releases of this package are told of, by the `repository` of its package.json; null where it names none on
 * GitHub.
 */
export function releaseAddress(packageJson: unknown): string | null {
  const parsed = repositorySchema.safeParse(packageJson);
  const repository = parsed.success ? parsed.data.repository : undefined;
  const url = typeof repository === 'string' ? repository : repository?.url;
  const [, owner, name] = ON_GITHUB.exec(url ?? '') ?? [];
  if (owner === undefined || name === undefined) return null;
  return `https://api.github.com/repos/${owner}/${name}/releases/latest`;
}

/** @param current the version that runs, such as 0.1.0 */
export async function newestRelease(
  address: string,
  current: string,
  get: GetRelease,
): Promise<Result<NewestRelease>> {
  try {
    const answer = await get(address, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    });
    if (answer.status === 404) {
      return fail('release-unknown', 'No version has been released there yet.');
    }
    if (!answer.ok) {
      return fail(
        'release-unknown',
        `The releases could not be read: ${address} answered with ${answer.status}. Try again later.`,
      );
    }
    const text = await answer.text();
    const { tag_name: tag } = answerSchema.parse(
      JSON.parse(text.length > LONGEST_ANSWER ? '' : text),
    );
    const version = tag.replace(/^v/, '');
    return succeed({ version, isNewer: isNewer(version, current) });
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      return fail('release-unknown', `What ${address} answered does not name a version.`);
    }
    return fail(
      'release-unknown',
      `${address} could not be reached. Depthlock goes to it directly, without a proxy. Check the network, and try again.`,
    );
  }
}

/** By numbers; a pre-release counts as the version that it leads to. */
function isNewer(version: string, current: string): boolean {
  const [theirs, ours] = [numbersOf(version), numbersOf(current)];
  const first = theirs.findIndex((number, i) => number !== ours[i]);
  return first >= 0 && (theirs[first] ?? 0) > (ours[first] ?? 0);
}

const numbersOf = (version: string): number[] =>
  (VERSION.exec(version) ?? []).slice(1, 4).map(Number);
