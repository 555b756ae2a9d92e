import { describe, expect, it } from 'vitest';
import { buildProgram } from '../../autograd/build-program.ts';
import { regressionLoss } from '../../autograd/losses/regression.ts';
import { ARTICLE_INPUT, articleNetwork } from './article-network.ts';

describe('the article’s network', () => {
  it('has 32 million parameters, 31.7 of them in one dense layer', async () => {
    const program = await buildProgram({
      network: articleNetwork,
      input: ARTICLE_INPUT,
      batch: 2,
      seed: 1,
      loss: (context, output) => [
        { name: 'error', weight: 1, value: regressionLoss(context, output) },
      ],
    });
    const dense = program.parameters.find(({ name }) => name === 'dense.weights');
    expect(dense?.size).toBe(512 * 11 * 11 * 512);
    expect(program.parameterCount / 1e6).toBeCloseTo(32, 0);
  });
});
