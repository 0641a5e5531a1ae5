/** The contract cases as a vitest suite. */
import { afterEach, beforeEach, describe, test } from 'vitest';
import { contractCases } from './contract-cases';
import { connectOver } from './contract-world';
import type { Link } from './rpc';

/** A door in front of a new `FakeEngine`. */
export interface TestedDoor {
  openLink(): Link;
  dispose(): Promise<void>;
}

export function describeContract(name: string, openDoor: () => Promise<TestedDoor>): void {
  describe(`contract over ${name}`, () => {
    let door: TestedDoor;
    let links: Link[] = [];

    beforeEach(async () => {
      door = await openDoor();
      links = [];
    });

    afterEach(async () => {
      for (const link of links) link.close();
      await door.dispose();
    });

    for (const contractCase of contractCases) {
      test(contractCase.name, { timeout: 20_000 }, () =>
        contractCase.run({
          async connect() {
            const link = door.openLink();
            links.push(link);
            return connectOver(link);
          },
        }),
      );
    }
  });
}
