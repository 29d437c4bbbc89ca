import { yaml } from "@codemirror/lang-yaml";
import { syntaxHighlighting } from "@codemirror/language";
import { EditorState, type Range, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, WidgetType } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { pageNonce } from "../parts/nonce.ts";
import { LIT } from "./lit.ts";

export interface Reader {
  readonly close: () => void;
}

interface Read {
  readonly text: string;
  /** Number of the first line in its file. */
  readonly firstLine: number;
  /** Read out before the text. */
  readonly label: string;
}

/** Lines that stand out, by their numbers in the file: the one of the address, and the one that is pointed at elsewhere. */
interface Marked {
  readonly target: number | undefined;
  readonly lit: number | undefined;
}

const mark = StateEffect.define<Partial<Marked>>();

/** Shows a document to be read, not written. Its lines keep their numbers, their anchors and what is lit in them. */
export function read(parent: HTMLElement, { text, firstLine, label }: Read): Reader {
  const lines = linesFrom(firstLine);
  const nonce = pageNonce();
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        ...(nonce === undefined ? [] : [EditorView.cspNonce.of(nonce)]),
        yaml(),
        syntaxHighlighting(classHighlighter),
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({ tabindex: "0", "aria-label": label, "aria-readonly": "true" }),
        lines,
      ],
    }),
  });
  const toTarget = (): void => {
    const target = Number(/^#L(\d+)$/.exec(window.location.hash)?.[1] ?? NaN);
    const isHere = target >= firstLine && target < firstLine + view.state.doc.lines;
    view.dispatch({ effects: [mark.of({ target: isHere ? target : undefined }), ...(isHere ? [EditorView.scrollIntoView(view.state.doc.line(target - firstLine + 1).from, { y: "nearest", yMargin: 120 })] : [])] });
  };
  const toLit = (event: Event): void => {
    if (event instanceof CustomEvent) view.dispatch({ effects: mark.of({ lit: typeof event.detail === "number" ? event.detail : undefined }) });
  };
  toTarget();
  window.addEventListener("hashchange", toTarget);
  const root = parent.closest("[data-lines]");
  root?.addEventListener(LIT, toLit);
  return {
    close: () => {
      window.removeEventListener("hashchange", toTarget);
      root?.removeEventListener(LIT, toLit);
      view.destroy();
    },
  };
}

interface Drawn {
  readonly marked: Marked;
  readonly decorations: DecorationSet;
}

const linesFrom = (firstLine: number): StateField<Drawn> => {
  const draw = (state: EditorState, marked: Marked): Drawn => ({ marked, decorations: decorate(state, firstLine, marked) });
  return StateField.define<Drawn>({
    create: (state) => draw(state, { target: undefined, lit: undefined }),
    update: (drawn, { state, effects }) => {
      const marked = effects.reduce((before, effect) => (effect.is(mark) ? { ...before, ...effect.value } : before), drawn.marked);
      return marked === drawn.marked ? drawn : draw(state, marked);
    },
    provide: (field) => EditorView.decorations.from(field, ({ decorations }) => decorations),
  });
};

function decorate({ doc }: EditorState, firstLine: number, { target, lit }: Marked): DecorationSet {
  const ranges: Range<Decoration>[] = [];
  for (let index = 1; index <= doc.lines; index++) {
    const number = firstLine + index - 1;
    const { from } = doc.line(index);
    const attributes = { id: `L${number}`, "data-line": String(number), ...(number === lit && { "data-lit": "" }), ...(number === target && { "data-target": "" }) };
    ranges.push(Decoration.line({ attributes }).range(from), Decoration.widget({ widget: new LineNumber(number), side: -1 }).range(from));
  }
  return Decoration.set(ranges, true);
}

/** Leads to its own line, so that the address of a line can be copied. */
class LineNumber extends WidgetType {
  readonly #number: number;

  constructor(number: number) {
    super();
    this.#number = number;
  }

  override eq(other: WidgetType): boolean {
    return other instanceof LineNumber && other.#number === this.#number;
  }

  override toDOM(): HTMLElement {
    const link = document.createElement("a");
    link.href = `#L${this.#number}`;
    link.textContent = String(this.#number);
    link.setAttribute("aria-label", `Line ${this.#number}`);
    return link;
  }

  override ignoreEvent(): boolean {
    return true;
  }
}
