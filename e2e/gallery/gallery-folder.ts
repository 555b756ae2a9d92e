import path from 'node:path';
import { PROJECT } from '../app.ts';

/** Where the pictures are kept. */
export const GALLERY = path.join(PROJECT, 'docs', 'pictures', 'gallery');
