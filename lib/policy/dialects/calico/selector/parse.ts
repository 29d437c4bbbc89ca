import { type Expression, type Test, combine } from "./expression.ts";
import { type Fault, type Token, fault, tokenize } from "./tokens.ts";

/** `global`: whether `global()` occurs, and whether it is all there is. */
interface Parsed {
  readonly kind: "parsed";
  readonly expression: Expression;
  readonly global: "none" | "alone" | "among others";
}

/** Nobody writes so; what walks the expression later may recurse. */
const DEEPEST = 100;

/** What stands between two parentheses, or in none. `negated`: an odd number of `!` stands before it and those around it. */
interface Group {
  readonly negated: boolean;
  readonly at: number;
  /** Finished terms between `||`, and the operands of the one that is being read. */
  readonly terms: Expression[];
  operands: Expression[];
}

const open = (negated: boolean, at: number): Group => ({ negated, at, terms: [], operands: [] });

/** Reads the grammar of semantics §4.5 without recursion; blank text is `all()`. */
export function parseSelector(text: string): Parsed | Fault {
  const tokens = tokenize(text);
  if ("why" in tokens) return tokens;
  const expression = tokens.length === 0 ? combine("every", []) : parseTokens(tokens, text.length);
  if (expression.kind === "fault") return expression;
  const global = !tokens.some(({ kind }) => kind === "global()") ? "none" : tokens.length === 1 ? "alone" : "among others";
  return { kind: "parsed", expression, global };
}

function parseTokens(tokens: readonly Token[], end: number): Expression | Fault {
  const around: Group[] = [];
  let group = open(false, 0);
  let negated = false;
  let expectsOperand = true;
  for (let index = 0; index < tokens.length; index++) {
    const token = tokens[index];
    if (token === undefined) break;
    if (expectsOperand) {
      if (token.kind === "!") {
        negated = !negated;
      } else if (token.kind === "(") {
        if (around.length >= DEEPEST) return fault(`nests parentheses more than ${DEEPEST} deep`, token.at);
        around.push(group);
        group = open(group.negated !== negated, token.at);
        negated = false;
      } else {
        const operand = readOperand(tokens, index, group.negated !== negated, end);
        if ("why" in operand) return operand;
        group.operands.push(operand.expression);
        index = operand.last;
        negated = false;
        expectsOperand = false;
      }
    } else if (token.kind === "&&") {
      expectsOperand = true;
    } else if (token.kind === "||") {
      finishTerm(group);
      expectsOperand = true;
    } else if (token.kind === ")") {
      const parent = around.pop();
      if (parent === undefined) return fault("has a `)` that nothing opens", token.at);
      parent.operands.push(close(group));
      group = parent;
    } else {
      return fault(`needs \`&&\` or \`||\` before \`${token.text.slice(0, 64)}\``, token.at);
    }
  }
  if (expectsOperand) return fault("ends where a comparison is missing", end);
  return around.length > 0 ? fault("has a `(` that is not closed", group.at) : close(group);
}

/** De Morgan: what is negated as a whole has its operators swapped and its parts negated. */
function finishTerm(group: Group): void {
  group.terms.push(combine(group.negated ? "some" : "every", group.operands));
  group.operands = [];
}

function close(group: Group): Expression {
  finishTerm(group);
  return combine(group.negated ? "every" : "some", group.terms);
}

/** `last`: the index of the operand's last token. */
interface Operand {
  readonly expression: Expression;
  readonly last: number;
}

function readOperand(tokens: readonly Token[], index: number, negated: boolean, end: number): Operand | Fault {
  const token = tokens[index];
  switch (token?.kind) {
    case "all()":
    case "global()":
      return { expression: { kind: token.kind, negated }, last: index };
    case "has()":
      return { expression: { kind: "label", key: token.text, test: { kind: "has" }, negated }, last: index };
    case "label":
      return readComparison(tokens, index, token.text, negated, end);
    default:
      return fault(`needs a comparison, \`has()\`, \`all()\` or \`(\`, not \`${token?.text.slice(0, 64) ?? ""}\``, token?.at ?? end);
  }
}

function readComparison(tokens: readonly Token[], index: number, key: string, negated: boolean, end: number): Operand | Fault {
  const operator = tokens[index + 1];
  const value = tokens[index + 2];
  const compare = (test: Test, differs = false): Operand => ({ expression: { kind: "label", key, test, negated: negated !== differs }, last: index + 2 });
  switch (operator?.kind) {
    case "==":
    case "!=":
      if (value?.kind !== "text") return fault(`needs a text in quotes after \`${operator.kind}\``, value?.at ?? end);
      return compare({ kind: "in", values: new Set([value.text]) }, operator.kind === "!=");
    case "contains":
    case "starts with":
    case "ends with":
      if (value?.kind !== "text") return fault(`needs a text in quotes after \`${operator.kind}\``, value?.at ?? end);
      return compare({ kind: operator.kind, value: value.text });
    case "in":
    case "not in": {
      const set = readSet(tokens, index + 2, end);
      if ("why" in set) return set;
      return { ...compare({ kind: "in", values: set.values }, operator.kind === "not in"), last: set.last };
    }
    default:
      return fault("needs an operator after a label: `==`, `!=`, `in`, `not in`, `contains`, `starts with` or `ends with`", operator?.at ?? end);
  }
}

/** `{'a', 'b'}`; an empty set and a comma before the `}` are accepted. */
function readSet(tokens: readonly Token[], index: number, end: number): { readonly values: ReadonlySet<string>; readonly last: number } | Fault {
  if (tokens[index]?.kind !== "{") return fault("needs a set such as `{'a', 'b'}` after `in`", tokens[index]?.at ?? end);
  const values = new Set<string>();
  let at = index + 1;
  for (let token = tokens[at]; token?.kind === "text"; token = tokens[at]) {
    values.add(token.text);
    at++;
    if (tokens[at]?.kind !== ",") break;
    at++;
  }
  return tokens[at]?.kind === "}" ? { values, last: at } : fault("has a set that is no list of texts in quotes closed by `}`", tokens[at]?.at ?? end);
}
