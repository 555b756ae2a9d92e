import { isBuiltin } from 'node:module';
import { build } from 'esbuild';

/** Packages that a bundle imports at run time, without Node's own and Electron. */
export async function importedPackages(code: string): Promise<readonly string[]> {
  const { metafile } = await build({
    stdin: { contents: code },
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    external: ['*'],
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const names = imports.map(({ path }) => path).filter((path) => !/^(\.|\/|node:)/.test(path));
  const packages = names
    .filter((name) => name !== 'electron' && !isBuiltin(name))
    .map((name) => /^(?:@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? name);
  return [...new Set(packages)];
}
