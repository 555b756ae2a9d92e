/** The views of what the camera sees, in the order of their keys. */
import type { PictureName } from '../../frames/pictures.ts';

export const VIEWS = ['color', 'depth', 'overlap', 'registered', 'looks', 'cloud'] as const;
export type ViewName = (typeof VIEWS)[number];

/** Whether it is a picture of the frame; the others are made of what recognition measured. */
export function isPicture(view: ViewName): view is PictureName {
  return view !== 'looks' && view !== 'cloud';
}

/** Key of a view: 1 to 6. */
export const keyOf = (view: ViewName): string => String(VIEWS.indexOf(view) + 1);

export const viewOfKey = (key: string): ViewName | undefined => VIEWS[Number(key) - 1];

/** What is shown small beside a large view: the pictures, which cost little. The others are opened on purpose. */
export const besides = (large: ViewName): readonly ViewName[] =>
  VIEWS.filter((view) => view !== large && isPicture(view));
