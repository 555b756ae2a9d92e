import type { Translation } from '../translation.ts';
import type { english } from '../english/index.ts';
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

export const chinese = {
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
} satisfies Translation<typeof english>;
