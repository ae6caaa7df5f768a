import type { RulesForm } from '../../../../wire/book/forms.js';
import type { EditFile } from '../use-editing.js';

/** What the rules of a file are shown with. */
export interface RulesParts {
  readonly id: string;
  readonly name: string;
  /** As it stands in the editor. */
  readonly text: string;
  readonly form: RulesForm;
  readonly edit: EditFile;
}
