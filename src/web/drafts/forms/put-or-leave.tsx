import type { ReactElement } from 'react';
import { Button } from 'react-aria-components';

/** How a form ends: what it says is put into the draft, or left. */
export const PutOrLeave = ({
  isDisabled,
  leave,
}: {
  readonly isDisabled: boolean;
  readonly leave: () => void;
}): ReactElement => (
  <div className="form-actions">
    <Button type="submit" className="button button-main" isDisabled={isDisabled}>
      Put it into the draft
    </Button>
    <Button className="button" onPress={leave}>
      Leave it
    </Button>
  </div>
);
