/** Our excerpt of Foxglove's schemas is what Foxglove publishes, and what is no message of theirs is said to be damaged. */
import { foxgloveMessageSchemas, generateProto } from '@foxglove/schemas/internal';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { decode, schemaData } from './foxglove.ts';

interface Described {
  fromDescriptor(set: protobuf.Message): protobuf.Root;
}

const ours = (protobuf.Root as unknown as Described).fromDescriptor(
  descriptor.FileDescriptorSet.decode(schemaData()),
);

/** Name, number and type of every field. */
const fieldsOf = (type: protobuf.Type): string[] =>
  type.fieldsArray
    .map(({ name, id, type: of, repeated }) => {
      const plain = of.replace(/^\./, '');
      return `${repeated ? 'repeated ' : ''}${plain} ${name} = ${id}`;
    })
    .sort();

describe('the schemas of a recording', () => {
  it.each(['RawImage', 'CompressedImage', 'CameraCalibration'] as const)('%s', (name) => {
    const text = generateProto(foxgloveMessageSchemas[name], []);
    const { root } = protobuf.parse(text);
    const published = fieldsOf(root.lookupType(`foxglove.${name}`));
    expect(published.length).toBeGreaterThan(3);
    expect(fieldsOf(ours.lookupType(`foxglove.${name}`))).toEqual(published);
  });
});

describe('bytes that may be no message', () => {
  // A number of eight bytes that ends after two, a text longer than the message, a type that there is not.
  it.each([[[0x11, 1, 2]], [[0x2a, 0x7f, 1]], [[0x0f]]])('are damaged: %j', (bytes) => {
    expect(() => decode('foxglove.RawImage', Uint8Array.from(bytes))).toThrow(
      /^its message is damaged$/,
    );
  });

  it('are read, or damaged, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        try {
          expect(decode('foxglove.CompressedImage', bytes)).toHaveProperty('format');
        } catch (error) {
          expect(error).toHaveProperty('message', 'its message is damaged');
        }
      }),
    );
  });
});
