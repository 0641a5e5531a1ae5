/** The person's templates and snippets, in the data folder; bounded. */
import { join } from 'node:path';
import { RunyardError, TEMPLATES_LIMIT_BYTES, TEMPLATES_LIMIT_COUNT, Template } from '../../contract';
import { KeptList } from './kept-list';

export class TemplateStore {
  readonly #kept: KeptList<Template>;

  constructor(dataDir: string) {
    this.#kept = new KeptList({ file: join(dataDir, 'templates.json'), item: Template, what: 'templates' });
  }

  list(): Promise<Template[]> {
    return this.#kept.read();
  }

  /**
   * Takes the place of the one with its id.
   * @throws RunyardError `BAD_REQUEST` where there is no room for it
   */
  async save(template: Template): Promise<void> {
    await this.#kept.change((items) => {
      const known = items.findIndex(({ id }) => id === template.id);
      const next = known === -1 ? [...items, template] : items.with(known, template);
      if (next.length > TEMPLATES_LIMIT_COUNT || Buffer.byteLength(JSON.stringify(next)) > TEMPLATES_LIMIT_BYTES) {
        throw new RunyardError('BAD_REQUEST', {
          message: `"${template.name}" has no room: at most ${TEMPLATES_LIMIT_COUNT} templates and snippets are kept, 4 MB in all.`,
          remedy: 'Delete some of them, then save it again.',
        });
      }
      return next;
    });
  }

  async remove(id: string): Promise<void> {
    await this.#kept.change((items) => items.filter((item) => item.id !== id));
  }
}
