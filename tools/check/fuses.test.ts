import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../child.ts';

/** The block `name:` of electron-builder.yml, whose lines are `  key: value`. */
function blockOf(name: string): Record<string, string> {
  const text = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
  const block = new RegExp(`^${name}:\\n((?: {2}.*\\n)+)`, 'm').exec(text)?.[1] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/^ {2}(\w+): (\S+)$/gm)].map(([, key = '', value = '']) => [key, value]),
  );
}

describe('the package for people', () => {
  it('has every fuse set that closes a door, which the packaging check reads back from the executable', () => {
    expect(blockOf('electronFuses')).toMatchObject({
      runAsNode: 'false',
      enableNodeOptionsEnvironmentVariable: 'false',
      enableNodeCliInspectArguments: 'false',
      grantFileProtocolExtraPrivileges: 'false',
      onlyLoadAppFromAsar: 'true',
      enableEmbeddedAsarIntegrityValidation: 'true',
      enableCookieEncryption: 'true',
    });
    const check = readFileSync(path.join(root, 'tools/package/package-contents.ts'), 'utf8');
    for (const fuse of [
      ...['RunAsNode', 'EnableNodeOptionsEnvironmentVariable', 'EnableNodeCliInspectArguments'],
      ...['GrantFileProtocolExtraPrivileges', 'OnlyLoadAppFromAsar'],
      ...['EnableEmbeddedAsarIntegrityValidation', 'EnableCookieEncryption'],
    ]) {
      expect(check).toContain(`FuseV1Options.${fuse},`);
    }
  });

  it('is an archive, which holds the code', () => {
    const text = readFileSync(path.join(root, 'electron-builder.yml'), 'utf8');
    expect(text).toMatch(/^asar: true$/m);
    // Only what the operating system loads lies beside it.
    const unpacked = /^asarUnpack:\n((?: {2}.*\n)+)/m.exec(text)?.[1] ?? '';
    expect(unpacked).not.toContain('dist');
  });
});
