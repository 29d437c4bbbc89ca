import { expect, test } from "vitest";
import { expressionFault } from "./expression.ts";

test.each([
  "", "/api", "/api/.*", "^/a$", "GET|POST", "(a|b)+", "(?:a)?", "(?i)get", "(?P<name>a)", "(?<name>a)", "a*?", "a{2}", "a{2,}", "a{2,3}?", "a{,2}", "{", "a{x",
  "[a-z]", "[]a]", "[^]a]", "[[:alpha:]_]", "[a\\]]", "\\.", "\\d+", "\\Q(((\\E", "\\Q(((", "\\x{41}", "\\012", "\\/", "[*+?(]", "x|", "|x", "[[:x]",
])("`%s` compiles", (text) => {
  expect(expressionFault(text)).toBeUndefined();
});

test.each([
  "(", "a)", "(a", "[a", "[]", "[^]", "*a", "+", "?", "(*a)", "a|*", "a**", "a*+", "a{2}{3}", "a{2}*", "{2}", "a{1001}", "a{3,2}", "\\", "a\\", "\\1", "\\y", "\\8", "(?=a)", "(?!a)", "(?<=a)", "(?P=a)", "(?", "(?a)", "[a\\",
])("`%s` does not compile", (text) => {
  expect(expressionFault(text)).toBeDefined();
});

test("a very long text takes linear time", () => {
  for (const part of ["(", "[", "[:", "a{", "(?", "\\Q", "a*", "(?<a"]) expressionFault(part.repeat(100_000));
});
