import type { ReactElement } from 'react';
import { DraftList } from './draft-list.js';
import { DraftPage } from './draft-page.js';
import './drafts-page.css';

/** Drafts of editions: all of them, or one, by the path below `/book/drafts/`. */
const DraftsPage = ({ path }: { readonly path: string }): ReactElement => {
  const [id = '', file] = path.split('/').map(decoded);
  return id === '' ? <DraftList /> : <DraftPage key={id} id={id} file={file} />;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

export default DraftsPage;
