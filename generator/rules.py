"""The catalogue of rules. A code is never reused; each rule has a page in ``docs/rules/``.

Codes: Y for YAML and files, R for records, P for programs, C for pages and content, T for fact
tables, I for imports, B for builds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Rule:
    """What a diagnostic is about. ``summary`` is one sentence for lists and SARIF."""

    code: str
    slug: str
    severity: Literal["error", "warning"]
    summary: str


_CATALOGUE = (
    # Files and YAML
    Rule("Y001", "unreadable-file", "error", "A file could not be read."),
    Rule("Y002", "not-utf8", "error", "A file is not UTF-8 text."),
    Rule("Y003", "forbidden-character", "error", "A file holds a control or formatting character."),
    Rule("Y004", "yaml-syntax", "error", "A file is not valid YAML."),
    Rule("Y005", "tab", "error", "A tab stands where YAML forbids it."),
    Rule("Y006", "duplicate-key", "error", "A key stands twice in one mapping."),
    Rule("Y007", "anchor-or-alias", "error", "Anchors, aliases and merge keys are not used here."),
    Rule("Y008", "tag", "error", "Tags such as !!python are not used here."),
    Rule("Y009", "several-documents", "error", "A file holds more than one YAML document."),
    Rule("Y010", "too-large", "error", "A file, value or number of values is over the limit."),
    Rule("Y011", "too-deep", "error", "Values are nested too deeply."),
    Rule("Y012", "complex-key", "error", "A key is not plain text."),
    Rule("Y013", "not-a-mapping", "error", "A file must hold keys and values."),
    Rule("Y014", "front-matter", "error", "A page's front matter is missing or not closed."),
    Rule("Y015", "missing-file", "error", "A file or folder that the site needs does not exist."),
    Rule("Y016", "link-outside", "error", "A link leads out of the site, nowhere or to a folder."),
    Rule("Y017", "unknown-file", "error", "A file stands where nothing reads it."),
    Rule("Y018", "merge-conflict", "error", "A merge was left half done."),
    # Shape of the data
    Rule("R001", "unknown-key", "error", "A key is not part of the format."),
    Rule("R002", "missing-key", "error", "A required key is missing."),
    Rule("R003", "wrong-type", "error", "A value has the wrong type."),
    Rule("R004", "wrong-value", "error", "A value is not one of those allowed."),
    # References and meaning of records
    Rule("R010", "unknown-reference", "error", "A value names something that is not defined."),
    Rule("R011", "duplicate-id", "error", "Two files claim the same id."),
    Rule("R012", "bad-id", "error", "An id or file name is not fit for an address."),
    Rule("R013", "unsafe-url", "error", "A link is not https, http, mailto or tel."),
    Rule("R014", "contradiction", "error", "Two values of a record contradict each other."),
    Rule("R015", "missing-asset", "error", "A logo is missing or not an image we accept."),
    Rule("R016", "private-key-in-public", "error", "A private twin has no public record."),
    Rule("R017", "no-consent", "warning", "A contact person is left out: no consent recorded."),
    Rule("R018", "same-name", "warning", "Two records share name and website."),
    Rule("R020", "unknown-language", "warning", "A text is in a language the site lacks."),
    Rule("R021", "thousands-point", "warning", "A point may be meant to separate thousands."),
    Rule("R022", "unread-fact", "warning", "A fact, document or decision counts for nothing."),
    Rule("R023", "unknown-release", "warning", "A certificate is for no release that counts."),
    Rule("R024", "standing-disagrees", "warning", "A recorded standing is not what facts give."),
    Rule("R025", "odd-membership", "warning", "A membership does not fit the rules."),
    # Programs
    Rule("P001", "unknown-level", "error", "A row names a level that the version does not have."),
    Rule("P002", "unknown-metric", "error", "A row names a metric that is not defined."),
    Rule("P003", "version-overlap", "error", "Two versions take effect on the same day."),
    Rule("P004", "no-version", "error", "A program has no version in force on the as-of date."),
    Rule("P005", "falling-threshold", "warning", "A threshold is lower than the level below."),
    Rule("P006", "private-metric", "error", "Only counts of people may be published."),
    Rule("P007", "duplicate-row", "error", "Two rows, levels or metrics share an id."),
    Rule("P008", "unreachable-level", "warning", "Nobody can reach a level or specialisation."),
    Rule("P009", "swapped-levels", "warning", "Two levels have changed places."),
    Rule("P010", "forgotten-level", "warning", "A mapping says nothing of a level."),
    Rule("P011", "misplaced-date", "warning", "A date lies outside of its version's time."),
    Rule("P012", "before-first-version", "warning", "A membership ends before the first version."),
    Rule("P013", "unused-metric", "warning", "Nothing uses a metric or a factor."),
    Rule("P014", "no-data", "warning", "No record holds what a metric counts."),
    Rule("P015", "cyclic-definition", "error", "A definition depends on itself."),
    Rule("P016", "region-overlap", "error", "A country belongs to two regions."),
    Rule("P017", "no-currency", "warning", "A sum of money has no currency."),
    Rule("P018", "level-for-nothing", "warning", "Every member holds a level above others."),
    Rule("P019", "number-as-text", "warning", "A number is compared as if it were a word."),
    Rule("P020", "odd-threshold", "warning", "A threshold hardly means what it says."),
    Rule("P021", "asked-twice", "warning", "Two rows ask for the same figure."),
    # Pages
    Rule("C001", "unknown-insert", "error", "A page asks for a table that does not exist."),
    Rule("C002", "broken-link", "error", "A page links to a page that does not exist."),
    Rule("C003", "missing-translation", "warning", "A page is not translated."),
    # Fact tables
    Rule("T001", "unknown-table", "error", "A table's file name does not say what it holds."),
    Rule("T002", "table-column", "error", "A table lacks a column or has one too many."),
    Rule("T003", "table-row", "error", "A row of a table has too many or too few cells."),
    # Imports
    Rule("I001", "import-column", "error", "Map and table disagree about a column."),
    Rule("I002", "import-value", "warning", "A cell was not understood and was left out."),
    Rule("I003", "import-duplicate", "warning", "Two rows carry the same name."),
    Rule("I004", "import-row", "error", "A row cannot become a record."),
    Rule("I005", "import-empty", "warning", "A cell that should say something is empty."),
    Rule("I006", "import-write", "error", "A record could not be written."),
    # Builds
    Rule("B001", "foreign-output", "error", "The output folder holds files that are not ours."),
    Rule("B002", "publish-failed", "error", "The new site could not be put in place."),
    Rule("B003", "theme", "error", "The theme is incomplete."),
)

RULES: dict[str, Rule] = {rule.slug: rule for rule in _CATALOGUE}
