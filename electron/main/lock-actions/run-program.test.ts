import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LOCK_ACTION_PRESETS } from '../../contract/lock-actions.ts';
import { lockActionsSchema } from '../../contract/lock-actions-schema.ts';
import { checkProgram, runProgram } from './run-program.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-program-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes its arguments and variables to a file. */
const TELL =
  'require("fs").writeFileSync(process.argv[1], JSON.stringify([process.argv.slice(2), process.env]))';

async function told(args: readonly string[], variables: Record<string, string>) {
  const file = path.join(folder, 'told.json');
  const program = { file: process.execPath, arguments: ['-e', TELL, file, ...args] };
  const ran = await runProgram(program, variables);
  const [argv, env] = JSON.parse(await readFile(file, 'utf8')) as [string[], object];
  return { ran, argv, env };
}

describe('program at lock and unlock', () => {
  it('is given its arguments as they are: no shell reads them', async () => {
    const args = ['$(id)', '`id`', '; rm -rf x', '* ?', '"quoted"', "it's", '| cat', '', 'ü'];
    const { ran, argv } = await told(args, {});
    expect(ran.ok).toBe(true);
    expect(argv).toEqual(args);
  });

  it('gets the variables it is given and none of ours', async () => {
    process.env['DEPTHLOCK_TEST_SECRET'] = 'secret';
    const { env } = await told([], { LANG: 'C.UTF-8' });
    delete process.env['DEPTHLOCK_TEST_SECRET'];
    expect(env).toMatchObject({ LANG: 'C.UTF-8' });
    expect(env).not.toHaveProperty('DEPTHLOCK_TEST_SECRET');
    expect(env).not.toHaveProperty('PATH');
  });

  it('says how it failed, and ends what takes too long', async () => {
    const failing = { file: process.execPath, arguments: ['-e', 'process.exit(3)'] };
    expect(await runProgram(failing, {})).toMatchObject({
      problem: { code: 'program-failed', message: expect.stringContaining('code 3') as string },
    });
    const endless = { file: process.execPath, arguments: ['-e', 'setInterval(() => {}, 1000)'] };
    expect(await runProgram(endless, {}, 300)).toMatchObject({
      problem: { code: 'program-failed' },
    });
    const missing = { file: path.join(folder, 'none'), arguments: [] };
    expect(await runProgram(missing, {})).toMatchObject({ problem: { code: 'program-failed' } });
  });

  it('is refused where it could not be run', async () => {
    const plain = path.join(folder, 'plain.txt');
    await writeFile(plain, 'text');
    await chmod(plain, 0o600);
    const missing = path.join(folder, 'none');
    for (const file of ['loginctl', './loginctl', folder, missing]) {
      expect(await checkProgram({ file, arguments: [] })).toMatchObject({
        problem: { code: 'program-refused' },
      });
    }
    expect(await checkProgram({ file: process.execPath, arguments: [] })).toMatchObject({
      ok: true,
    });
  });

  it.skipIf(process.platform === 'win32')('is refused where it may not be run', async () => {
    const plain = path.join(folder, 'not-executable');
    await writeFile(plain, 'text', { mode: 0o600 });
    expect(await checkProgram({ file: plain, arguments: [] })).toMatchObject({ ok: false });
  });

  it('has presets that its own rules allow', () => {
    for (const preset of Object.values(LOCK_ACTION_PRESETS).flat()) {
      const { moment, program } = preset;
      const actions = { lock: null, unlock: null, [moment]: program };
      expect(lockActionsSchema.safeParse(actions).success).toBe(true);
    }
  });

  it('takes nothing with a NUL, which would end a text early', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        const program = {
          file: `/bin/${before}`.slice(0, 100),
          arguments: [`${before}\0${after}`],
        };
        expect(lockActionsSchema.safeParse({ lock: program, unlock: null }).success).toBe(false);
      }),
    );
  });
});
