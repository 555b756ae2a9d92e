import { describe, expect, it } from 'vitest';
import { TFJS_OBSTACLES } from '../../../electron/contract/encoder-runtime.ts';
import { engineStateWords } from './engine-words.ts';

const runtime = (
  engine: 'onnxruntime' | 'tfjs-node',
  tfjsObstacle: (typeof TFJS_OBSTACLES)[number] | null = null,
) => ({ engine, onnxruntime: '1.30.0', tfjsObstacle });

describe('words about an engine', () => {
  it.each(TFJS_OBSTACLES)('say why tfjs-node is not in use: %s', (obstacle) => {
    const { text, isMissing } = engineStateWords(
      'tfjs-node',
      false,
      runtime('onnxruntime', obstacle),
      'en',
    );
    expect(text).toMatch(/^It .*\.$|^Its .*\.$/);
    // What failed once may be tried again.
    expect(isMissing).toBe(obstacle !== 'failed');
  });

  it('say which is in use, whatever was chosen', () => {
    expect(engineStateWords('onnxruntime', true, runtime('onnxruntime'), 'en').text).toBe(
      'In use.',
    );
    const failed = runtime('onnxruntime', 'failed');
    expect(engineStateWords('onnxruntime', false, failed, 'en').text).toBe('In use meanwhile.');
    expect(engineStateWords('tfjs-node', true, failed, 'en').text).toContain('did not work');
  });

  it('say it in the language of the window', () => {
    const words = (language: 'de' | 'zh') =>
      engineStateWords('onnxruntime', true, runtime('onnxruntime'), language).text;
    expect(words('de')).toBe('In Gebrauch.');
    expect(words('zh')).toBe('使用中。');
  });

  it('say nothing while no engine runs', () => {
    expect(engineStateWords('tfjs-node', false, null, 'en')).toEqual({
      text: '',
      isMissing: false,
    });
  });
});
