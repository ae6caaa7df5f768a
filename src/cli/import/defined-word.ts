const verbs =
  'means?|shall mean|has the meaning|refers? to|is|are|bedeutet|bezeichnet|ist|sind|désigne|signifie|est|sont';
const quoted = new RegExp(`^[“"„«‚]\\s*([^”"“»]{1,40}?)\\s*[”"“»],?\\s+(?:${verbs}|[:–—-])`, 'iu');
const named = /^(\p{Lu}[\p{L}\p{N} -]{0,38}?):? (?:means|shall mean|has the meaning|bedeutet|désigne) /u;

/** The word that a paragraph defines, as in `“Deposit” means …`; `undefined` where it defines none. */
export const definedWord = (words: string): string | undefined => {
  const word = (quoted.exec(words) ?? named.exec(words))?.[1];
  return word?.replaceAll(/[[\]]/g, '');
};
