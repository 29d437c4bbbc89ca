import tseslint from "typescript-eslint";
import next from "@next/eslint-plugin-next";
import hooks from "eslint-plugin-react-hooks";

/** Who may import whom: the three boxes of ARCHITECTURE.md. A folder missing here may import anything. */
const forbidden = {
  "lib/**": ["#server/*", "#components/*", "react", "react/*", "next", "next/*", "node:*", "@tanstack/*", "cytoscape"],
  "lib/net/**": ["#lib/*", "!#lib/net", "!#lib/net/*"],
  "lib/policy/**": ["#lib/*", "!#lib/policy", "!#lib/policy/*", "!#lib/net", "!#lib/net/*"],
  "lib/cluster/**": ["#lib/check/*", "#lib/graph/*", "#lib/api/*", "#lib/describe/*"],
  "lib/check/**": ["#lib/graph/*", "#lib/api/*"],
  "server/**": ["#components/*", "react", "react/*", "cytoscape"],
  "components/**": ["#server/*", "node:*", "yaml"],
  "bin/**": ["#components/*", "react", "next"],
};

const always = (folder) => (folder.startsWith("lib/") ? forbidden["lib/**"] : []);

export default tseslint.config(
  { ignores: [".next/**", "coverage/**", "node_modules/**", "next-env.d.ts", "test-results/**"] },
  ...tseslint.configs.recommendedTypeChecked,
  { languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } } },
  hooks.configs.flat.recommended,
  { plugins: { "@next/next": next }, rules: { ...next.configs.recommended.rules, ...next.configs["core-web-vitals"].rules } },
  {
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/require-await": "off",
      "max-lines": ["error", { max: 300, skipBlankLines: true }],
    },
  },
  ...Object.entries(forbidden).map(([folder, group]) => ({
    files: [`${folder}/*.ts`, `${folder}/*.tsx`],
    ignores: ["**/*.test.ts", "**/*.test.tsx"],
    rules: { "no-restricted-imports": ["error", { patterns: [{ group: [...always(folder), ...group], message: "see “Who may import whom” in ARCHITECTURE.md" }] }] },
  })),
  { files: ["**/*.js"], extends: [tseslint.configs.disableTypeChecked] },
);
