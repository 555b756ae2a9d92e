import type { Translation } from '../translation.ts';
import type { english } from '../english/index.ts';
import { common } from './common.ts';
import { dialogs } from './dialogs.ts';
import { format } from './format.ts';
import { home } from './home.ts';
import { menu } from './menu.ts';
import { settings } from './settings.ts';

export const german = { common, dialogs, format, home, menu, settings } satisfies Translation<
  typeof english
>;
