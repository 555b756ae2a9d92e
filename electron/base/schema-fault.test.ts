import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { faultInWords } from './schema-fault.ts';

const schema = z.object({
  camera: z.object({ model: z.string(), width: z.int().min(8).max(4096) }),
  people: z.record(z.string().regex(/^\w+$/), z.array(z.string().regex(/^\w+$/))),
});
const camera = { model: 'K', width: 640 };

describe('a fault of a file', () => {
  it.each<[unknown, string]>([
    [{ people: {} }, 'camera is missing'],
    [{ camera: { width: 640 }, people: {} }, 'camera.model is missing'],
    [{ camera: { ...camera, model: null }, people: {} }, 'camera.model is not text'],
    [{ camera: { ...camera, width: '640' }, people: {} }, 'camera.width is not a number'],
    [{ camera: { ...camera, width: 0.5 }, people: {} }, 'camera.width is not a whole number'],
    [{ camera: { ...camera, width: 1 }, people: {} }, 'camera.width is too small'],
    [{ camera: { ...camera, width: 1e9 }, people: {} }, 'camera.width is too large'],
    [{ camera, people: { ada: 3 } }, 'people.ada is not a list'],
    [{ camera, people: { ada: ['../x'] } }, 'people.ada.0 is not a name that is allowed'],
    [{ camera, people: { '../x': [] } }, 'people.../x is not a name that is allowed'],
    [7, 'it is not a group of named values'],
    [undefined, 'it is missing'],
  ])('%j: %s', (input, words) => {
    const parsed = schema.safeParse(input);
    expect(parsed.success ? '' : faultInWords(parsed.error)).toBe(words);
  });
});
