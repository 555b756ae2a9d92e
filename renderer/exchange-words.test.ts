import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS, IMPORT_KINDS, type ExchangeJob } from '../electron/contract/exchange.ts';
import { exportChoices, importChoices, jobTitle, progressWords } from './exchange-words.ts';

const job = (changes: Partial<ExchangeJob>): ExchangeJob => ({
  id: 'a',
  direction: 'import',
  name: 'kitchen',
  progress: { phase: 'waiting' },
  ...changes,
});

describe('words about imports and exports', () => {
  it('describes every choice in a sentence', () => {
    const choices = [
      ...IMPORT_KINDS.map((kind) => importChoices('en')[kind]),
      ...EXPORT_FORMATS.map((format) => exportChoices(4, 'en')[format]),
    ];
    for (const { title, description } of choices) {
      expect(title).not.toBe('');
      expect(description).toMatch(/^[A-Z].*\.$/u);
    }
    expect(exportChoices(4, 'en').ply.title).toContain('frame 5');
  });

  it('says what becomes of what', () => {
    expect(jobTitle(job({}), 'en')).toBe('Importing kitchen');
    const finished = { phase: 'finished', frames: 1, losses: ['Names are lost.'] } as const;
    expect(jobTitle(job({ direction: 'export', progress: finished }), 'en')).toBe(
      'Exported kitchen',
    );
    expect(progressWords(finished, 'en')).toBe('1 frame. Names are lost.');
  });

  it('tells frames and time left as far as they are known', () => {
    const running = { phase: 'running', done: 3, total: null, leftMs: null } as const;
    expect(progressWords(running, 'en')).toBe('3 frames');
    expect(progressWords({ ...running, total: 9, leftMs: 11_200 }, 'en')).toBe(
      '3 of 9 frames, about 12 s left',
    );
  });

  it('gives the reason of a failure', () => {
    const problem = { code: 'files-unreadable', message: 'It is empty.' } as const;
    const failed = { phase: 'failed', problem } as const;
    expect(jobTitle(job({ progress: failed }), 'en')).toBe('Could not import kitchen');
    expect(progressWords(failed, 'en')).toBe('It is empty.');
  });
});
