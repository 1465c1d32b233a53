// The files of the index as they are written; docs/search-index.md describes them.

export const FORMAT = 1;

export interface RootFile {
  format: number;
  language: string;
  size: number;
  rotation: number;
  order: string;
  tiers: number[];
  facets: { id: string; label: string; values: [id: string, label: string, set: string][] }[];
  levels: [level: string, program: string, tone: number][];
  cards: string[];
  cardsInFile: number;
  terms: [first: string, file: string][];
  texts: string;
  names: string;
}

export interface TextsFile {
  numbers: string;
  lengths: Record<Role, string>;
  words: Record<Role, number>;
  stops: string;
}

export interface TermsFile {
  forms: string;
  families: string;
  postings: string;
}

export interface NamesFile {
  order: string;
}

export type CardRow = [
  id: string,
  name: string,
  latinName: string,
  route: string,
  initials: string,
  logo: string,
  headline: string,
  headlineLanguage: string,
  place: string,
  morePlaces: number,
  levels: number[],
  specialisations: string[],
  services: string[],
];

export const ROLES = ["name", "place", "offer", "prose"] as const;
export type Role = (typeof ROLES)[number];
