/**
 * The looks that were added to people's after their enrolment, in a sealed file of their own: enrolments are never
 * written because of them, and without the file nobody is worse off than on the day they enrolled.
 */
import path from 'node:path';
import { z } from 'zod';
import type { AddedLook } from '../../contract/engine/engine-messages.ts';
import { SPECTRA } from '../../contract/frame.ts';
import type { Keeper } from './keeper.ts';
import { numbersFromBase64, numbersToBase64 } from './packed-numbers.ts';
import { SealedFile } from './sealed-file.ts';
import { LIMITS } from './file/vault-format.ts';

const FILE = 'added-looks.depthlock';
const MOST_OF_A_PERSON = 64;

const stored = z.array(
  z.strictObject({
    personId: z.string().min(1).max(100),
    looks: z
      .array(
        z.strictObject({
          embedding: z.base64().max(8 * LIMITS.embeddingLength),
          yaw: z.number(),
          pitch: z.number(),
          spectrum: z.enum(SPECTRA),
          by: z.enum(['match', 'pin']),
          addedMs: z.number(),
          matchesLeft: z.int().nonnegative(),
        }),
      )
      .max(MOST_OF_A_PERSON),
  }),
);

export type AddedByPerson = ReadonlyMap<string, readonly AddedLook[]>;

export class AddedLooks {
  readonly #file: SealedFile<z.infer<typeof stored>>;

  /** @param folder of the vault */
  constructor(folder: string) {
    this.#file = new SealedFile(path.join(folder, FILE), stored);
  }

  /** Empty where there is no file, or one that this vault did not seal. Throws the system's errors. */
  async read(keeper: Keeper): Promise<AddedByPerson> {
    const people = (await this.#file.read(keeper)) ?? [];
    return new Map(
      people.map(({ personId, looks }) => [
        personId,
        looks.map((look) => ({ ...look, embedding: numbersFromBase64(look.embedding) })),
      ]),
    );
  }

  /** Throws the system's errors. */
  async write(keeper: Keeper, people: AddedByPerson): Promise<void> {
    const content = [...people]
      .filter(([, looks]) => looks.length > 0)
      .map(([personId, looks]) => ({
        personId,
        looks: looks.map((look) => ({ ...look, embedding: numbersToBase64(look.embedding) })),
      }));
    await this.#file.write(keeper, content);
  }
}
