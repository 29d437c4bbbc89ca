import tseslint from "typescript-eslint";
import next from "@next/eslint-plugin-next";
import hooks from "eslint-plugin-react-hooks";

/** Who may import whom: the boxes of ARCHITECTURE.md. A folder imports only what is named here, and packages. */
const LIB = ["net", "source", "policy", "cluster", "check", "describe", "graph", "figure", "history", "frozen", "query", "search", "topology", "map", "company", "api", "url"];
const mayImport = {
  "lib/net": [],
  "lib/source": [],
  "lib/policy": ["net", "source"],
  "lib/cluster": ["net", "source", "policy"],
  "lib/check": ["net", "source", "policy", "cluster"],
  "lib/api": ["check", "policy"],
  "lib/describe": ["net", "source", "policy", "cluster", "check", "api"],
  "lib/graph": ["net", "source", "policy", "cluster", "check", "describe", "api", "figure"],
  "lib/figure": ["api"],
  "lib/history": ["net", "source", "policy", "cluster", "check", "api", "describe", "graph"],
  "lib/frozen": ["net", "source", "policy", "cluster", "check", "api", "describe", "figure", "graph"],
  "lib/query": ["net", "source", "api"],
  "lib/search": ["net", "source", "policy", "cluster", "check", "describe", "api", "graph", "query"],
  "lib/topology": ["net", "source", "policy", "cluster", "check", "describe", "api", "graph", "query"],
  "lib/map": ["api", "figure"],
  "lib/company": ["source"],
  "lib/url": ["api", "check"],
};

const SERVER = ["^#components/", "^(react|cytoscape)", "^(#server|\\.{1,2})/git/"];

/** @returns regular expressions of the imports that a folder may not have */
const forbidden = {
  ...Object.fromEntries(Object.entries(mayImport).map(([folder, allowed]) => [
    folder,
    [...LIB.filter((name) => folder !== `lib/${name}` && !allowed.includes(name)).map((name) => `^#lib/${name}/`), "^#(server|components)/", "^(react|next|node:|@tanstack|cytoscape|prom-client)"],
  ])),
  server: SERVER,
  "server/{store,git}": [...SERVER, "^(#server|\\.\\.)/(clusters|doctor|entry|frozen|history|kubernetes|serve|unfurl)/"],
  components: ["^#server/", "^node:", "^yaml$"],
  bin: ["^#components/", "^(react|next)"],
  apiserver: ["^#(lib|components)/", "^(react|next|cytoscape)"],
};

export default tseslint.config(
  { ignores: [".next/**", "coverage/**", "node_modules/**", "next-env.d.ts", "test-results/**"] },
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  hooks.configs.flat.recommended,
  { plugins: { "@next/next": next }, rules: { ...next.configs.recommended.rules, ...next.configs["core-web-vitals"].rules } },
  {
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/require-await": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true }],
    },
  },
  ...Object.entries(forbidden).map(([folder, expressions]) => ({
    files: [`${folder}/**/*.ts`, `${folder}/**/*.tsx`],
    ignores: ["**/*.test.ts", "**/*.test.tsx", "**/*fixture.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: expressions.map((regex) => ({ regex, message: "see “Who may import whom” in ARCHITECTURE.md" })) }] },
  })),
  // Vitest's asymmetric matchers are typed as any.
  { files: ["**/*.test.ts"], rules: { "@typescript-eslint/no-unsafe-assignment": "off" } },
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
