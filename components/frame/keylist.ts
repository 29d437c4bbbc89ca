/** One line of the sheet: keys, and what they do. */
interface Key {
  /** As `boundKeys` names them. */
  readonly keys: readonly string[];
  readonly does: string;
}

/** In the order in which somebody would look for them. */
export const KEYS: readonly Key[] = [
  { keys: ["/"], does: "Search, filter the map, check a pasted error" },
  { keys: ["Ctrl K"], does: "The same, and whatever can be done here, from any field (⌘ K)" },
  { keys: ["g m", "g c", "g p", "g t"], does: "Go to Map, Check, Policies, Timeline" },
  { keys: ["n", "N"], does: "Next, previous blocked connection" },
  { keys: ["Tab"], does: "Into the map, and out of it" },
  { keys: ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight"], does: "The next in that direction" },
  { keys: ["Enter"], does: "Open details" },
  { keys: ["Escape"], does: "One step back" },
  { keys: [" "], does: "Map: open or close a namespace. Table: select a row" },
  { keys: ["e", "i"], does: "Along what it calls, what calls it" },
  { keys: ["t"], does: "Graph, split, table" },
  { keys: ["d"], does: "Only what is blocked, and back" },
  { keys: ["u"], does: "Apply what waits" },
  { keys: ["r", "Ctrl Z"], does: "Rearrange for everybody, and undo it (⌘ Z)" },
  { keys: ["+", "-", "0", "f"], does: "Larger, smaller, 100 %, all of it" },
  { keys: ["c", "C"], does: "Copy for Slack, as Markdown" },
  { keys: ["l"], does: "Copy the link" },
  { keys: ["y"], does: "Pin the state that is shown" },
  { keys: ["Y"], does: "Freeze the answer" },
  { keys: ["x"], does: "Swap from and to" },
  { keys: ["[", "]"], does: "Change before, change after" },
  { keys: ["?"], does: "These keys" },
];

const CAPS: Readonly<Record<string, string>> = { " ": "Space", Escape: "Esc", ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→" };

/** As it stands on the key. */
export const capOf = (key: string): string => CAPS[key] ?? (/^[A-Z]$/.test(key) ? `Shift ${key}` : key);

/** Those that do something, of what is bound on a page. */
export const keysFor = (bound: ReadonlySet<string>): readonly Key[] =>
  KEYS.flatMap(({ keys, does }) => {
    const here = keys.filter((key) => bound.has(key));
    return here.length === 0 ? [] : [{ keys: here, does }];
  });
