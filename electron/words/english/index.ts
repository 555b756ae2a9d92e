/** English, the shape of the other languages. Messages are ICU MessageFormat. */
import { activity } from './activity.ts';
import { common } from './common.ts';
import { dialogs } from './dialogs.ts';
import { format } from './format.ts';
import { home } from './home.ts';
import { live } from './live.ts';
import { menu } from './menu.ts';
import { recordings } from './recordings.ts';
import { scene } from './scene.ts';
import { settings } from './settings.ts';

export const english = {
  activity,
  common,
  dialogs,
  format,
  home,
  live,
  menu,
  recordings,
  scene,
  settings,
} as const;
