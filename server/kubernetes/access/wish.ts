import type { Settings } from "../../settings.ts";

/** Which cluster to read, and what its kubeconfig may do. */
export interface AccessWish {
  /** A context of the kubeconfig; undefined: its current one, or without a kubeconfig the cluster of this pod. */
  readonly context: string | undefined;
  /** Files; empty: `KUBECONFIG`, else the one in the home folder. */
  readonly files: readonly string[];
  /** Whether a credential plugin may be started. */
  readonly allowExec: boolean;
  /** Whether a connection that nobody can verify is better than none. */
  readonly allowInsecure: boolean;
}

/** What the client library calls the context that it makes for a pod. */
export const IN_CLUSTER = "inClusterContext";

/** One for each context that the settings name; "" stands for the current one. */
export const accessWishes = ({ contexts, kubeconfig: files, allowExecPlugins: allowExec, allowInsecureServer: allowInsecure }: Settings): readonly AccessWish[] =>
  contexts.map((context) => ({ context: context === "" ? undefined : context, files, allowExec, allowInsecure }));
