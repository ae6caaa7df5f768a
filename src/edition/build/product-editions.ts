import { openPreparedEditions } from './prepared-edition.js';

const inBuild = (path: string): URL => new URL(`../../${path}`, import.meta.url);

/** The editions that were prepared when this product was built; none where it runs from its sources. */
export const preparedEditions = openPreparedEditions({
  directory: inBuild('prepared/'),
  madeBy: [
    inBuild('contract/'),
    inBuild('language/'),
    inBuild('edition/'),
    inBuild('engine/'),
    inBuild('analysis/check-edition.js'),
    inBuild('analysis/diagnostic-at.js'),
    inBuild('decide/editions/load-whole-edition.js'),
    // Beside the build: what files may hold, and which versions of packages read them.
    inBuild('../schemas/'),
    inBuild('../package.json'),
  ],
});
