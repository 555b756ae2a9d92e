import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { appVersion } from '../base/app-version.ts';
import { COMMAND_NAMES } from './commands.ts';
import { runDepthlock } from './depthlock.ts';
import { exitCodesOf } from './command.ts';
import { createProgram } from './program.ts';

const program = await createProgram();
let printed: string[] = [];
let complaints: string[] = [];
beforeEach(() => {
  [printed, complaints] = [[], []];
  vi.spyOn(console, 'log').mockImplementation((text: unknown) => printed.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text: unknown) => complaints.push(String(text)));
});
afterEach(() => vi.restoreAllMocks());

async function helpOf(...argv: string[]): Promise<string> {
  printed = [];
  expect(await runDepthlock(argv)).toBe(0);
  expect(complaints).toEqual([]);
  return printed.join('\n');
}

const words = (text: string): string => text.replace(/\s+/g, ' ');

describe('the help of a command', () => {
  it.each(COMMAND_NAMES)(
    '%s says what it takes, shows an example and the exit codes',
    async (name) => {
      const command = program.commands.find((known) => known.name() === name);
      if (command === undefined) throw new Error(`There is no command ${name}.`);
      const help = await helpOf(name, '--help');
      expect(help).toContain(`Usage: depthlock ${name}`);
      expect(command.description()).not.toBe('');
      expect(words(help)).toContain(command.description());
      const [usage, list = ''] = help.split('\nOptions:\n');
      for (const argument of command.registeredArguments) {
        expect(argument.description).not.toBe('');
        expect(usage).toMatch(new RegExp(`^  ${argument.name()} +\\S`, 'm'));
      }
      for (const {
        flags,
        description,
        defaultValue,
        argChoices = [],
        required,
      } of command.options) {
        expect(description).not.toBe('');
        expect(list).toContain(`  ${flags} `);
        for (const choice of argChoices) expect(list).toContain(`"${choice}"`);
        if (required && defaultValue !== undefined) expect(list).toContain('default: ');
      }
      expect(help).toMatch(new RegExp(`\nExamples:\n  depthlock ${name}\\b`));
      const [, codes = ''] = help.split('\nExit codes:\n');
      for (const code of exitCodesOf(command).codes.keys())
        expect(codes).toMatch(new RegExp(`^  ${code} +\\S`, 'm'));
    },
  );

  it.each(COMMAND_NAMES)('is the same for “help %s”', async (name) => {
    expect(await helpOf('help', name)).toBe(await helpOf(name, '-h'));
  });
});

describe('depthlock', () => {
  it('lists its commands when it is asked for help, or for nothing', async () => {
    const help = await helpOf('--help');
    for (const command of program.commands) {
      expect(help).toMatch(new RegExp(`^  ${command.name()} `, 'm'));
      expect(words(help)).toContain(command.description());
    }
    for (const argv of [[], ['help'], ['-h']]) expect(await helpOf(...argv)).toBe(help);
  });

  it('says which version it is', async () => {
    expect(await helpOf('--version')).toBe(appVersion());
    expect(await helpOf('-V')).toBe(appVersion());
  });

  it('calls one thing by one name in all its commands', () => {
    const flags = new Map<string, string>();
    for (const option of program.commands.flatMap(({ options }) => options)) {
      const name = option.long ?? '';
      expect(option.flags).toBe(flags.get(name) ?? option.flags);
      flags.set(name, option.flags);
    }
  });

  it.each([
    [['recrod'], "depthlock: Unknown command 'recrod'. Did you mean record?"],
    [['recrod', '--help'], "depthlock: Unknown command 'recrod'. Did you mean record?"],
    [['help', 'recrod'], "depthlock: Unknown command 'recrod'. Did you mean record?"],
    [['constructor'], "depthlock: Unknown command 'constructor'."],
    [['--verson'], "depthlock: Unknown option '--verson'. Did you mean --version?"],
    [['info', 'a', '--jsn'], "depthlock info: Unknown option '--jsn'. Did you mean --json?"],
    [['info', 'a', '-j'], "depthlock info: Unknown option '-j'."],
    [['info'], "depthlock info: Missing required argument 'file': recording (.mcap)"],
    [['devices', 'a', 'b'], 'Expected 0 arguments but got 2: a b.'],
    [['record', '--source'], "Option '--source <name>' argument missing: camera to record"],
    // Its 2 says that a picture was shown.
    [['verify', '--tiemout', '5'], "depthlock verify: Unknown option '--tiemout'."],
    [['verify', '--timeout', '0'], "depthlock verify: Option '--timeout <seconds>' argument '0'"],
    [['train', 'fused', '--batch', '5'], "Option '--batch <n>' argument '5' is invalid."],
  ])('refuses %j with a sentence, and says where to read on', async (argv, sentence) => {
    expect(await runDepthlock(argv)).toBe(argv[0] === 'verify' ? 64 : 2);
    expect(printed).toEqual([]);
    const [said = ''] = complaints;
    expect(said).toContain(sentence);
    expect(said).toMatch(/\nSee “depthlock( \w+)? --help”\.$/);
    expect(complaints).toHaveLength(1);
  });
});
