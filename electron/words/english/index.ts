/** English, the shape of the other languages. Messages are ICU MessageFormat. */
import { common } from './common.ts';
import { dialogs } from './dialogs.ts';
import { format } from './format.ts';
import { home } from './home.ts';
import { menu } from './menu.ts';
import { settings } from './settings.ts';

export const english = { common, dialogs, format, home, menu, settings } as const;
