// Words as the index spells them: the twin of generator/index/analysis.py. A golden file of both
// sides (tests/golden/words.json) holds them together.

// Thai, Lao, Burmese, Khmer, Japanese and Chinese are written without spaces and cut into pairs.
const UNSPACED =
  "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30fa\\u30fc-\\u30ff" +
  "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}";
const MARKS =
  "\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7" +
  "\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc\\u0900-\\u0963\\u0966-\\u0dff";
const LETTER = "\\p{L}\\p{N}";
const WORD = new RegExp(
  `[A-Za-z](?:\\+\\+|#)(?![${LETTER}])|[${UNSPACED}]+|(?:(?![${UNSPACED}])[${LETTER}${MARKS}])+`,
  "gu",
);
const RUN = new RegExp(`^[${UNSPACED}]+$`, "u");
const POINTS = /[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670\u0640]/g;
const LETTERS: Record<string, string> = {
  ß: "ss", æ: "a", œ: "o", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", ħ: "h", ı: "i", ς: "σ",
  ى: "ي", ة: "ه",
};

export interface Piece {
  word: string;
  start: number;
}

/** The words of a text as they are written, unspaced scripts in runs, and where they begin. */
export function pieces(text: string): Piece[] {
  return Array.from(text.matchAll(WORD), (match) => ({ word: match[0], start: match.index }));
}

/** The spelling without accents, points and umlauts: Müller, Mueller and Muller are one. */
export function fold(word: string): string {
  const plain = word
    .toLowerCase()
    .normalize("NFKD")
    .replace(POINTS, "")
    .replace(/[ßæœøđðþłħıςىة]/g, (letter) => LETTERS[letter] ?? letter);
  return plain.normalize("NFC").replace(/([aou])e/g, "$1");
}

export function isUnspaced(word: string): boolean {
  return RUN.test(word);
}

/** What a query asks for, once each; stop words only if nothing else is there. */
export function queryForms(text: string, stops: ReadonlySet<string>): string[] {
  const forms = new Set<string>();
  for (const { word } of pieces(text.normalize("NFC"))) {
    for (const part of isUnspaced(word) ? pairs(word) : [word]) {
      const form = fold(part);
      if (form) forms.add(form);
    }
  }
  const kept = [...forms].filter((form) => !stops.has(form));
  return kept.length ? kept : [...forms];
}

/** The overlapping pairs of a run; a single character stays alone. */
export function pairs(run: string): string[] {
  const characters = [...run];
  if (characters.length === 1) return characters;
  return characters.slice(1).map((after, index) => (characters[index] ?? "") + after);
}
