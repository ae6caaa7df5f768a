import {
  ClauseBook,
  ClausesBook,
  ContractBook,
  Glossary,
  ProofBook,
  ScenariosOfClause,
  ScenarioTitles,
} from '../../src/wire/book/contract.js';
import { DifferenceBook, EffectBook } from '../../src/wire/book/difference.js';
import {
  Check,
  Draft,
  DraftDeleted,
  Drafts,
  DraftText,
  ImpactNews,
  Phrases,
  ScenarioNews,
  Words,
  Written,
} from '../../src/wire/book/drafts.js';
import { EditAnswer, FileForm } from '../../src/wire/book/forms.js';
import { Exposure } from '../../src/wire/book/impact.js';
import { ChainPosition, LogCounts, SaidFacts } from '../../src/wire/book/log.js';
import { DraftReview, ReleaseNews } from '../../src/wire/book/review.js';
import { AlongTime, ScenarioText, Starts, Turning } from '../../src/wire/book/trying.js';
import { makeComponents } from '../../src/wire/components.js';
import { Trace } from '../../src/wire/trace.js';

const { use, all } = makeComponents();
const contract = 'get /book-data/contract/:document/:revision';
const drafts = '/book-data/drafts';

const answers = {
  [contract]: use(ContractBook),
  [`${contract}/scenarios` as const]: use(ProofBook),
  [`${contract}/glossary` as const]: use(Glossary),
  [`${contract}/clauses` as const]: use(ClausesBook),
  [`${contract}/clauses/:clause` as const]: use(ClauseBook),
  [`${contract}/clauses/:clause/scenarios` as const]: use(ScenariosOfClause),
  'get /book-data/difference': use(DifferenceBook),
  'get /book-data/difference/effect': use(EffectBook),
  'get /book-data/log/counts': use(LogCounts),
  'post /book-data/log/counts': use(LogCounts),
  'get /book-data/contract/:document/:revision/scenarios/titles': use(ScenarioTitles),
  'get /book-data/log/exposure/:document/:revision': use(Exposure),
  'get /book-data/log/facts/:id': use(SaidFacts),
  'get /book-data/log/places/:id': use(ChainPosition),
  'post /book-data/try/:decision/trace': use(Trace),
  'post /book-data/try/:decision/along-time': use(AlongTime),
  'post /book-data/try/:decision/turning': use(Turning),
  'post /book-data/try/:decision/scenario': use(ScenarioText),
  'get /book-data/try/:decision/starts': use(Starts),
  [`get ${drafts}` as const]: use(Drafts),
  [`post ${drafts}` as const]: use(Draft),
  [`get ${drafts}/:draft` as const]: use(Draft),
  [`delete ${drafts}/:draft` as const]: use(DraftDeleted),
  [`get ${drafts}/:draft/files/:file` as const]: use(DraftText),
  [`put ${drafts}/:draft/files/:file` as const]: use(Written),
  [`delete ${drafts}/:draft/files/:file` as const]: use(Draft),
  [`get ${drafts}/:draft/words` as const]: use(Words),
  [`post ${drafts}/:draft/check` as const]: use(Check),
  [`post ${drafts}/:draft/form` as const]: use(FileForm),
  [`post ${drafts}/:draft/edit` as const]: use(EditAnswer),
  [`post ${drafts}/:draft/scenarios` as const]: use(ScenarioNews),
  [`post ${drafts}/:draft/typed-scenarios` as const]: use(ScenarioNews),
  [`get ${drafts}/:draft/phrases` as const]: use(Phrases),
  [`post ${drafts}/:draft/impact` as const]: use(ImpactNews),
  [`get ${drafts}/:draft/review` as const]: use(DraftReview),
  [`post ${drafts}/:draft/review` as const]: use(DraftReview),
  [`post ${drafts}/:draft/proposal` as const]: use(DraftReview),
  [`post ${drafts}/:draft/readiness` as const]: use(ReleaseNews),
  [`post ${drafts}/:draft/publication` as const]: use(ReleaseNews),
};

export type BookRoute = keyof typeof answers;

/** What each address below `/book-data/` answers in JSON; lines of it where it answers in lines. */
export const bookAnswers: Readonly<Record<BookRoute, object>> = {
  ...answers,
  ...{ components: { schemas: all() } },
};
