/** What is asked of one label's value; of an absent label every test fails. */
export type Test =
  | { readonly kind: "has" }
  | { readonly kind: "in"; readonly values: ReadonlySet<string> }
  | { readonly kind: "contains" | "starts with" | "ends with"; readonly value: string };

/** A selector as it was written, with every `!` pushed inward: an absent label satisfies the negated tests (semantics §4.5). */
export type Expression =
  | { readonly kind: "label"; readonly key: string; readonly test: Test; readonly negated: boolean }
  | { readonly kind: "all()" | "global()"; readonly negated: boolean }
  /** All of none is everything, any of none is nothing. */
  | { readonly kind: "every" | "some"; readonly of: readonly Expression[] };

export const combine = (kind: "every" | "some", of: readonly Expression[]): Expression => (of.length === 1 && of[0] ? of[0] : { kind, of });

/** De Morgan. */
export function negate(expression: Expression): Expression {
  switch (expression.kind) {
    case "every":
      return { kind: "some", of: expression.of.map(negate) };
    case "some":
      return { kind: "every", of: expression.of.map(negate) };
    case "label":
      return { ...expression, negated: !expression.negated };
    case "all()":
    case "global()":
      return { ...expression, negated: !expression.negated };
  }
}
