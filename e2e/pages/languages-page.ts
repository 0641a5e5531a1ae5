/** The page of languages and engines, by roles and names. */
import type { Locator } from '@playwright/test';
import type { PlaygroundPage } from './playground-page';

const columns = { engine: 0, image: 1, size: 2, embedded: 3, lastUsed: 4 } as const;

export class LanguagesPage {
  readonly dialog: Locator;
  readonly docker: Locator;
  readonly sum: Locator;
  readonly filter: Locator;
  /** Of the languages that are shown, in their order. */
  readonly titles: Locator;

  constructor(private readonly playground: PlaygroundPage) {
    this.dialog = playground.page.getByRole('dialog', { name: 'Languages and engines' });
    this.docker = this.dialog.getByRole('region', { name: 'Docker' });
    this.sum = this.dialog.getByRole('status', { name: 'Disk use' });
    this.filter = this.dialog.getByRole('searchbox', { name: 'Filter languages' });
    this.titles = this.dialog.getByRole('region', { name: 'All languages' }).getByRole('rowheader');
  }

  async open(): Promise<void> {
    await this.playground.openLanguages();
  }

  cell(title: string, column: keyof typeof columns): Locator {
    const head = this.playground.page.getByRole('rowheader', { name: title, exact: true });
    return this.dialog.getByRole('row').filter({ has: head }).getByRole('cell').nth(columns[column]);
  }

  button(name: string): Locator {
    return this.dialog.getByRole('button', { name, exact: true });
  }

  async sortBy(head: string): Promise<void> {
    await this.dialog.getByRole('columnheader', { name: head }).getByRole('button').click();
  }

  async show(filter: string): Promise<void> {
    await this.dialog.getByRole('combobox', { name: 'Which languages' }).selectOption(filter);
  }
}
