import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderedSections } from './ordered-output.ts';

function written(count: number) {
  const said: (string | Uint8Array)[] = [];
  return { said, sections: orderedSections(count, (chunk) => said.push(chunk)) };
}

describe('ordered output', () => {
  it('passes on the first section at once, and keeps the second until the first has ended', () => {
    const { said, sections } = written(2);
    const [first, second] = sections;
    second?.write('b1');
    first?.write('a1');
    expect(said).toEqual(['a1']);
    first?.end();
    expect(said).toEqual(['a1', 'b1']);
    second?.write('b2');
    expect(said).toEqual(['a1', 'b1', 'b2']);
  });

  it('goes on past a section that ended long before its turn', () => {
    const { said, sections } = written(3);
    const [first, second, third] = sections;
    second?.write('b');
    second?.end();
    third?.write('c');
    first?.end();
    expect(said).toEqual(['b', 'c']);
  });

  it('loses and reorders nothing, however the sections take turns', () => {
    const turns = fc.array(fc.nat(3), { maxLength: 40 });
    fc.assert(
      fc.property(turns, fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4 }), (writers, ends) => {
        const { said, sections } = written(4);
        for (const [i, writer] of writers.entries()) sections[writer]?.write(`${writer} ${i}`);
        for (const index of ends) sections[index]?.end();
        const inOrder = [0, 1, 2, 3].flatMap((section) =>
          writers.flatMap((writer, i) => (writer === section ? [`${writer} ${i}`] : [])),
        );
        expect(said).toEqual(inOrder);
      }),
    );
  });
});
