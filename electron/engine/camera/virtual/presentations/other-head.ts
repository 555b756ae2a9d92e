import { SURFACE } from '../atlas/atlas.ts';
import type { Figure } from '../figure.ts';
import type { VirtualPerson } from '../virtual-person.ts';
import { ChangedHead } from './changed-head.ts';
import { cellAt, type HeadMap } from './head-map.ts';
import { warpFace } from './warp-face.ts';

/** The owner's colours on another head, feature on feature, wherever the owner's picture has any; the relief stays. */
export const colourOnOtherHead = (
  owner: HeadMap,
  other: VirtualPerson,
  otherMap: HeadMap,
): Figure =>
  new ChangedHead(other, {
    change: (point) => {
      const [x, y] = warpFace(otherMap.marks, owner.marks, point.x, point.y);
      const color = owner.colors[cellAt(owner, x, y)] ?? 0;
      if (color !== 0) point.color = color;
    },
  });

/** The owner's own head, printed in 3-D from plaster and painted: shape and colours are right, and it is not alive. */
export const headCopy = (person: VirtualPerson): Figure =>
  new ChangedHead(person, {
    change: (point) => {
      point.surface = SURFACE.paper;
    },
  });
