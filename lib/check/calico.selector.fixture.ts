/** A selector of Calico as a structure. */
export type RawTest =
  | { readonly kind: "all" | "global" }
  | { readonly kind: "has"; readonly label: string }
  | { readonly kind: "==" | "!=" | "contains" | "starts with" | "ends with"; readonly label: string; readonly value: string }
  | { readonly kind: "in" | "not in"; readonly label: string; readonly values: readonly string[] }
  | { readonly kind: "!"; readonly of: RawTest }
  | { readonly kind: "&&" | "||"; readonly of: readonly RawTest[] };

type Labels = Readonly<Record<string, string>>;

/** In Calico's grammar. */
export function written(test: RawTest): string {
  switch (test.kind) {
    case "all":
    case "global":
      return `${test.kind}()`;
    case "has":
      return `has(${test.label})`;
    case "in":
    case "not in":
      return `${test.label} ${test.kind} {${test.values.map((one) => `'${one}'`).join(", ")}}`;
    case "!":
      return `!${test.of.kind === "!" || test.of.kind === "has" ? written(test.of) : `(${written(test.of)})`}`;
    case "&&":
      return test.of.map((one) => (one.kind === "||" ? `(${written(one)})` : written(one))).join(" && ");
    case "||":
      return test.of.map(written).join(" || ");
    default:
      return `${test.label} ${test.kind} "${test.value}"`;
  }
}

/** A selector of namespaces, on the labels that pods and sets inherit: all() is what has a namespace, global() what has none. */
export function prefixed(test: RawTest | undefined, prefix: "pcns." | "pcsa."): RawTest | undefined {
  return test && rewritten(test, prefix, { kind: "has", label: prefix === "pcns." ? "projectcalico.org/namespace" : "projectcalico.org/serviceaccount" });
}

export const prefixedOnly = (test: RawTest, prefix: string): RawTest => rewritten(test, prefix, { kind: "all" });

function rewritten(test: RawTest, prefix: string, all: RawTest): RawTest {
  switch (test.kind) {
    case "all":
      return all;
    case "global":
      return { kind: "!", of: all };
    case "!":
      return { kind: "!", of: rewritten(test.of, prefix, all) };
    case "&&":
    case "||":
      return { kind: test.kind, of: test.of.map((one) => rewritten(one, prefix, all)) };
    default:
      return { ...test, label: `${prefix}${test.label}` };
  }
}

export function holds(test: RawTest, labels: Labels): boolean {
  switch (test.kind) {
    case "all":
    case "global":
      return true;
    case "!":
      return !holds(test.of, labels);
    case "&&":
      return test.of.every((one) => holds(one, labels));
    case "||":
      return test.of.some((one) => holds(one, labels));
    default:
      return holdsFor(test, Object.hasOwn(labels, test.label) ? labels[test.label] : undefined);
  }
}

function holdsFor(test: Exclude<RawTest, { kind: "all" | "global" | "!" | "&&" | "||" }>, value: string | undefined): boolean {
  switch (test.kind) {
    case "has":
      return value !== undefined;
    case "in":
      return value !== undefined && test.values.includes(value);
    case "not in":
      return value === undefined || !test.values.includes(value);
    case "==":
      return value === test.value;
    case "!=":
      return value !== test.value;
    case "contains":
      return value?.includes(test.value) ?? false;
    case "starts with":
      return value?.startsWith(test.value) ?? false;
    case "ends with":
      return value?.endsWith(test.value) ?? false;
  }
}
