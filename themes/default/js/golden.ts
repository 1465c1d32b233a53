// The golden file that Python wrote, for tests: files of an index, and what is found in it.

import { readFileSync } from "node:fs";

import type { RootFile } from "./index-files.ts";
import { LocatorIndex } from "./locator-index.ts";

interface Golden {
  root: string;
  files: Record<string, string>;
  words: Record<string, string[]>;
  queries: { query: string; facets: Record<string, string[]>; found: string[] }[];
}

const path = new URL("../../../tests/golden/search-index.json", import.meta.url);
export const golden = JSON.parse(readFileSync(path, "utf8")) as Golden;

/** What a file of an index, which is a classic script, hands over. */
export function content(code: string): unknown {
  const data = /^partnersite_search\("[a-z]+(?:-\d+)?",([^]*)\);\n$/.exec(code)?.[1];
  if (data === undefined) throw new Error(`not a file of the index: ${code.slice(0, 80)}`);
  return JSON.parse(data);
}

/** An index over the files of a folder; `loaded` takes the names of those that were asked for. */
export function open(files: Record<string, string>, root: string, loaded: string[] = []) {
  const folder = root.slice(0, root.lastIndexOf("/") + 1);
  const load = async <Content>(file: string): Promise<Content> => {
    loaded.push(file);
    const code = files[folder + file];
    if (code === undefined) throw new Error(`no file ${file}`);
    return content(code) as Content;
  };
  return new LocatorIndex(content(files[root] ?? "") as RootFile, load);
}
