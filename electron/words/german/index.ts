import type { english } from '../english/index.ts';
import type { Translation } from '../translation.ts';
import { activity } from './activity.ts';
import { camera } from './camera.ts';
import { common } from './common.ts';
import { dialogs } from './dialogs.ts';
import { enrol } from './enrol.ts';
import { explorer } from './explorer.ts';
import { format } from './format.ts';
import { hints } from './hints.ts';
import { home } from './home.ts';
import { live } from './live.ts';
import { lock } from './lock.ts';
import { menu } from './menu.ts';
import { notices } from './notices.ts';
import { pad } from './pad.ts';
import { recordings } from './recordings.ts';
import { scene } from './scene.ts';
import { settings } from './settings.ts';
import { training } from './training.ts';
import { vault } from './vault.ts';
import { welcome } from './welcome.ts';

export const german = {
  activity,
  camera,
  common,
  dialogs,
  enrol,
  explorer,
  format,
  hints,
  home,
  live,
  lock,
  menu,
  notices,
  pad,
  recordings,
  scene,
  settings,
  training,
  vault,
  welcome,
} satisfies Translation<typeof english>;
