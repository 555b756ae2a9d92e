import { describe, expect, it } from 'vitest';
import type { TrainingTask } from '../training-task.ts';
import { createTask } from '../line-task-fixture.ts';
import { identityOf } from './run-state.ts';

const identity = async (change: Partial<TrainingTask>) => {
  const options = { passes: 8, people: '["/home/ada/family"]' };
  return identityOf({ ...(await createTask({ passes: 8 })), ...change }, options);
};

describe('identityOf', () => {
  it('tells graphs apart that have the same number of parameters', async () => {
    const { program } = await createTask({ passes: 8 });
    const other = { ...program, model: Uint8Array.from([...program.model, 0]) };
    const [own, same, different] = [
      await identity({ program }),
      await identity({ program }),
      await identity({ program: other }),
    ];
    expect(own).toEqual(same);
    expect(own.architecture).not.toBe(different.architecture);
    expect(own.architecture).toMatch(/^line-3, graph [0-9a-f]{12}$/);
  });

  it('takes what a task says of its data in place of the path', async () => {
    const { options } = await identity({ identity: { people: 'family (content 1a2b3c4d)' } });
    expect(options).toEqual({ passes: 8, people: 'family (content 1a2b3c4d)' });
    expect((await identity({})).options['people']).toBe('["/home/ada/family"]');
  });
});
