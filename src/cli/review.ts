import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import { readEditionFolder } from '../edition/read-edition-folder.js';
import { reviewsFor } from '../edition/reviews.js';
import { writeWhole } from './write-whole.js';
import { WrongUse, type Command } from './command.js';
import { editionsOption, namedFolders } from './edition-arguments.js';
