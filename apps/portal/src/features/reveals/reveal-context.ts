import { createContext } from 'react';

/** What an officer's page offers behind masks; without it a page shows what it has. */
export interface Reveals {
  /** Whether the caller holds the case. */
  readonly allowed: boolean;
  /** Asks for the reason and opens the field, or the picture when its upload is given; undefined when the officer thinks better of it. */
  readonly reveal: (field: string, upload?: string) => Promise<string | undefined>;
}

export const RevealContext = createContext<Reveals | undefined>(undefined);
