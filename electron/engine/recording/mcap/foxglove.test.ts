/** Our excerpt of Foxglove's schemas is what Foxglove publishes. */
import { foxgloveMessageSchemas, generateProto } from '@foxglove/schemas/internal';
import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { schemaData } from './foxglove.ts';

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
