/**
 * URL of a module of Depthlock that is loaded by URL: by a thread, or because a person named it. From the sources it is
 * the TypeScript file; in a bundle the file of the same name beside it, which `tools/build/build.ts` lists as an entry.
 * @param source path of the TypeScript file from the calling one, such as `./shard-worker.ts`
 * @param from `import.meta.url` of the calling file
 */
export function ownModuleUrl(source: string, from: string): URL {
  if (isSource(from)) return new URL(source, from);
  const name = source.slice(source.lastIndexOf('/') + 1).replace(/\.ts$/, '.js');
  return new URL(`./${name}`, from);
}

/** Whether a file runs from its TypeScript, and not from a bundle. */
export const isSource = (url: string): boolean => url.endsWith('.ts');
