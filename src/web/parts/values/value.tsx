import type { ReactElement } from 'react';
import { tellValue } from '../../../language/tell-value.js';
import { useZone } from './zone.js';
import type { Json } from '../../../wire/parts.js';

/** A value of a fact or an effect, as people write it. */
export const Value = ({ value }: { readonly value: Json | undefined }): ReactElement => (
  <span className="figure">{tellValue(value, 'none', useZone())}</span>
);
