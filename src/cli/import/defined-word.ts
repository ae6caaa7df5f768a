const verbs =
  'means?|shall mean|has the meaning|refers? to|is|are|bedeutet|bezeichnet|ist|sind|désigne|signifie|est|sont';
const quoted = new RegExp(`^[“"„«‚]\\s*([^”"“»]{1,40}?)\\s*[”"“»],?\\s+(?:${verbs}|[:–—-])`, 'iu');
const named = /^(\p{Lu}[\p{L}\p{N} -]{0,38}?):? (?:means|shall mean|has the meaning|bedeutet|désigne) /u;

/** `On entend par « Échéance » le premier jour …`, `Unter „Monat“ ist … zu verstehen`. */
const understood =
  /^(?:on entend par|le terme|les termes|unter|als|the (?:word|term)|by)\s+[“"„«‚]\s*([^”"“»]{1,40}?)\s*[”"“»]/iu;

/** The word that a paragraph defines, as in `“Deposit” means …`; `undefined` where it defines none. */
export const definedWord = (words: string): string | undefined => {
  const word = (quoted.exec(words) ?? understood.exec(words) ?? named.exec(words))?.[1];
  return word?.replaceAll(/[[\]]/g, '');
};
