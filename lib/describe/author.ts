import type { AuthorJson } from "#lib/api/history.ts";
import type { Changed, Keeper } from "#lib/cluster/facts.ts";

/** Who changed something, as pages say it; where nobody told, the name is empty and nothing is guessed. */
export function authorJson(author: (Changed & { readonly commit?: { readonly id: string; readonly author: string; readonly title: string } }) | undefined): AuthorJson {
  const { manager, at, keptBy, commit } = author ?? {};
  return {
    name: manager ?? commit?.author ?? "",
    keptBy: keptBy ? keeperText(keptBy) : null,
    commit: commit ? { id: commit.id, title: commit.title } : null,
    at: at ?? null,
  };
}

/** `Argo CD application shop`. */
export function keeperText({ tool, name }: Keeper): string {
  switch (tool) {
    case "Argo CD":
      return `Argo CD application ${name}`;
    case "Helm":
      return `Helm release ${name}`;
    default:
      return `${tool} ${name}`;
  }
}
