import { cross, normalised, scaled, sum } from '../render/math.ts';
import type { Vec3 } from '../render/math.ts';
import type { Mesh } from './clothes.ts';
import type { Identity } from '../person.ts';
import { skinAlbedo } from '../skin/pigment.ts';
import { wrappedGrid } from './props.ts';
import type { Prop } from './props.ts';
import type { Random } from '../random.ts';

const ROWS = 9;
const COLUMNS = 12;

/** An ellipsoid about a centre, stretched along a direction; cm. */
function ellipsoid(centre: Vec3, along: Vec3, half: number, thickness: Vec3): Mesh {
  const axis = normalised(along);
  const side = normalised(cross(axis, [0, 0, 1]));
  const front = cross(side, axis);
  return wrappedGrid(ROWS, COLUMNS, (row, column) => {
    const polar = (Math.PI * row) / (ROWS - 1);
    const around = (2 * Math.PI * column) / COLUMNS;
    const radius = Math.sin(polar);
    const offset = sum(
      scaled(axis, -half * Math.cos(polar)),
      sum(
        scaled(side, thickness[0] * radius * Math.cos(around)),
        scaled(front, thickness[2] * radius * Math.sin(around)),
      ),
    );
    return sum(centre, offset);
  });
}

/**
 * A hand in front of the lower face: at the chin, or with the fingers along one cheek, in its owner's skin. It is
 * rough, but at a few dozen pixels it hides what a hand hides.
 */
export function handProps({ skin }: Identity, random: Random): Prop[] {
  const side = random.chance(0.5) ? 1 : -1;
  const atCheek = random.chance(0.6);
  const knuckles: Vec3 = atCheek
    ? [side * random.range(5, 7.5), random.range(-7, -4), random.range(8, 9.5)]
    : [side * random.range(-1, 3), random.range(-8.5, -6), random.range(10.5, 12)];
  const fingers = normalised([side * random.range(-0.5, 0.5), 1, -0.25]);
  const across = normalised(cross(fingers, [0, 0, 1]));
  const meshes = [-1.5, -0.5, 0.5, 1.5].map((place, i) => {
    const length = [3, 3.7, 3.9, 3.4][i] ?? 3.5;
    const root = sum(knuckles, scaled(across, 1.75 * place));
    return ellipsoid(sum(root, scaled(fingers, length)), fingers, length, [0.85, 0, 0.85]);
  });
  const palm = sum(knuckles, scaled(fingers, -3.4));
  meshes.push(ellipsoid(palm, fingers, 5, [4, 0, 1.6]));
  const wrist = sum(palm, scaled(normalised([side * 0.5, -1, -0.3]), 11));
  meshes.push(ellipsoid(wrist, [side * 0.5, -1, -0.3], 11, [2.9, 0, 2.3]));
  const albedo = skinAlbedo(skin.melanin, skin.blood, skin.yellow);
  return meshes.map((mesh) => ({ mesh, albedo, material: 'skin' as const }));
}
