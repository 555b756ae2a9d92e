import { describe, expect, it } from 'vitest';
import { unresolvedLibraries } from './system-libraries.ts';

describe('unresolvedLibraries', () => {
  it('names what ldd does not find, and nothing else', () => {
    const listing = [
      '\tlinux-vdso.so.1 (0x00007ffd)',
      '\tlibffmpeg.so => /opt/electron/libffmpeg.so (0x00007f1)',
      '\tlibnss3.so => not found',
      '\tlibgtk-3.so.0 => not found',
      '\t/lib64/ld-linux-x86-64.so.2 (0x00007f2)',
    ].join('\n');
    expect(unresolvedLibraries(listing)).toEqual(['libnss3.so', 'libgtk-3.so.0']);
  });

  it('finds nothing missing in the listing of a complete system', () => {
    expect(unresolvedLibraries('\tlibc.so.6 => /lib/libc.so.6 (0x00007f)\n')).toEqual([]);
  });
});
