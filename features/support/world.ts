import { World } from '@cucumber/cucumber';
import type { Answer, Driver, Json, JsonObject } from './driver.js';
import { isObject, valueAt } from './paths.js';

/** What a scenario has said so far, and what it was answered. One per scenario. */
export class ClausebookWorld extends World {
  /** The folder under `features/` that the scenario is in; it names the contract. */
  document = '';
  facts: JsonObject = {};
  /** RFC 3339, or whatever the scenario wants to have refused; `null` where the scenario has not said. */
  asOf: string | null = null;
  edition: JsonObject = {};
  subject: string | null = null;
  readonly answers: Answer[] = [];
  private driver: Driver | null = null;

  /** Gives the world the driver of the run and the contract of its scenario. */
  begin(driver: Driver, document: string): void {
    this.driver = driver;
    this.document = document;
  }

  /** Sends everything said so far. Throws where the scenario has not said when: no scenario depends on the clock. */
  async ask(decision: string): Promise<void> {
    if (this.driver === null) throw new Error('The run has no driver.');
    if (this.asOf === null)
      throw new Error('The scenario has not said when: name the instant before it asks.');
    const body: JsonObject = {
      asOf: this.asOf,
      ...(this.subject === null ? {} : { subject: this.subject }),
      facts: this.facts,
      edition: { document: this.document, ...this.edition },
    };
    this.answers.push(await this.driver.ask(decision, body));
  }

  /** The last answer. Throws where nothing was asked. */
  answer(): Answer {
    const last = this.answers.at(-1);
    if (last === undefined) throw new Error('Nothing was asked yet.');
    return last;
  }

  /** The ids under which the scenario's decisions were recorded. */
  decisions(): readonly string[] {
    return this.answers
      .map(({ body }): Json | undefined => (isObject(body) ? valueAt(body, 'id') : undefined))
      .filter((id) => typeof id === 'string');
  }
}
