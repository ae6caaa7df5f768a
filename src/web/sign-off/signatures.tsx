import type { ReactElement } from 'react';
import type { EditionSummary } from '../../wire/editions.js';

const signers = ['Read against the contract by', 'Approved by'] as const;

/** Where the copy is signed. */
export const Signatures = ({ edition }: { readonly edition: EditionSummary }): ReactElement => (
  <section className="sign-off-signatures" aria-labelledby="sign-off-signatures">
    <h2 id="sign-off-signatures">Signatures</h2>
    <p>
      What stands above is what revision {edition.revision} of {edition.title} is taken to decide. It is the
      edition with the digest <code>{edition.digest}</code> and no other.
    </p>
    {signers.map((signer) => (
      <dl key={signer} className="sign-off-signer">
        {[signer, 'Office', 'Place and date', 'Signature'].map((line) => (
          <div key={line}>
            <dt>{line}</dt>
            <dd />
          </div>
        ))}
      </dl>
    ))}
  </section>
);
