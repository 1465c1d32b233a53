// Answers the queries of a file with the theme's script: `node answers.ts questions.json`.

import { readFileSync } from "node:fs";

import { open } from "../../themes/default/js/golden.ts";
import { NOTHING } from "../../themes/default/js/state.ts";

interface Questions {
  root: string;
  files: Record<string, string>;
  queries: { query: string; facets: Record<string, string[]> }[];
}

const questions = JSON.parse(readFileSync(process.argv[2] ?? "", "utf8")) as Questions;
const index = open(questions.files, questions.root);
const answers = [];
for (const { query, facets } of questions.queries) {
  const selection = new Map(Object.entries(facets));
  const result = await index.search({ ...NOTHING, query, selection });
  const cards = await index.cards(result.numbers);
  answers.push({
    found: cards.map(([id]) => id),
    counts: Object.fromEntries(
      [...result.counts].map(([facet, values]) => [facet, Object.fromEntries(values)]),
    ),
  });
}
console.log(JSON.stringify(answers));
