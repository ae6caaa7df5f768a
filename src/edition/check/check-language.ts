import { english, isLanguage, type Language, type LanguageWord } from '../../language/language.js';
import type { Type } from '../../language/types/types.js';
import type { FactShape } from '../model/declarations.js';
import type { Edition } from '../model/edition.js';
import type { Template } from '../model/template.js';
import type { Findings } from '../read/diagnostic.js';
import type { EditionFiles } from '../read/edition-files.js';
import { keyPlace, valuePlace } from '../read/place.js';
import { headOf } from '../read/structure.js';
import type { WrittenEdition } from '../read/written.js';

/** The language that edition.yaml names, English where it names none. */
export const languageOf = ({ language = english.tag, words = {} }: WrittenEdition): Language => ({
  tag: language,
  words: { ...english.words, ...words },
});

type Said = Pick<Edition, 'facts' | 'decisions' | 'letters'>;

/** Reports a language that this machine has no forms of, and words that sentences of another language than English may need and edition.yaml lacks. */
export const checkLanguage = ({ edition }: EditionFiles, built: Said, findings: Findings): void => {
  const head = headOf(edition);
  if (head === undefined) return;
  const { language, words = {} } = head;
  const { source } = edition;
  if (language === undefined) {
    if (Object.keys(words).length > 0)
      findings.report('language-words', keyPlace(source, ['words']), {
        message: '`words` are those of a language, and edition.yaml names none.',
        hint: 'Name it, as in `language: de`, or leave `words` out.',
      });
    return;
  }
  if (!isLanguage(language)) {
    findings.report('unknown-language', valuePlace(source, ['language']), {
      message: `\`${language}\` is no language whose forms of dates and numbers this machine knows.`,
      hint: 'Name it as BCP 47 does, such as `de` or `fr-CA`.',
    });
    return;
  }
  if (language.toLowerCase().split('-')[0] === english.tag) return;
  const reported = new Set<LanguageWord>();
  for (const [where, template] of sentencesOf(built))
    for (const part of template) {
      if (typeof part === 'string') continue;
      for (const word of wordsNeeded(part.expression.type, built))
        if (words[word] === undefined && !reported.has(word)) {
          reported.add(word);
          findings.report('language-words', valuePlace(source, ['language']), {
            message: `${where} mentions \`${part.name}\`, which may have to be said as “${word}”, and edition.yaml has no word for that in \`${language}\`.`,
            hint: `Add it below \`words\`, as in \`words: { ${word}: … }\`.`,
          });
        }
    }
};

const sentencesOf = ({ decisions, letters }: Said): readonly (readonly [string, Template])[] => [
  ...[...decisions.values()].flatMap(({ rules }) =>
    rules.map(({ id, then }) => [`The reason of the rule \`${id}\``, then.because] as const),
  ),
  ...[...(letters?.decisions ?? [])].flatMap(([decision, { asked, outcomes, effects }]) =>
    [
      asked,
      ...[...outcomes.values()].map(({ says }) => says),
      ...[...effects.values()].flatMap(({ some, one, none, values }) =>
        [some, one, none, ...values.values()].filter((told) => told !== undefined),
      ),
    ].map((template) => [`A letter on \`${decision}\``, template] as const),
  ),
];

/** The words that a value of a type may have to be said by. An instant can be `never` where a fact may be. */
const wordsNeeded = (type: Type, built: Said): readonly LanguageWord[] => [
  ...(type.nullable === true || type.kind === 'list' ? (['none'] as const) : []),
  ...(type.kind === 'boolean' ? (['yes', 'no'] as const) : []),
  ...(type.kind === 'list' ? wordsNeeded(type.of, built) : []),
  ...(type.kind === 'instant' && [...built.facts.values()].some(({ shape }) => mayBeNever(shape))
    ? (['never'] as const)
    : []),
];

const mayBeNever = ({ orNever, fields }: FactShape): boolean =>
  orNever || [...fields.values()].some(mayBeNever);
