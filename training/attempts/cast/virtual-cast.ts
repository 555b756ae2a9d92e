import {
  listVirtualPeople,
  openVirtualPerson,
} from '../../../electron/engine/camera/virtual/atlas/people.ts';
import { succeed, type Result } from '../../../electron/contract/problem.ts';
import { VirtualPerson } from '../../../electron/engine/camera/virtual/virtual-person.ts';
import { keepLast } from './keep-last.ts';
import { orThrow } from '../../../electron/contract/result-fixture.ts';
import type { Cast, Subject } from './subject.ts';

const KEPT = 3;

/** The virtual people that ship, at most `most` of them. */
export async function virtualCast(assets: string, most = Infinity): Promise<Result<Cast>> {
  const people = await listVirtualPeople(assets);
  if (!people.ok) return people;
  const keep = keepLast<VirtualPerson>(KEPT);
  const chosen = people.value.slice(0, most);
  const subjects = chosen.map(({ id, description }, place): Subject => {
    const invite = () =>
      keep(id, async () => {
        const archive = orThrow(await openVirtualPerson(assets, id));
        return orThrow(await VirtualPerson.create(archive));
      });
    return {
      id,
      sensor: sensorOf(place),
      groups: /glasses/.test(description) ? ['glasses'] : [],
      otherDay: null,
      enrolled: invite,
      another: invite,
    };
  });
  return succeed({ source: 'the virtual people that ship', subjects });
}

/** One in three has a Kinect v1. */
export const sensorOf = (place: number): Subject['sensor'] =>
  place % 3 === 2 ? 'kinect-v1' : 'kinect-v2';
