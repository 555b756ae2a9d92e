import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXECUTION_PROVIDERS } from '../../contract/encoder-runtime.ts';
import { InferenceSession, listSupportedBackends } from './onnxruntime.ts';
import { checkProvider, sessionOptions } from './session-options.ts';

const NETWORK = join(import.meta.dirname, '../../../assets/models/blazeface.onnx');

describe('session options', () => {
  it('ask for the processor and one thread unless somebody wishes otherwise', () => {
    expect(sessionOptions()).toMatchObject({ executionProviders: ['cpu'], intraOpNumThreads: 1 });
    expect(sessionOptions({ threads: 3 }).intraOpNumThreads).toBe(3);
  });

  it.each(EXECUTION_PROVIDERS)('name %s alone, so that none stands in for it', (provider) => {
    expect(sessionOptions({ provider }).executionProviders).toEqual([provider]);
  });

  it('keep onnxruntime from computing on the processor what another provider lacks', async () => {
    const network = await readFile(NETWORK);
    const session = await InferenceSession.create(network, sessionOptions());
    await session.release();
    // As if the provider took nothing of the network: the processor, which is always there, has to take all.
    const untaken = { ...sessionOptions({ provider: 'cuda' }), executionProviders: ['cpu'] };
    await expect(InferenceSession.create(network, untaken)).rejects.toThrow(
      'fallback to CPU EP has been explicitly disabled',
    );
  });
});

describe('a provider', () => {
  it('is there where onnxruntime says so', () => {
    expect(checkProvider('cpu').ok).toBe(true);
    const built = listSupportedBackends().map(({ name }) => name);
    for (const provider of EXECUTION_PROVIDERS) {
      expect(checkProvider(provider).ok).toBe(built.includes(provider));
    }
  });

  it('that is not built in is a problem', () => {
    const checked = checkProvider('dml', ['cpu', 'cuda']);
    expect(checked).toMatchObject({ ok: false, problem: { code: 'no-gpu' } });
    expect(JSON.stringify(checked)).toContain('has no provider “dml”, so nothing was computed.');
  });
});
